"""Commands that add a person, import a list of them, change what is kept of one, and give one an address more."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.model import one_line
from collabtui.domain.people import Locale, Person
from collabtui.errors import CollabError, Refused
from collabtui.formats.time_zone_names import known_zone
from collabtui.language.capture.people_names import described, of_the_same_name
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.minutes.absent_signers import move_deadlines
from collabtui.lifecycle.people import edit_absence
from collabtui.lifecycle.people.head_change import hand_escalations_over
from collabtui.store.interface import Transaction


@dataclass(frozen=True)
class Imported:
    added: tuple[Person, ...]
    changed: tuple[Person, ...]
    unchanged: int
    left: tuple[Person, ...] = ()
    """Who has left and is named all the same: a directory keeps its people for a while, so they stay as they are."""
    alike: tuple[tuple[Person, Person], ...] = ()
    """Somebody known, and who is new with his name in his department, where the list has not his address: it may have
    changed."""
    not_deputies: tuple[tuple[Person, str], ...] = ()
    """Whose deputy is not known, or cannot be one, and how the file calls him: there it stays as it was."""
    other_heads: tuple[tuple[Person, Person], ...] = ()
    """Who leads a department as the directory has it, and the other one who heads it here, which stays."""

    @property
    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "changed": len(self.changed), "unchanged": self.unchanged}


class ValueChange(NamedTuple):
    """One value of a person that a file says otherwise, in words of the record."""

    name: str
    field: str
    before: str
    after: str


class ImportDifferences(NamedTuple):
    imported: Imported
    changes: tuple[ValueChange, ...]


_COMPARED = ("name", "email", "department", "title", "phone", "locale", "timezone", "country", "deputy", "head")


@dataclass(frozen=True)
class PersonChange:
    """A change of a person; what is None stays as it is."""

    name: str | None = None
    email: str | None = None
    department: str | None = None
    title: str | None = None
    locale: Locale | None = None
    timezone: str | None = None
    head: bool | None = None
    contact: bool | None = None
    phone: str | None = None
    country: str | None = None
    """ISO 3166; empty for the organiser's calendar."""
    deputy: str | None = None
    """Who stands in whenever he is away: a name, an address or a ref; empty for nobody."""
    link: tuple[str, ...] = ()
    """Further addresses."""
    unlink: tuple[str, ...] = ()
    """Addresses that are his no more."""
    back: bool = False
    """Whoever has left is here again."""


def add_organiser(acting: Acting) -> Person:
    """The facilitator is a person, if he is none yet."""
    with acting.transaction() as tx:
        return directory.organiser(tx, acting)


@mails_ahead
def import_people(acting: Acting, drafts: Sequence[PersonDraft]) -> Imported:
    """Add who is new, by address, and bring the others up to date; what a file leaves empty stays as it was, and a no
    in the column of heads takes the mark away. Who is known at another address by now stays as he is: the file is older
    than the book. Deputies may stand further down in the file."""
    added, known_before, left = [], [], []
    with acting.transaction() as tx:
        for draft in drafts:
            known = directory.known_at(tx, draft.email, draft.name)
            if known is None:
                added.append(_settled(tx, acting, directory.add(tx, acting, draft)))
                continue
            if known.left_at:
                left.append(known)
                continue
            known_before.append(known)
            _brought_up_to_date(tx, acting, known, draft)
        not_deputies = tuple(_without_deputy(tx, acting, drafts))
        other_heads = tuple(_not_head(tx, acting, drafts))
        added = [tx.get(Person, one.ref) for one in added]
        changed = [after for one in known_before if (after := tx.get(Person, one.ref)).version != one.version]
        listed = {directory.address_of(draft.email) for draft in drafts}
        alike = tuple(_alike(directory.everybody(tx), added, listed)) if added else ()
    unchanged = len(known_before) - len(changed)
    return Imported(tuple(added), tuple(changed), unchanged, tuple(left), alike, not_deputies, other_heads)


def _without_deputy(tx: Transaction, acting: Acting, drafts: Iterable[PersonDraft]) -> Iterator[tuple[Person, str]]:
    """Gives each his deputy; of whom he is not set is returned, with the name."""
    for draft in drafts:
        person = directory.known_at(tx, draft.email, draft.name) if draft.deputy else None
        if person is None or person.left_at or person.email != directory.address_of(draft.email):
            continue
        try:
            deputy = edit_absence.deputy_ref(tx, person, draft.deputy)
        except CollabError:
            yield person, draft.deputy
        else:
            _changed(tx, acting, person, {"deputy": deputy}, contact=None)


def _not_head(tx: Transaction, acting: Acting, drafts: Iterable[PersonDraft]) -> Iterator[tuple[Person, Person]]:
    """Who leads a department without a head becomes it; of whom another one is head is returned, with that one."""
    for draft in drafts:
        person = directory.known_at(tx, draft.email, draft.name) if draft.leads and draft.head is None else None
        if person is None or person.left_at or person.email != directory.address_of(draft.email):
            continue
        heads = tx.find(Person, department=person.department, head=True)
        if not heads:
            _changed(tx, acting, person, {"head": True}, contact=None)
        elif heads[0].ref != person.ref:
            yield person, heads[0]


def _alike(
    people: Iterable[Person], added: Iterable[Person], listed: Container[str]
) -> Iterator[tuple[Person, Person]]:
    known = {(one.name, one.department): one for one in people if one.email not in listed}
    for new in added:
        if found := known.get((new.name, new.department)):
            yield found, new


def imported_differences(acting: Acting, drafts: Sequence[PersonDraft]) -> ImportDifferences:
    """The result that `import_people` would have, with each value that would change; nothing is written."""
    done = rehearsed(acting, lambda own: import_people(own, drafts)).result
    names = {one.ref: one.name for one in (*done.added, *done.changed)}
    changes: list[ValueChange] = []
    for after in done.changed:
        before = acting.store.get(Person, after.ref)
        for field in _COMPARED:
            was, now = getattr(before, field), getattr(after, field)
            if field == "deputy":
                was, now = (ref and (names.get(ref) or acting.store.get(Person, ref).name) for ref in (was, now))
            if was != now:
                changes.append(ValueChange(after.name, field, _as_text(was), _as_text(now)))
    return ImportDifferences(done, tuple(changes))


def _as_text(value: object) -> str:
    return {True: "✓", False: "–"}[value] if isinstance(value, bool) else str(value or "–")


@mails_ahead
def add_person(acting: Acting, draft: PersonDraft) -> Person:
    """Raises `Conflict` (person.taken) where the address is somebody's already, `Refused` (person.others_address)
    where it is a further one of somebody."""
    with acting.transaction() as tx:
        directory.refuse_others_address(tx, draft.email)
        return _settled(tx, acting, directory.add(tx, acting, draft))


def namesakes(acting: Acting, draft: PersonDraft) -> tuple[str, ...]:
    """Those who are called as somebody who is to be added, each as he is told from others."""
    return tuple(map(described, of_the_same_name(draft.name, directory.everybody(acting.store))))


@mails_ahead
def change_person(acting: Acting, ref: str, draft: PersonDraft, away: edit_absence.Absence | None = None) -> Person:
    """All of it as the form says, with the days on which he is away where it has them; a new address is believed in
    until it bounces. Mail from the old one is still this person's: answers to what went there are on their way."""
    with acting.transaction() as tx:
        directory.refuse_unusable(draft)
        fields = draft.model_dump(exclude={"contact", "deputy", "leads"}, exclude_none=True)
        if away is not None:
            fields |= edit_absence.absence_fields(tx, acting, tx.get(Person, ref), away)
        return _changed(tx, acting, tx.get(Person, ref), fields, draft.contact)


@mails_ahead
def edit_person(acting: Acting, ref: str, change: PersonChange) -> Person:
    """Only what is named. Who goes to another department heads it only where that is said, too.

    Raises `Refused`: person.no_change; person.no_name; person.name_is_address; agenda.zone; name.no_address;
    person.own_address (address) for an own address that is to be taken away,
    address.unknown (address, name) for one that he does not have; tie.taken;
    person.others_address (address, name) for a further one of somebody else; `Conflict` (person.taken) where
    a new address is somebody's."""
    if change == PersonChange():
        raise Refused("person.no_change")
    with acting.transaction() as tx:
        person = _without_addresses(tx.get(Person, ref), change.unlink)
        fields = _fields_of(person, change)
        if change.deputy is not None:
            fields["deputy"] = edit_absence.deputy_ref(tx, person, change.deputy)
        person = _changed(tx, acting, person, fields, change.contact)
        for address in change.link:
            person = directory.link(tx, person, address)
        return person


def link_address(acting: Acting, ref: str, address: str) -> Person:
    """Mail from `address` is this person's from now on. Raises what `directory.link` does."""
    with acting.transaction() as tx:
        return directory.link(tx, tx.get(Person, ref), address)


def _fields_of(person: Person, change: PersonChange) -> dict[str, Any]:
    text = {"name": change.name, "email": change.email, "department": change.department, "title": change.title}
    text |= {"phone": change.phone}
    fields: dict[str, Any] = {field: one_line(value) for field, value in text.items() if value is not None}
    given = {"locale": change.locale, "timezone": change.timezone, "head": change.head}
    fields |= {field: value for field, value in given.items() if value is not None}
    if fields.get("name") == "":
        raise Refused("person.no_name", email=person.email)
    if change.country is not None:
        fields["country"] = change.country.strip().upper()
        directory.refuse_unknown_country(fields["country"])
    directory.refuse_address_as_name(fields.get("name", ""))
    if change.timezone is not None and not known_zone(change.timezone):
        raise Refused("agenda.zone", value=change.timezone)
    return fields | ({"left_at": None, "successor": None} if change.back else {})


def _without_addresses(person: Person, addresses: Sequence[str]) -> Person:
    for written in addresses:
        address = directory.address_of(written)
        if address == person.email:
            raise Refused("person.own_address", address=address)
        if address not in person.aliases:
            raise Refused("person.no_such_address", address=address, name=person.name)
        person = person.model_copy(update={"aliases": tuple(one for one in person.aliases if one != address)})
    return person


def _changed(tx: Transaction, acting: Acting, before: Person, fields: dict[str, Any], contact: bool | None) -> Person:
    """`fields` by name, as they are to be."""
    if "email" in fields and (address := directory.address_of(fields["email"])) != before.email:
        directory.refuse_others_address(tx, address, before.ref)
        aliases = tuple(one for one in before.addresses if one != address)
        fields = fields | {"email": address, "bounced_at": None, "bounce_reason": "", "aliases": aliases}
    fields = fields | {"email": fields["email"].lower()} if "email" in fields else fields
    if "department" in fields:
        department = directory.current_name(tx, fields["department"])
        fields = {"head": before.head and department == before.department} | fields | {"department": department}
    after = before.model_copy(update=fields)
    person = after if after == tx.get(Person, before.ref) else tx.put(after)
    move_deadlines(tx, acting, before, person)
    directory.set_department(tx, person, contact=contact)
    return _settled(tx, acting, person, before)


def _settled(tx: Transaction, acting: Acting, person: Person, before: Person | None = None) -> Person:
    """Who heads a department from now on hears what is open there."""
    was_head = before is not None and before.head and before.department == person.department
    if person.head and not was_head:
        hand_escalations_over(tx, acting, person)
    return person


def _brought_up_to_date(tx: Transaction, acting: Acting, person: Person, draft: PersonDraft) -> Person:
    if person.email != directory.address_of(draft.email):
        return person
    drafted = draft.model_dump(exclude={"email", "contact", "deputy", "leads"}).items()
    given = {field: value for field, value in drafted if value not in (None, "")}
    return _changed(tx, acting, person, given, draft.contact)
