"""Making a matter confidential: who may read it, and who has a part in it and may not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_speakers import nobody_reads
from collabtui.domain.matters.matter import Matter, NamedReader, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers_and_deputies
from collabtui.lifecycle.base.directory import find_person, people_by_ref
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.collaboration_request import asked_at_next_pass
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class UnreadSpeakers:
    department: str
    people: tuple[Person, ...]
    """Who could be given reading: its contact, its heads and their deputies."""


@dataclass(frozen=True)
class Confidentiality:
    matter: Matter
    readers: tuple[Person, ...]
    """Of those named the ones who have not left."""
    left_out: tuple[Person, ...]
    """Who has a part in it and may not read it: he gets numbers and days alone."""
    unread: tuple[UnreadSpeakers, ...] = ()
    """Departments that it asks, or is about to, and where nobody may read it: they are not really asked."""
    asked_next: tuple[str, ...] = ()
    """Departments where somebody may read it now: the next pass asks them."""


def confidentiality(reader: Reader, acting: Acting, ref: str) -> Confidentiality:
    """Raises `Unknown` (matter.unknown)."""
    matter = reader.get(Matter, ref)
    readers = (one for one in people_by_ref(reader, (one.person for one in matter.readers)).values() if one.is_here)
    own = acting.facilitator
    left_out = (one for one in _with_a_part(reader, matter) if not is_named(reader, matter, one, own))
    unread = tuple(unread_speakers(reader, acting, matter))
    asked_next = asked_at_next_pass(reader, acting, matter)
    return Confidentiality(matter, tuple(readers), tuple(left_out), unread, asked_next)


def unread_speakers(reader: Reader, acting: Acting, matter: Matter) -> Iterator[UnreadSpeakers]:
    """Of a confidential matter, for each department that has not answered."""
    awaited = [one.department for one in matter.asked if one.answer is None]
    for change in reader.find(ChangeRequest, matter=matter.ref, state="asked"):
        awaited += change.silent
    for department in dict.fromkeys(awaited if matter.confidential else ()):
        found = speakers_and_deputies(reader, acting, matter, department)
        readers = {one.ref for one in found if is_named(reader, matter, one, acting.facilitator)}
        if nobody_reads([one.ref for one in found], readers):
            yield UnreadSpeakers(department, found)


@mails_ahead
def make_confidential(acting: Acting, ref: str, names: Iterable[str]) -> Confidentiality:
    """Only these people, and the facilitator, read it from now on; who could not before hears what is his. Raises names
    as `find_person` does."""
    with acting.transaction() as tx:
        people = dict.fromkeys(one.ref for name in names for one in _each_named(tx, name))
        readers = tuple(NamedReader(person=person) for person in people)
        tx.put(tx.get(Matter, ref).model_copy(update={"confidential": True, "readers": readers}))
        queue_assignment_mails(tx, acting)
        return confidentiality(tx, acting, ref)


def _each_named(reader: Reader, text: str) -> list[Person]:
    """Several in one text, too: 刘洋、陈静. Raises of one of them who has left as `find_person` does of him."""
    try:
        return [find_person(reader, text)]
    except Refused as error:
        if error.key not in ("name.several", "name.several_left"):
            raise
        return [find_person(reader, str(name)) for name in cast("list[str]", error.values["names"])]


@mails_ahead
def make_open(acting: Acting, ref: str) -> Confidentiality:
    """Everybody who has to do with it reads it again, and hears what is his of which he has had numbers alone."""
    with acting.transaction() as tx:
        tx.put(tx.get(Matter, ref).model_copy(update={"confidential": None, "readers": ()}))
        queue_assignment_mails(tx, acting)
        return confidentiality(tx, acting, ref)


def _with_a_part(reader: Reader, matter: Matter) -> list[Person]:
    """Who answers for it and his clerk, contacts, owners, collaborators, owners of risks, participants."""
    refs = [one.person for one in matter.contacts] + [*filter(None, (matter.owner, matter.clerk))]
    for action in reader.find(Action, matter=matter.ref):
        refs += [*filter(None, (action.owner,)), *(one.person for one in action.collaborators)]
    refs += [one.owner for one in reader.find(Risk, matter=matter.ref) if one.owner]
    refs += [one.person for meeting in reader.find(Meeting, matter=matter.ref) for one in meeting.participants]
    return [person for person in people_by_ref(reader, refs).values() if person.is_here]
