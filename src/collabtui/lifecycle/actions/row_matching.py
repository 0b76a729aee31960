"""The action, and the matter, that the texts of a table mean."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import one_line
from collabtui.errors import Unknown
from collabtui.formats.actions.task_table import ActionTable, TaskRow
from collabtui.formats.file_words import plain
from collabtui.store.interface import Reader

_ROW = "row"
_REF = re.compile(r"(A\d+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def row_ref(number: int) -> str:
    """Stands for the ref of the new action that row `number` brings, until it has one: `row5`."""
    return f"{_ROW}{number}"


def row_of(ref: str) -> int | None:
    """The number of the row that a `row_ref` stands for; None for the ref of an action."""
    number = ref.removeprefix(_ROW)
    return int(number) if number != ref else None


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
        """Actions that are there, by matter and title; under several larger tasks several may have one title."""
        found: dict[tuple[str | None, str], list[Action]] = {}
        for matter in filter(None, {self.matter_of(row) for row in self.table.rows}):
            for action in self.reader.find(Action, matter=matter):
                if action.status != "cancelled":
                    found.setdefault((matter, plain(action.title)), []).append(action)
        return found

    def matter_called(self, typed: str) -> Matter:
        """By ref or title. Raises `Unknown` (matter.unknown)."""
        for matter in self.matters:
            if typed.strip().upper() == matter.ref or typed.strip() == matter.title:
                return matter
        raise Unknown("matter.unknown", ref=typed)

    def matter_of(self, row: TaskRow) -> str | None:
        """The ref of the matter that a row belongs to; None also where what it says is no matter."""
        if self.own_matter is not None:
            return self.own_matter.ref
        try:
            return self.matter_called(row.text("matter")).ref if row.text("matter") else None
        except Unknown:
            return None  # who reads the row says so

    @cached_property
    def _rows_numbered(self) -> dict[str, int]:
        """The first row of each number and ref that the table gives."""
        return {row.text(name): row.number for name in ("ref", "number") for row in reversed(self.table.rows)}

    @cached_property
    def _rows_titled(self) -> dict[str, int]:
        return {plain(row.text("title")): row.number for row in reversed(self.table.rows)}

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
        return RowTarget(known[0].ref if len(known) == 1 else row_ref(row.number), title)

    def task(self, row: TaskRow) -> str:
        """The larger task; a matter is none."""
        task = row.text("task")
        return "" if self.own_matter is not None and task == self.own_matter.title else one_line(task)

    def there(self, ref: str) -> Action | None:
        ref = ref.upper()
        if ref not in self.met:
            self.met[ref] = next(iter(self.reader.find(Action, ref=ref, limit=1)), None)
        return self.met[ref]

    def refs_in(self, typed: str) -> list[str]:
        """`A1 A9`, `1 2`, a title, or `A1 its title` as our forms write it. Empty where a part of it is nothing."""
        if ref := self._one_named(typed):
            return [ref]
        match = _REF.fullmatch(typed)
        action = self.there(match[1]) if match else None
        if match and action and plain(match[2] or "") == plain(action.title):
            return [action.ref]
        each = [self._one_named(one) for one in typed.split()]
        if each and all(each):
            return each
        return [action.ref] if action else []

    def _one_named(self, typed: str) -> str:
        """What the table itself calls so comes first: a team may number its tasks A1, A2, too."""
        if (row := self._rows_numbered.get(typed)) is not None:
            return self.targets[row].ref
        match = _REF.fullmatch(typed)
        if match and not match[2] and self.there(match[1]):
            return match[1].upper()
        if (row := self._rows_titled.get(plain(typed))) is not None:
            return self.targets[row].ref
        titled = [action for (_, title), found in self.known.items() if title == plain(typed) for action in found]
        return titled[0].ref if len(titled) == 1 else ""
