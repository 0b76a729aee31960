"""What the cells of a table of tasks mean: people, days, shares, states."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from collabtui.domain.action import Collaborator, Status
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Refused
from collabtui.formats.action_rows import ActionRow, written_day, written_percent
from collabtui.formats.vocabulary import plain, word_table
from collabtui.language.dates import read_day
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import everybody, find_person
from collabtui.store.interface import Reader

_SUPPORTER = re.compile(r"([^(（:：]+?)\s*(?:[(（](.*?)[)）]|[:：]\s*(.*))?", re.DOTALL)
"""`陈静（两台手机）`, `Bob: a contract`."""


@dataclass
class Cells:
    """Reads them one by one; `errors` gathers what cannot be read, so that a person is told all of it at once."""

    reader: Reader
    desk: Desk
    errors: list[Refused] = field(default_factory=list)
    met: dict[str, Person] = field(default_factory=dict)
    """By the name that was looked up."""

    def cannot(self, row: ActionRow, name: str, why: CollabError) -> None:
        place, column = row.places.get(name, (f"{row.number}", ""))
        self.errors.append(Refused("import.cell", place=place, column=column, why=why))

    @cached_property
    def people(self) -> list[Person]:
        return everybody(self.reader)

    def person(self, row: ActionRow, field_name: str, name: str) -> Person | None:
        """By name; where several share it, the one of the department that the row names."""
        if not name:
            return None
        in_department = [one for one in self.people if one.name == name and one.department == row.text("department")]
        if len(in_department) == 1:
            return in_department[0]
        try:
            return self._looked_up(name)
        except Refused as error:
            self.cannot(row, field_name, error)
            return None

    def _looked_up(self, name: str) -> Person:
        """Once a name: each look goes through everybody."""
        if name not in self.met:
            self.met[name] = find_person(self.reader, name)
        return self.met[name]

    def collaborators(self, row: ActionRow, owner: Person | None) -> tuple[Collaborator, ...]:
        found: dict[str, Collaborator] = {}
        for said in row.listed("collaborators"):
            match = _SUPPORTER.fullmatch(said)
            name, support = (match[1], match[2] or match[3] or "") if match else (said, "")
            person = self.person(row, "collaborators", name.strip())
            if person and owner and person.ref == owner.ref:
                error = Refused("action.owner_collaborates", title=row.text("title"), name=owner.name)
                self.cannot(row, "collaborators", error)
            elif person:
                found[person.ref] = Collaborator(person=person.ref, support=support.strip())
        return tuple(found.values())

    def day(self, row: ActionRow, name: str) -> date | None:
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
        read = None if day else read_day(text, locale=self.desk.config.organiser.locale, written=self.desk.today)
        return read.day if read else day

    def progress(self, row: ActionRow) -> dict[str, Any]:
        """Status and percent agree: what is done is at 100."""
        percent, status = self._percent(row), self._status(row)
        if status is None and percent:
            status = "done" if percent == 100 else "in-progress"
        return {"status": status, "percent": 100 if status == "done" else percent}

    def _percent(self, row: ActionRow) -> int | None:
        cell = row.cells.get("percent")
        percent = None if cell is None else written_percent(cell)
        if cell is not None and percent is None:
            self.cannot(row, "percent", Refused("action.bad_percent", value=row.text("percent")))
        return percent

    def _status(self, row: ActionRow) -> Status | None:
        said = row.text("status")
        known: dict[str, Any] = dict(word_table("actions", "statuses"))
        if said and plain(said) not in known:
            self.cannot(row, "status", Refused("import.no_status", value=said))
        status: Status | None = known.get(plain(said))
        return status
