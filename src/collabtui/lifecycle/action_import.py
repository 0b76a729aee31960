"""The breakdown that a team keeps in a table becomes actions: all of it or nothing, in one deed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from collabtui.domain.action import Action, cycle
from collabtui.domain.matter import Matter
from collabtui.domain.model import one_line
from collabtui.errors import Refused, Unknown
from collabtui.formats.action_rows import ActionRow, ActionTable
from collabtui.formats.vocabulary import plain
from collabtui.lifecycle.action_cells import Cells
from collabtui.lifecycle.desk import Desk
from collabtui.store.interface import Reader

_REF = re.compile(r"(A\d+)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_SHOWN = (
    "title", "task", "owner", "collaborators", "planned_start", "due", "status", "percent", "deliverable", "depends_on",
    "reason", "risk", "note", "matter",
)  # fmt: skip
"""Fields of an action that a table can say, in the order in which they are told."""
_MOST_ERRORS = 10


class Line(NamedTuple):
    """What becomes of one row."""

    row: int
    kind: Literal["new", "changed", "same"]
    action: Action
    before: Action | None

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Name, old and new of each field that the row sets or changes."""
        fresh = Action.model_fields
        pairs = ((name, getattr(self.before, name, fresh[name].default), getattr(self.action, name)) for name in _SHOWN)
        return [(name, old, new) for name, old, new in pairs if old != new and not (self.before is None and not new)]


def planned_import(desk: Desk, table: ActionTable, matter: str = "") -> list[Line]:
    """What `import_actions` would do; a new action is called by its row, `row5`. Raises as it does."""
    return _Reading(desk.store, desk, table, matter).lines()


def import_actions(desk: Desk, table: ActionTable, matter: str = "") -> list[Line]:
    """Each row becomes an action, or brings the one up to date that it names: by its ref, or by its title in the same
    matter. What a row leaves empty stays as it was.

    Raises `Refused` (import.rows: n, errors) with every cell that cannot be read, two rows of one action among them,
    (action.cycle) for tasks that wait for each other in a circle, and `Unknown` (matter.unknown)."""
    with desk.transaction() as tx:
        lines = _Reading(tx, desk, table, matter).lines()
        refs = {line.action.ref: tx.next_ref(Action) for line in lines if line.kind == "new"}
        return [line._replace(action=tx.put(_renamed(line.action, refs))) for line in lines]


def _renamed(action: Action, refs: dict[str, str]) -> Action:
    depends_on = tuple(refs.get(ref, ref) for ref in action.depends_on)
    return action.model_copy(update={"ref": refs.get(action.ref, action.ref), "depends_on": depends_on})


@dataclass
class _Reading:
    """One table on its way to actions."""

    reader: Reader
    desk: Desk
    table: ActionTable
    matter: str

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.reader, self.desk)

    def lines(self) -> list[Line]:
        named = [self._named(row) for row in self.table.rows]
        self._refuse_twice(named)
        refs = {row.number: ref for row, ref in zip(self.table.rows, named, strict=True)}
        lines = [self._line(row, refs) for row in self.table.rows]
        if self.cells.errors:
            raise Refused("import.rows", n=len(self.cells.errors), errors=self.cells.errors[:_MOST_ERRORS])
        self._refuse_circles(lines)
        return lines

    @cached_property
    def matters(self) -> list[Matter]:
        return self.reader.find(Matter)

    @cached_property
    def own_matter(self) -> Matter | None:
        """Whose actions these are, whatever the table says."""
        return self._matter(self.matter) if self.matter else None

    @cached_property
    def known(self) -> dict[tuple[str | None, str], list[Action]]:
        """Actions that are there, by matter and title; under several larger tasks several may have one title."""
        found: dict[tuple[str | None, str], list[Action]] = {}
        for matter in filter(None, {self._matter_of(row) for row in self.table.rows}):
            for action in self.reader.find(Action, matter=matter):
                if action.status != "cancelled":
                    found.setdefault((matter, plain(action.title)), []).append(action)
        return found

    def _matter(self, typed: str) -> Matter:
        for matter in self.matters:
            if typed.strip().upper() == matter.ref or typed.strip() == matter.title:
                return matter
        raise Unknown("matter.unknown", ref=typed)

    def _matter_of(self, row: ActionRow) -> str | None:
        if self.own_matter is not None:
            return self.own_matter.ref
        try:
            return self._matter(row.text("matter")).ref if row.text("matter") else None
        except Unknown:
            return None  # `_line` says so

    def _named(self, row: ActionRow) -> str:
        """The ref of the action that a row is about; `row5` for a new one."""
        for said in (row.text("ref"), row.text("title")):
            if (match := _REF.fullmatch(said)) and self._there(match[1]):
                return match[1].upper()
        known = self.known.get((self._matter_of(row), plain(row.text("title"))), [])
        if task := self._task(row):
            known = [action for action in known if plain(action.task) == plain(task)]
        return known[0].ref if len(known) == 1 else f"row{row.number}"

    def _task(self, row: ActionRow) -> str:
        """The larger task; a matter is none."""
        task = row.text("task")
        return "" if self.own_matter is not None and task == self.own_matter.title else one_line(task)

    def _there(self, ref: str) -> bool:
        return bool(self.reader.find(Action, ref=ref.upper(), limit=1))

    def _refuse_twice(self, named: Sequence[str]) -> None:
        first: dict[object, int] = {}
        for row, ref in zip(self.table.rows, named, strict=True):
            new = (self._matter_of(row), plain(self._task(row)), plain(row.text("title")))
            key = new if ref.startswith("row") else ref
            if first.setdefault(key, row.number) != row.number:
                self.cells.cannot(row, "title", Refused("import.twice", row=first[key]))

    def _line(self, row: ActionRow, refs: dict[int, str]) -> Line:
        ref = refs[row.number]
        before = None if ref.startswith("row") else self.reader.get(Action, ref)
        said = {name: value for name, value in self._fields(row, refs).items() if value not in (None, "", ())}
        if before is None:
            action = self._new(ref, said)
            return Line(row.number, "new", action, None)
        action = _brought_up_to_date(before, said)
        if action == before:
            return Line(row.number, "same", before, before)
        stamp = {"updated_at": self.desk.now, "updated_by": self.desk.actor, "via": self.desk.via}
        return Line(row.number, "changed", action.model_copy(update=stamp), before)

    def _new(self, ref: str, said: dict[str, Any]) -> Action:
        now = self.desk.now
        stamp = {"created_at": now, "updated_at": now, "updated_by": self.desk.actor, "via": self.desk.via}
        # where a cell could not be read no action is kept, but the rows after it are read too
        return Action.model_validate({"ref": ref, "title": "", "original_due": said.get("due"), **said, **stamp})

    def _fields(self, row: ActionRow, refs: dict[int, str]) -> dict[str, Any]:
        title = row.text("title")
        match = _REF.fullmatch(title)
        if match and self._there(match[1]):
            title = match[2] or ""
        if not title and not self._there(row.text("ref")):
            self.cells.cannot(row, "title", Refused("action.no_title"))
        owner = self.cells.person(row, "owner", row.text("owner"))
        matter = self._matter_said(row)
        return {
            "title": one_line(title),
            "task": self._task(row),
            "owner": owner.ref if owner else None,
            "collaborators": self.cells.collaborators(row, owner),
            "planned_start": self.cells.day(row, "planned_start"),
            "due": self.cells.day(row, "due"),
            **self.cells.progress(row),
            "deliverable": row.text("deliverable"),
            "depends_on": self._depends_on(row, refs),
            "matter": matter.ref if matter else None,
            "reason": row.lines("reason"),
            "risk": row.lines("risk"),
            "note": row.lines("note"),
        }

    def _matter_said(self, row: ActionRow) -> Matter | None:
        if self.own_matter is not None or not row.text("matter"):
            return self.own_matter
        try:
            return self._matter(row.text("matter"))
        except Unknown as error:
            self.cells.cannot(row, "matter", error)
            return None

    def _depends_on(self, row: ActionRow, refs: dict[int, str]) -> tuple[str, ...]:
        """By ref, by title, or by the number that the table gives its rows."""
        found = []
        for said in row.listed("depends_on"):
            if ref := self._meant(said, refs):
                found.append(ref)
            elif all(self._meant(one, refs) for one in said.split()):
                found += [self._meant(one, refs) for one in said.split()]
            else:
                self.cells.cannot(row, "depends_on", Refused("import.no_action", value=said))
        return tuple(dict.fromkeys(found))

    def _meant(self, said: str, refs: dict[int, str]) -> str:
        match = _REF.fullmatch(said)
        if match and self._there(match[1]):
            return match[1].upper()
        for row in self.table.rows:
            if said in (row.text("number"), row.text("ref")) or plain(said) == plain(row.text("title")):
                return refs[row.number]
        titled = [action for (_, title), found in self.known.items() if title == plain(said) for action in found]
        return titled[0].ref if len(titled) == 1 else ""

    def _refuse_circles(self, lines: Iterable[Line]) -> None:
        new = {line.action.ref: line.action.depends_on for line in lines}

        def edges(ref: str) -> tuple[str, ...]:
            return new[ref] if ref in new else self.reader.get(Action, ref).depends_on

        for ref, depends_on in new.items():
            if way := cycle(ref, depends_on, edges):
                raise Refused("action.cycle", ref=ref, way=" → ".join(way))


def _brought_up_to_date(before: Action, said: dict[str, Any]) -> Action:
    """A first due date is the original one; a later one counts as a slip."""
    dates: dict[str, Any] = {}
    if due := said.get("due"):
        later = before.due is not None and due > before.due
        dates = {"original_due": before.original_due or due, "slips": before.slips + later}
    return before.model_copy(update=said | dates)
