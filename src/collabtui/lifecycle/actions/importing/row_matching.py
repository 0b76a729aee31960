"""The action, and the matter, that the texts of a table mean."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import one_line
from collabtui.domain.refs import kept_ref
from collabtui.errors import Unknown
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow, sheet_of
from collabtui.formats.file_words import any_word, plain
from collabtui.lifecycle.actions.importing.table_progress import is_cancelled
from collabtui.lifecycle.base.directory import matter_called
from collabtui.store.interface import Reader

_ROW = "row"
_FEWEST = 3
"""Rows that tell that something is the same in all."""
_UNTIL_DONE = frozenset(("完成-开始", "完成后", "结束后", "完成", "之后", "后"))
"""Ways to say that a task waits until another one is done, as every task does."""
_LINK = re.compile(
    rf"(?P<one>.+?)\s*(?P<link>\b(?:fs|ss|ff|sf)\b|(?<=\d)(?:fs|ss|ff|sf)|{any_word('actions', 'links')})?"
    r"\s*(?P<lag>[+\-－＋]\s*\d+(?:\.\d+)?\s*"
    r"(?:e?d(?:ays?)?|w(?:eeks?|ks?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|分钟?|天|个?工作日|日|周|个?月|小时|[%％])?)?",
    re.IGNORECASE,
)
"""As project programs write what a task waits for: `3FS+2 days`, 1.1完成-开始+1天."""
_NUMBER_NAMED = re.compile(
    r"(?:第|序号|编号|任务|行动项|事项|task|no\.?|item|action|step|ref|wbs|#)\s*[:：]?\s*(\S+?)\s*(?:项|号|条)?",
    re.IGNORECASE,
)
_REF = re.compile(r"(A\d+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def row_ref(number: int) -> str:
    """Stands for the ref of the new action that row `number` brings, until it has one: `row5`."""
    return f"{_ROW}{number}"


def row_of(ref: str) -> int | None:
    """The number of the row that a `row_ref` stands for; None for the ref of an action."""
    number = ref.removeprefix(_ROW)
    return int(number) if number != ref else None


class Waited(NamedTuple):
    """The tasks that a task waits for, as a text says it."""

    refs: list[str]
    """Empty where it is nothing that there is."""
    lag: str = ""
    """How it waits, where that is otherwise than until it is done: `FS+2 days`, `SS`."""


class RowTarget(NamedTuple):
    """The action that a row is about."""

    ref: str
    """A `row_ref` where the action is new."""
    title: str
    """What the row calls it, without its ref; empty where it does not say."""
    doubtful: Action | None = None
    """The action whose ref the title begins with, where it is called otherwise: nobody can tell which is meant."""


@dataclass
class RowMatcher:
    """Of one table. `matter` is a ref or a title; empty where the rows say it, or nothing does."""

    reader: Reader
    table: ActionTable
    matter: str
    met: dict[str, Action | None] = field(default_factory=dict)
    """By ref; None for what is not there."""
    _called: dict[str, Matter | None] = field(default_factory=dict)
    """By what the table calls it."""

    @cached_property
    def targets(self) -> dict[int, RowTarget]:
        """By the number of the row."""
        return {row.number: self._target_of(row) for row in self.table.rows}

    @cached_property
    def matters(self) -> list[Matter]:
        return [matter for matter in self.reader.find(Matter) if not matter.withdrawn]

    @cached_property
    def own_matter(self) -> Matter | None:
        """The matter whose actions these are, whatever the table says."""
        return self.matter_called(self.matter) if self.matter else None

    @cached_property
    def known(self) -> dict[tuple[str | None, str], list[Action]]:
        """Actions that are there, by matter and title; under several larger tasks several may have one title. Of those
        without a matter only what belongs to no meeting either, as an import makes it."""
        found: dict[tuple[str | None, str], list[Action]] = {}
        for matter in {self.matter_of(row) for row in self.table.rows}:
            reader = self.reader
            of = reader.find(Action, matter=matter) if matter else reader.find(Action, matter=None, meeting=None)
            for action in of:
                found.setdefault((matter, plain(action.title)), []).append(action)
        return found

    def matter_called(self, typed: str) -> Matter:
        """By ref or title, also by a former one. Raises `Unknown` (matter.unknown)."""
        if typed not in self._called:
            self._called[typed] = matter_called(self.reader, typed)
        found = self._called[typed]
        if found is None:
            raise Unknown("matter.unknown", ref=typed)
        return found

    @cached_property
    def one_project(self) -> str:
        """The matter that all rows name, where there is none of that name: it tells no task from another."""
        named = {row.text("matter") for row in self.table.rows}
        rows = self.table.rows
        return named.pop() if len(rows) >= _FEWEST and len(named) == 1 and not self.matter_of(rows[0]) else ""

    def matter_of(self, row: TaskRow) -> str | None:
        """The ref of the matter that a row belongs to; None also where what it says is no matter."""
        if self.own_matter is not None:
            return self.own_matter.ref
        try:
            return self.matter_called(row.text("matter")).ref if row.text("matter") else None
        except Unknown:
            return None  # who reads the row says so

    @cached_property
    def _rows_numbered(self) -> dict[tuple[int, str], int]:
        """The first row of each sheet and number or ref that it gives; where it gives none, as planning programs
        without a column of numbers do, rows are counted from the first below the names, larger tasks and notes with
        them."""
        given = {
            (sheet_of(row.number), row.text(name)): row.number
            for name in ("ref", "number", "wbs")
            for row in reversed(self.table.rows)
        }
        with_numbers = {sheet for sheet, text in given if text}
        larger, left_out = self.table.larger, self.table.left_out
        others = (*(task.number for task in larger), *(number for number, _ in left_out))
        first: dict[int, int] = {}
        for number in (*(row.number for row in self.table.rows), *others):
            first[sheet_of(number)] = min(number, first.get(sheet_of(number), number))
        counted = [row.number for row in self.table.rows if sheet_of(row.number) not in with_numbers]
        return given | {(sheet_of(number), str(number - first[sheet_of(number)] + 1)): number for number in counted}

    @cached_property
    def _rows_titled(self) -> dict[tuple[int | None, str], int]:
        """By sheet, and by title alone."""
        found: dict[tuple[int | None, str], int] = {}
        for row in reversed(self.table.rows):
            title = plain(row.text("title"))
            found[None, title] = found[sheet_of(row.number), title] = row.number
        return found

    def _target_of(self, row: TaskRow) -> RowTarget:
        """`A4 paper` is the action A4 where that is called so, as our forms write it. In A4's own matter it may also be
        a new name for it; elsewhere it is a title that begins like a ref."""
        title = row.text("title")
        if self.there(row.text("ref")):
            return RowTarget(row.text("ref").upper(), title)
        match = _REF.fullmatch(title)
        action = self.there(match[1]) if match else None
        if match and action:
            rest = plain(match[2] or "")
            own = action.matter is not None and action.matter == self.matter_of(row)
            if rest == plain(action.title) or (own and not rest):
                return RowTarget(action.ref, match[2] or "")
            if own:
                return RowTarget(row_ref(row.number), title, doubtful=action)
        known = self.known.get((self.matter_of(row), plain(title)), [])
        if task := self.task(row):
            known = [action for action in known if plain(action.task) == plain(task)]
        going_on = [action for action in known if action.status != "cancelled"]
        known = going_on or (known if is_cancelled(row) else [])  # what is planned once more is another task
        return RowTarget(known[0].ref if len(known) == 1 else row_ref(row.number), title)

    def task(self, row: TaskRow) -> str:
        """The larger task; a matter is none, and what the table calls a matter and is none here is one."""
        task = row.text("task") or ("" if self.matter_of(row) or self.one_project else row.text("matter"))
        return "" if self.own_matter is not None and task == self.own_matter.title else one_line(task)

    def there(self, ref: str) -> Action | None:
        ref = kept_ref(ref)
        if ref not in self.met:
            self.met[ref] = next(iter(self.reader.find(Action, ref=ref, limit=1)), None)
        return self.met[ref]

    @cached_property
    def _larger(self) -> dict[tuple[int, str], tuple[int, ...]]:
        """The rows of the actions of each larger task, by its sheet and what the table calls it."""
        larger = reversed(self.table.larger)
        return {(sheet_of(task.number), plain(name)): task.parts for task in larger for name in task.names}

    def waited_for(self, typed: str, sheet: int = 0) -> Waited:
        """As `refs_in`; `1.1FS+1d` and 第2项 too. A number is one of the `sheet` that names it."""
        if refs := self.refs_in(typed, sheet):
            return Waited(refs)
        match = _LINK.fullmatch(typed)
        if match and (match["link"] or match["lag"]) and (refs := self.refs_in(match["one"].strip(), sheet)):
            link_and_lag = f"{match['link'] or ''}{match['lag'] or ''}"
            return Waited(refs, "" if plain(link_and_lag) in ("fs", *_UNTIL_DONE) else link_and_lag)
        named = _NUMBER_NAMED.fullmatch(typed)
        return Waited(self.refs_in(named[1], sheet) if named else [])

    def refs_in(self, typed: str, sheet: int = 0) -> list[str]:
        """`A1 A9`, `1 2`, a title, or `A1 its title` as our forms write it. Empty where a part of it is nothing."""
        if ref := self._one_named(typed, sheet):
            return [ref]
        if parts := self._larger.get((sheet, plain(typed))):
            return [self.targets[row].ref for row in parts]
        match = _REF.fullmatch(typed)
        action = self.there(match[1]) if match else None
        if match and action and plain(match[2] or "") == plain(action.title):
            return [action.ref]
        each = [self._one_named(one, sheet) for one in typed.split()]
        if each and all(each):
            return each
        return [action.ref] if action else []

    def _one_named(self, typed: str, sheet: int) -> str:
        """What the table itself calls so comes first: a team may number its tasks A1, A2, too."""
        if (row := self._rows_numbered.get((sheet, typed))) is not None:
            return self.targets[row].ref
        match = _REF.fullmatch(typed)
        if match and not match[2] and self.there(match[1]):
            return match[1].upper()
        for where in (sheet, None):
            if (row := self._rows_titled.get((where, plain(typed)))) is not None:
                return self.targets[row].ref
        known = [action for (_, title), found in self.known.items() if title == plain(typed) for action in found]
        titled = [action for action in known if action.status != "cancelled"]
        return titled[0].ref if len(titled) == 1 else ""
