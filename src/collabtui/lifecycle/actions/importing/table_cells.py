"""Values of the cells of a table of tasks: people, days, shares, states. What cannot be read is gathered, so that a
person is told all of it at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from collabtui.domain.action import Action, Collaborator, with_doer
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Refused
from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.task_table import ActionTable
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.counted_days import written_count
from collabtui.formats.tables.table_markdown import LIST_HEAD
from collabtui.lifecycle.actions.importing.partial_names import named_by_less_or_more
from collabtui.lifecycle.actions.importing.table_days import TableDays, is_no_day, is_vague_day
from collabtui.lifecycle.actions.importing.table_durations import Stretch, counted_end, stretches
from collabtui.lifecycle.actions.importing.table_people import OwnerCell, TablePeople, people_of_table
from collabtui.lifecycle.actions.importing.table_periods import period_day
from collabtui.lifecycle.actions.importing.table_progress import (
    Progress,
    read_progress,
    state_in_title,
    unread_states,
    with_end_of_struck,
)
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader

One = TypeVar("One", Person, Collaborator)


class RowPeople(NamedTuple):
    owner: Person | None
    collaborators: tuple[Collaborator, ...]
    departments: tuple[str, ...]
    """Those that help, where nobody is known to stand for them."""


@dataclass
class RowCells:
    """Reads them one by one."""

    reader: Reader
    acting: Acting
    table: ActionTable
    errors: list[Refused] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """Numbers of the rows that these errors are in."""
    remarks: dict[int, list[Finding]] = field(default_factory=dict)
    """By row: what was read otherwise than it stands there."""
    vague: dict[int, list[str]] = field(default_factory=dict)
    """By row: times that are no days, as its note keeps them."""
    strangers: dict[int, list[str]] = field(default_factory=dict)
    """By row: people whom nobody knows, as its note keeps them."""
    understood: set[str] = field(default_factory=set)
    """Parts of names that were told."""

    def cannot(self, row: TaskRow, name: str, why: CollabError) -> None:
        place, column = row.places.get(name, (row.called, ""))
        self.refused.add(row.number)
        self.errors.append(Refused("import.cell", place=place, column=column, why=why))

    def tell(self, row: TaskRow, key: str, **values: str) -> None:
        self.remarks.setdefault(row.number, []).append(Finding(key=key, values=dict(values), stops=False))

    @cached_property
    def people(self) -> TablePeople:
        return people_of_table(self.reader, self.table, self.acting.actor)

    @cached_property
    def days(self) -> TableDays:
        return TableDays(self.acting, self.table.rows, self.table.year)

    def name(self, ref: str | None) -> str:
        return self.people.names.get(ref or "", "")

    def people_of(self, row: TaskRow, before: Action | None) -> RowPeople:
        """Owner and collaborators, each collaborator once."""
        owned = self._owned(row, before)
        found: dict[str, Collaborator] = {}
        helping, unknown = self.people.departments(row)
        for one in (*self._collaborators(row, before), *owned.supporters, *helping):
            if owned.owner is None or one.person != owned.owner.ref:
                found.setdefault(one.person, one)
        if owned.several and owned.owner:
            others = "、".join(self.name(one.person) for one in owned.supporters)
            self.tell(row, "import.first_owns", value=row.text("owner"), owner=owned.owner.name, others=others)
        helpers = tuple(found.values()) or (before.collaborators if before else ())
        owner = owned.owner.ref if owned.owner else before.owner if before else None
        helpers = self._with_doer(row, helpers, owner)
        self._tell_understood(row, {owner or "", *(one.person for one in helpers)})
        return RowPeople(owned.owner, helpers, tuple(unknown))

    def _tell_understood(self, row: TaskRow, refs: Collection[str]) -> None:
        """Each name that is not the whole one of somebody is told where it stands first."""
        texts = [row.text(name) for name in ("owner", "people", "doer", "collaborators")]
        for typed, person in named_by_less_or_more(self.people.met, refs, self.table):
            if not any(typed in one for one in self.understood) and any(typed in text for text in texts):
                self.understood.add(typed)
                self.tell(row, "import.person_understood", value=typed, person=person.name)

    def _with_doer(
        self, row: TaskRow, helpers: tuple[Collaborator, ...], owner: str | None
    ) -> tuple[Collaborator, ...]:
        """The collaborators with who does it among them, where the row says so: the first whom it names, whom the
        others support. An owner who does it himself does it in nobody's place."""
        named = self._known(row, "doer", self.people.doers(row))
        if not named:
            return helpers
        first, *others = named
        if others:
            names = "、".join(one.name for one in others)
            self.tell(row, "import.first_does", value=row.text("doer"), doer=first.name, others=names)
        known = {one.person for one in helpers}
        more = (Collaborator(person=one.ref) for one in others if one.ref not in {*known, owner})
        return with_doer((*helpers, *more), first.ref if first.ref != owner else None)

    def _owned(self, row: TaskRow, before: Action | None) -> OwnerCell:
        owned = self.people.owner(row, before)
        if owned.owner is None and owned.strangers:
            if row.text("owner") in self.people.departments_named:
                return self._department_owns(row)
            if plain(row.text("owner")) in word_table("actions", "statuses"):  # as programs write of what is closed
                self.tell(row, "import.no_person", value=row.text("owner"))
                return OwnerCell()
        self._known(row, "owner", owned.strangers)
        return owned

    def _known(self, row: TaskRow, name: str, each: Iterable[One | Refused]) -> list[One]:
        """Without those whom nobody knows: they are told, and stay in the note. It may be a supplier, a guest, somebody
        who is not in the book yet."""
        named = list(each)
        for why in [one for one in named if isinstance(one, Refused)]:
            self._tell_stranger(row, name, why)
        return [one for one in named if not isinstance(one, Refused)]

    def _tell_stranger(self, row: TaskRow, name: str, why: Refused) -> None:
        column, called = row.places.get(name, ("", name))[1], str(why.values["value"])
        near = why.values.get("near") or why.values.get("names") or ()
        nearest = "、".join(map(str, near)) if isinstance(near, list | tuple) else ""
        more = {"near": nearest} if nearest else {}
        self.tell(row, "import.stranger_near" if nearest else "import.stranger", value=called, column=column, **more)
        self.strangers.setdefault(row.number, []).append(f"{column}: {why.values.get('written', called)}")

    def _department_owns(self, row: TaskRow) -> OwnerCell:
        """A department answers through who stands for it; where nobody is known to, the task has no owner yet."""
        owner = self.people.representative_of(row.text("owner"))
        if owner:
            self.tell(row, "import.department_owns", value=row.text("owner"), owner=owner.name)
        else:
            self.tell(row, "import.department_without", value=row.text("owner"))
        return OwnerCell(owner)

    def _collaborators(self, row: TaskRow, before: Action | None) -> list[Collaborator]:
        return self._known(row, "collaborators", self.people.collaborators(row, before))

    def dates(self, row: TaskRow) -> tuple[date | None, date | None]:
        """Planned start and due date. A cell that holds both counts where the two have none of their own."""
        if two := self.days.both(row.cells.get("due")):
            return self._day(row, "planned_start") or two[0], two[1]
        start, due = self._day(row, "planned_start"), self._day(row, "due")
        if start and due is None and not row.cells.keys() & {"due", "span"}:
            due = self._counted(row)
        if "span" not in row.cells or is_no_day(row.text("span")):
            return start, due
        first, last = self.days.stretch(row.cells["span"])
        if last is None and is_vague_day(row.text("span")):
            self._keep_vague(row, "span")
        elif last is None:
            self.cannot(row, "span", Refused("import.no_day", value=row.text("span")))
        return start or first, due or last

    def _counted(self, row: TaskRow) -> date | None:
        """The end that start and duration say, which is told."""
        own = self._stretches.get(row.number)
        end = counted_end(own, self._stretches.values()) if own else None
        if end:
            self.tell(row, "import.due_counted", day=end.isoformat())
        return end

    @cached_property
    def _stretches(self) -> dict[int, Stretch]:
        return stretches(self.table.rows, self.days)

    def _day(self, row: TaskRow, name: str) -> date | None:
        """None for an empty cell and for what goes on and on, which is told."""
        cell = row.cells.get(name)
        if cell is None:
            return None
        if is_no_day(row.text(name)):
            self.tell(row, "import.no_end", value=row.text(name))
            return None
        day = self.days.day(cell)
        if day is None and isinstance(cell, str):
            day = period_day(row.text(name), self.days, is_start=name in ("planned_start", "actual_start"))
        if day is None and is_vague_day(row.text(name)):
            self._keep_vague(row, name)
        elif day is None:
            self.cannot(row, name, Refused("import.no_day", value=row.text(name)))
        elif (written := written_count(cell)) and not is_day_or_stretch(written):
            self.tell(row, "import.day_understood", value=written, day=day.isoformat())
        return day

    def _keep_vague(self, row: TaskRow, name: str) -> None:
        self.tell(row, "import.vague_day", value=row.text(name))
        column = row.places.get(name, ("", ""))[1]
        kept = row.text(name) if column in LIST_HEAD else f"{column}: {row.text(name)}"
        self.vague.setdefault(row.number, []).append(kept)

    def progress(self, row: TaskRow) -> Progress:
        """Words that nobody knows as a state leave it as it is; they are told, and kept as a note."""
        try:
            found = read_progress(row)
        except Refused as error:
            self.cannot(row, str(error.values["field"]), error)
            return Progress()
        if row.struck:
            self.tell(row, "import.struck_besides" if found.status or found.percent else "import.struck")
            found = with_end_of_struck(found)
        elif found.status is None and found.percent is None and (ended := state_in_title(row)):
            self.tell(row, f"import.read_{ended.replace('-', '_')}", value=row.text("title"))
            found = found._replace(status=ended)
        if found.other_percent is not None:
            key = "import.done_percent" if found.status == "done" else "import.open_percent"
            self.tell(row, key, percent=str(found.other_percent), value=row.text("status"))
        word = row.text("status") or row.text("progress")
        if found.status and (found.begun_with or plain(word) in word_table("actions", "ambiguous_states")):
            self.tell(row, f"import.read_{found.status.replace('-', '_')}", value=word)
        if found.status is None and found.percent is None:
            for name in unread_states(row, self.table.rows, found.unread):
                self.tell(row, "import.status_unknown", value=row.text(name), column=row.places[name][1])
        words = [found.words] if found.words else []
        for name in found.unread:
            column = row.places.get(name, ("", name))[1]
            self.tell(row, "import.status_unknown", value=row.text(name), column=column)
            words.append(f"{column}: {row.lines(name)}")
        return found._replace(words="\n".join(words))
