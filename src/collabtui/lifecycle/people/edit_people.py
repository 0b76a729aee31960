"""Deeds on people."""

from collections.abc import Sequence
from dataclasses import dataclass

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Transaction


@dataclass(frozen=True)
class Imported:
    added: tuple[Person, ...]
    changed: tuple[Person, ...]
    unchanged: int


def import_people(acting: Acting, drafts: Sequence[PersonDraft]) -> Imported:
    """Add who is new, by address, and bring the others up to date; what a file leaves empty stays as it was. Who is
    known at another address by now stays as he is: the file is older than the book."""
    added, changed, unchanged = [], [], 0
    with acting.transaction() as tx:
        for draft in drafts:
            known = directory.known_at(tx, draft.email, draft.name)
            if known is None:
                added.append(directory.add(tx, acting, draft))
                continue
            person = _brought_up_to_date(tx, known, draft)
            if person.version == known.version:
                unchanged += 1
            else:
                changed.append(person)
    return Imported(tuple(added), tuple(changed), unchanged)


def add_person(acting: Acting, draft: PersonDraft) -> Person:
    """Raises `Conflict` (person.taken) where the address is somebody's already."""
    with acting.transaction() as tx:
        return directory.add(tx, acting, draft)


def change_person(acting: Acting, ref: str, draft: PersonDraft) -> Person:
    """All of it as the form says; a new address is believed in until it bounces. Mail from the old one is still this
    person's: answers to what went there are on their way."""
    with acting.transaction() as tx:
        before = tx.get(Person, ref)
        directory.refuse_unusable(draft)
        fields = draft.model_dump(exclude={"contact"}, exclude_none=True) | {"email": directory.address_of(draft.email)}
        if before.email != fields["email"]:
            aliases = tuple(one for one in before.addresses if one != fields["email"])
            fields |= {"bounced_at": None, "bounce_reason": "", "aliases": aliases}
        person = tx.put(before.model_copy(update=fields))
        directory.set_department(tx, person, contact=draft.contact)
        return person


def link_address(acting: Acting, ref: str, address: str) -> Person:
    """Mail from `address` is this person's from now on."""
    with acting.transaction() as tx:
        person = tx.get(Person, ref)
        known = directory.address_of(address)
        if known in person.addresses:
            return person
        return tx.put(person.model_copy(update={"aliases": (*person.aliases, known)}))


def _brought_up_to_date(tx: Transaction, person: Person, draft: PersonDraft) -> Person:
    if person.email != directory.address_of(draft.email):
        return person
    given = {field: value for field, value in draft.model_dump(exclude={"email", "contact"}).items() if value}
    new = person.model_copy(update=given)
    directory.set_department(tx, new, contact=draft.contact)
    return person if new == person else tx.put(new)
