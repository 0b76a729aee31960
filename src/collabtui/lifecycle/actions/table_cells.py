"""Values of the cells of a table of tasks: people, days, shares, states."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.action_status import Status
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Refused
from collabtui.formats.actions.supporters import each_supporter, readings
from collabtui.formats.actions.task_table import TaskRow, written_day, written_percent
from collabtui.formats.file_words import plain, word_table
from collabtui.language.dates.reading import read_day
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import everybody, find_person
from collabtui.store.interface import Reader

_BRACKETS = frozenset("()（）")


def _bare(text: str) -> str:
    """Without brackets and blanks: as our own tables write it, whatever brackets a support has of its own."""
    return "".join(one for one in text if one not in _BRACKETS and not one.isspace())


@dataclass
class Cells:
    """Reads them one by one; `errors` gathers what cannot be read, so that a person is told all of it at once."""

    reader: Reader
    acting: Acting
    errors: list[Refused] = field(default_factory=list)
    met: dict[str, Person] = field(default_factory=dict)
    """By the name that was looked up."""

    def cannot(self, row: TaskRow, name: str, why: CollabError) -> None:
        place, column = row.places.get(name, (f"{row.number}", ""))
        self.errors.append(Refused("import.cell", place=place, column=column, why=why))

    @cached_property
    def people(self) -> dict[str, list[Person]]:
        """By name."""
        found: dict[str, list[Person]] = {}
        for one in everybody(self.reader):
            found.setdefault(one.name, []).append(one)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.ref: one.name for found in self.people.values() for one in found}

    def name(self, ref: str | None) -> str:
        return self.names.get(ref or "", "")

    def owner(self, row: TaskRow, before: Action | None) -> Person | None:
        """By name; where several share it, the one of the department that the row names, or who it is already."""
        name, department = row.text("owner"), row.text("department")
        if not name:
            return None
        alike = [one for one in self.people.get(name, ()) if department in ("", one.department)]
        candidates = [one for one in alike if before and one.ref == before.owner] or alike
        if len(candidates) == 1:
            return candidates[0]
        if len(each_supporter(name)) > 1 and name not in self.people:
            self.cannot(row, "owner", Refused("import.one_owner", value=name))
            return None
        return self._person(row, "owner", name)

    def collaborators(self, row: TaskRow, before: Action | None) -> tuple[Collaborator, ...]:
        """A support that the row does not say stays as it was."""
        if before and _bare(row.lines("collaborators")) == _bare("".join(self._supporters_of(before))):
            return before.collaborators
        supported = {one.person: one.support for one in before.collaborators} if before else {}
        found: dict[str, Collaborator] = {}
        for typed in each_supporter(row.lines("collaborators")):
            person, support = self._supporter(row, typed, supported)
            if person:
                support = " ".join(support.split()) or supported.get(person.ref, "")
                found[person.ref] = Collaborator(person=person.ref, support=support)
        return tuple(found.values())

    def _supporters_of(self, action: Action) -> Iterator[str]:
        for one in action.collaborators:
            yield self.name(one.person) + one.support

    def _supporter(self, row: TaskRow, typed: str, supported: dict[str, str]) -> tuple[Person | None, str]:
        """Whom the text names as he is called, else whom what stands before the first bracket may mean."""
        name, support = typed, ""
        for name, support in readings(typed):
            alike = self.people.get(name, [])
            candidates = [one for one in alike if one.ref in supported] or alike
            if len(candidates) == 1:
                return candidates[0], support
        return self._person(row, "collaborators", name), support

    def _person(self, row: TaskRow, field_name: str, name: str) -> Person | None:
        """Each name is looked up once: each look goes through everybody."""
        try:
            if name not in self.met:
                self.met[name] = find_person(self.reader, name)
            return self.met[name]
        except Refused as error:
            self.cannot(row, field_name, error)
            return None

    def day(self, row: TaskRow, name: str) -> date | None:
        cell = row.cells.get(name)
        if cell is None or isinstance(cell, date):
            return cell
        day = self._written(row.text(name))
        if day is None:
            self.cannot(row, name, Refused("import.no_day", value=row.text(name)))
        return day

    def _written(self, text: str) -> date | None:
        try:
            day = written_day(text)
        except ValueError:
            return None
        read = None if day else read_day(text, locale=self.acting.config.organiser.locale, written=self.acting.today)
        return read.day if read else day

    def progress(self, row: TaskRow) -> tuple[Status | None, int | None]:
        """Status and percent, which agree: what is done is at 100."""
        percent, status = self._percent(row), self._status(row)
        if status is None and percent:
            status = "done" if percent == 100 else "in-progress"
        return status, 100 if status == "done" else percent

    def _percent(self, row: TaskRow) -> int | None:
        cell = row.cells.get("percent")
        percent = None if cell is None else written_percent(cell)
        if cell is not None and percent is None:
            self.cannot(row, "percent", Refused("action.bad_percent", value=row.text("percent")))
        return percent

    def _status(self, row: TaskRow) -> Status | None:
        typed = row.text("status")
        known = word_table("actions", "statuses")
        if typed and plain(typed) not in known:
            self.cannot(row, "status", Refused("import.no_status", value=typed))
        return cast("Status | None", known.get(plain(typed)))
