"""The owner of a task and who helps him, as the cells of its row name them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from collabtui.domain.action import Action, Collaborator, with_other_doer
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.supporters import readings
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.file_words import plain, word_table
from collabtui.lifecycle.actions.importing.partial_names import named_by_less_or_more
from collabtui.lifecycle.actions.importing.row_remarks import RowRemarks
from collabtui.lifecycle.actions.importing.table_people import OwnerCell, TablePeople
from collabtui.lifecycle.base.directory import current_name
from collabtui.lifecycle.base.left_people import successor_of

One = TypeVar("One", Person, Collaborator)
_NAME_IN_TITLE = re.compile(
    r".*\S\s*(?:[:：→⇒]|[-=]>)\s*(?P<name>[^:：→⇒,，;；()（）–—]+?)\s*(?:(?:[,，;；(（–—]|\s-\s).*)?"
)
_LONGEST_TITLE = 200


class RowPeople(NamedTuple):
    owner: Person | None
    collaborators: tuple[Collaborator, ...]


@dataclass
class RowPeopleReader:
    """Reads the rows of one table one by one."""

    table: ActionTable
    people: TablePeople
    remarks: RowRemarks
    understood: set[str] = field(default_factory=set)
    """Names and parts of names that were told."""

    def people_of(self, row: TaskRow, before: Action | None) -> RowPeople:
        """Owner and collaborators, each collaborator once."""
        owned = self._owned(row, before)
        helping = list(self._helping(row))
        found: dict[str, Collaborator] = {}
        for one in (*self._collaborators(row, before), *owned.supporters, *helping):
            if owned.owner is None or one.person != owned.owner.ref:
                found.setdefault(one.person, one)
        if owned.several and owned.owner:
            others = "、".join(self.people.names[one.person] for one in owned.supporters)
            self.remarks.tell(row, "import.first_owns", value=row.text("owner"), owner=owned.owner.name, others=others)
        if owned.with_words:
            self.remarks.keep(row, "owner", row.text("owner"))
        helpers = tuple(found.values()) or (before.collaborators if before else ())
        owner = owned.owner.ref if owned.owner else before.owner if before else None
        helpers = self._with_doer(row, helpers, owner, found)
        if owner is None:
            self._tell_name_in_title(row)
        self._tell_understood(row, {owner or "", *(one.person for one in helpers)})
        self._tell_represented(row, {one.person for one in helpers})
        self._keep_own_department(row, owner)
        department = row.text("department")
        names = f"{department} {current_name(self.people.reader, department)}"
        elsewhere = owned.owner is not None and owned.owner.department not in names
        if department and (owner is None or elsewhere):  # nobody else says whose it is
            self.remarks.keep(row, "department", department)
        return RowPeople(owned.owner, helpers)

    def _helping(self, row: TaskRow) -> Iterator[Collaborator]:
        """The people who stand for the departments that help; where nobody is known to, its name stays in the note."""
        for typed in row.listed_outside_brackets("helping_department"):
            for name, support in readings(typed):
                if person := self.people.representative_of(name) or self.people.unmistakable(name):
                    yield Collaborator(person=person.ref, support=support)
                    break
            else:
                self.remarks.keep(row, "helping_department", typed)

    def _tell_name_in_title(self, row: TaskRow) -> None:
        """`Guests: Ines`, `Menu cards → Marc`: whether that is who owns it nobody knows."""
        title = row.text("title")
        match = _NAME_IN_TITLE.fullmatch(title) if len(title) <= _LONGEST_TITLE else None
        if match and (person := self.people.unmistakable(match["name"])):
            self.remarks.tell(row, "import.owner_in_title", value=title, person=person.name)

    def _tell_understood(self, row: TaskRow, refs: Collection[str]) -> None:
        """Each name that is not the whole one of somebody is told where it stands first."""
        texts = [row.text(name) for name in ("owner", "people", "doer", "collaborators")]
        for typed, person in named_by_less_or_more(self.people.met, refs, self.table):
            if not any(typed in one for one in self.understood) and any(typed in text for text in texts):
                self.understood.add(typed)
                self.remarks.tell(row, "import.person_understood", value=typed, person=person.name)

    def _tell_represented(self, row: TaskRow, refs: Collection[str]) -> None:
        """Each department that was read as who stands for it is told where it stands first."""
        texts = [row.text(name) for name in ("collaborators", "helping_department")]
        for department, person in self.people.represented.items():
            named = person.ref in refs and any(department in text for text in texts)
            if named and department not in self.understood:
                self.understood.add(department)
                self.remarks.tell(row, "import.department_helps", value=department, person=person.name)

    def _keep_own_department(self, row: TaskRow, owner: str | None) -> None:
        """A department that helps its own member, who stands for it, names nobody else: it stays in the note."""
        own = [name for name, person in self.people.represented.items() if person.ref == owner]
        for column in ("collaborators", "helping_department"):
            for typed in row.listed_outside_brackets(column):
                if any(name in own for name, _ in readings(typed)):
                    self.remarks.keep(row, column, typed)

    def _with_doer(
        self, row: TaskRow, helpers: tuple[Collaborator, ...], owner: str | None, supporting: Collection[str]
    ) -> tuple[Collaborator, ...]:
        """The collaborators with who does it among them, where the row says so: the first whom it names, whom the
        others support. An owner who does it himself does it in nobody's place. Who did it before has no part in it any
        more, unless the row has him among those who support it (`supporting`), or what he supports is known."""
        named = self._known(row, "doer", self.people.doers(row))
        if not named:
            return helpers
        first, *others = named
        if others:
            names = "、".join(one.name for one in others)
            self.remarks.tell(row, "import.first_does", value=row.text("doer"), doer=first.name, others=names)
        known = {one.person for one in helpers}
        more = (Collaborator(person=one.ref) for one in others if one.ref not in {*known, owner})
        return with_other_doer((*helpers, *more), first.ref, owner, supporting)

    def _owned(self, row: TaskRow, before: Action | None) -> OwnerCell:
        owned = self.people.owner(row, before)
        if owned.owner is None and owned.strangers:
            if row.text("owner") in self.people.departments_named:
                return self._department_owns(row)
            if plain(row.text("owner")) in word_table("actions", "statuses"):  # as programs write of what is closed
                self.remarks.tell(row, "import.no_person", value=row.text("owner"))
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
        column, called = self.remarks.column(row, name), str(why.values["value"])
        if why.key in ("name.left", "name.left_to"):
            successor = successor_of(self.people.reader, str(why.values["ref"]))
            key, more = ("import.left_to", {"near": successor.name}) if successor else ("import.left_already", {})
            self.remarks.tell(row, key, value=called, column=column, **more)
            self.remarks.keep(row, name, called)
            return
        near = why.values.get("near") or why.values.get("names") or ()
        nearest = "、".join(map(str, near)) if isinstance(near, list | tuple) else ""
        more = {"near": nearest} if nearest else {}
        several = "import.namesakes" if why.key == "name.ambiguous" else "import.stranger_near"
        self.remarks.tell(row, several if nearest else "import.stranger", value=called, column=column, **more)
        self.remarks.keep(row, name, str(why.values.get("written", called)))

    def _department_owns(self, row: TaskRow) -> OwnerCell:
        """A department answers through who stands for it; where nobody is known to, the task has no owner yet."""
        owner = self.people.representative_of(row.text("owner"))
        if owner:
            self.remarks.tell(row, "import.department_owns", value=row.text("owner"), owner=owner.name)
        else:
            self.remarks.tell(row, "import.department_without", value=row.text("owner"))
        return OwnerCell(owner)

    def _collaborators(self, row: TaskRow, before: Action | None) -> list[Collaborator]:
        return self._known(row, "collaborators", self.people.collaborators(row, before))
