"""The data that the forms of one matter are filled from: the one place where they read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.matters.department_roles import department_roles
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Meeting, Question
from collabtui.domain.people import Person
from collabtui.domain.refs import ref_order
from collabtui.formats.documents.document import (
    Block,
    Cell,
    Document,
    DocumentTable,
    Fields,
    ItemList,
    Signature,
    Signatures,
)
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


@dataclass(frozen=True)
class Case:
    """Read as it is asked for: most forms need little of it."""

    reader: Reader
    matter: Matter
    words: Catalogue
    """In the language of the form."""
    now: datetime
    zone: ZoneInfo
    department_alone: str = ""
    """The department whose own plan it is; empty for the plan of all."""

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def actions(self) -> list[Action]:
        """In the order of due dates, without those that were cancelled; of one department alone its own."""
        alone = self.department_alone
        return [one for one in self.actions_of_all if not alone or self.department(one.owner) == alone]

    @cached_property
    def actions_of_all(self) -> list[Action]:
        """As `actions`, of all departments."""
        found = [one for one in self.all_actions if one.status != "cancelled"]
        return sorted(found, key=lambda one: (one.due is None, one.due or date.max, ref_order(one.ref)))

    @cached_property
    def all_actions(self) -> list[Action]:
        return self.reader.find(Action, matter=self.matter.ref)

    @cached_property
    def resources(self) -> list[Resource]:
        """In the order in which they were entered, without those that are not needed any more."""
        return [one for one in self.reader.find(Resource, matter=self.matter.ref) if one.state != "withdrawn"]

    @cached_property
    def risks(self) -> list[Risk]:
        """Also those that are over; not those that were taken back."""
        return [one for one in self.reader.find(Risk, matter=self.matter.ref) if one.state != "withdrawn"]

    @cached_property
    def meetings(self) -> list[Meeting]:
        """By their time, without those that were called off."""
        found = (one for one in self.reader.find(Meeting, matter=self.matter.ref) if one.state != "cancelled")
        return sorted(found, key=lambda one: one.start)

    @cached_property
    def decisions(self) -> list[Decision]:
        return [one for one in self.reader.find(Decision, matter=self.matter.ref) if not one.withdrawn]

    @cached_property
    def questions(self) -> list[Question]:
        return [one for one in self.reader.find(Question, matter=self.matter.ref) if one.state == "open"]

    @cached_property
    def everybody(self) -> dict[str, Person]:
        return {one.ref: one for one in self.reader.find(Person)}

    @cached_property
    def roles(self) -> dict[str, list[str]]:
        """Each department that takes part, with what it is there: `initiator`, `lead`, `supervising`,
        `supporting`."""
        return department_roles(self.matter, (self.department(one.owner) for one in self.actions_of_all))

    def contact(self, department: str) -> Person | None:
        """The department's contact in this matter."""
        named = (one.person for one in self.matter.contacts if one.department == department)
        return self.everybody.get(next(named, ""))

    def head(self, department: str) -> Person | None:
        """Of the department, as the address book has it."""
        heads = (one for one in self.everybody.values() if one.head and one.is_here and one.department == department)
        return next(heads, None)

    def name(self, person: str | None) -> str:
        found = self.everybody.get(person or "")
        return found.name if found else ""

    def department(self, person: str | None) -> str:
        found = self.everybody.get(person or "")
        return found.department if found else ""

    def post(self, person: str | None) -> str:
        """His title in the office."""
        found = self.everybody.get(person or "")
        return found.title if found else ""

    def with_post(self, person: str) -> str:
        """`张伟（工程师）`."""
        post = self.post(person)
        return self.name(person) + (self.words("form.within", text=post) if post else "")

    def supporting(self, action: Action) -> list[str]:
        """The departments that support the action, beside its owner's, which leads it."""
        helping = dict.fromkeys(self.department(one.person) for one in action.collaborators)
        return [name for name in helping if name and name != self.department(action.owner)]

    def label(self, key: str) -> str:
        """The name of a column or a field of the forms."""
        return self.words(f"form.label.{key}")

    def moment(self, instant: datetime | None) -> str:
        """As documents say it, with the year: they are read for years."""
        return f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M}" if instant else ""

    def day(self, instant: datetime | None) -> date | None:
        return instant.astimezone(self.zone).date() if instant else None

    def listed(self, names: Iterable[str]) -> str:
        return self.words("list.separator").join(dict.fromkeys(filter(None, names)))

    def table(self, columns: str, rows: Iterable[Sequence[Cell]], title: str = "") -> DocumentTable:
        """`columns` are keys of labels with blanks between."""
        labels = tuple(map(self.label, columns.split()))
        return DocumentTable(labels, tuple(map(tuple, rows)), self.label(title) if title else "")

    def fields(self, **values: str | date | None) -> Fields:
        """`values` by the keys of their labels."""
        return Fields(tuple((self.label(key), str(value or "")) for key, value in values.items()))

    def items(self, title: str, items: Iterable[str]) -> ItemList:
        return ItemList(self.label(title), tuple(items))

    def signatures(self, lines: Iterable[Signature], title: str = "signatures") -> Signatures:
        return Signatures(self.label(title), self.label("sign_day"), tuple(lines) or (Signature(""),) * 3)

    def document(self, form: str, *blocks: Block) -> Document:
        subject = " · ".join(filter(None, (self.matter.title, self.department_alone)))
        return document_of(self.matter, form, self.words, blocks, number=self.matter.ref, subject=subject)

    def report(self, form: str, *blocks: Block) -> Document:
        """A document that is read, and not filled in by hand: of a table or list without entries it says so."""
        words = self.words("form.nothing_entered")
        blocks_with_words = (
            replace(one, if_empty=words) if isinstance(one, DocumentTable | ItemList) else one for one in blocks
        )
        return self.document(form, *blocks_with_words)


def document_of(
    matter: Matter | None, form: str, words: Catalogue, blocks: tuple[Block, ...], *, number: str, subject: str
) -> Document:
    """A form of a matter, or of what belongs to one: it is confidential, and says so, where the matter is."""
    is_confidential = bool(matter and matter.confidential)
    mark = words("confidential.mark") if is_confidential else ""
    title = mark + words(f"form.{form}")
    return Document(title, words.locale, blocks, number=number, subject=subject, is_confidential=is_confidential)


def case_of(acting: Acting, reader: Reader, ref: str, words: Catalogue, department: str = "") -> Case:
    """Raises `Unknown` (matter.unknown)."""
    return Case(reader, reader.get(Matter, ref), words, acting.now, acting.zone, department)
