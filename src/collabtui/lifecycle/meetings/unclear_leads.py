"""Names of who leads an item of an agenda that may be nobody's, or several people's: no mail says one unasked."""

from collections.abc import Mapping, Sequence

from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.domain.people import Person
from collabtui.formats.file_words import plain, word_table
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.base.directory import everybody
from collabtui.store.interface import Reader


def possible_leads(slot: Slot, people: Sequence[Person]) -> tuple[str, ...]:
    """The names of those who may be meant; empty where it is clear who leads it, and where it is nobody of the book:
    an item may be led by a guest, by a department, or by all."""
    written = slot.lead.casefold().strip()
    if not written or any(person.department.casefold() == written for person in people):
        return ()
    match = match_people(slot.lead, people)
    if match.found is not None:
        return ()
    begun = [person.name for person in people if _begins(person.name.casefold(), written)]
    return tuple(dict.fromkeys((*match.candidates, *begun)))


def is_nobodys(lead: str, people: Sequence[Person]) -> bool:
    """Whether a lead is written who is nobody of the book, no department and not all: such a one gets no mail."""
    if not lead or possible_leads(Slot(title=lead, minutes=1, lead=lead), people):
        return False
    groups = {*word_table("agenda", "everybody"), *(plain(person.department) for person in people)}
    return match_people(lead, people).found is None and plain(lead) not in groups


def unknown_leads(reader: Reader, ref: str) -> list[str]:
    """The leads of a meeting's items who are nobody of the book."""
    people = everybody(reader)
    return list(dict.fromkeys(slot.lead for slot in reader.get(Meeting, ref).slots if is_nobodys(slot.lead, people)))


def _begins(name: str, written: str) -> bool:
    return any(word.startswith(written) for word in (name, *name.split()))


def leads_among(slot: Slot, meeting: Meeting, people: Mapping[str, Person]) -> tuple[str, ...]:
    """`possible_leads` among all people, by ref, those of the meeting first."""
    here = [people[one.person] for one in meeting.participants if one.person in people]
    return possible_leads(slot, [*here, *(person for person in people.values() if person not in here)])


def unclear_leads(reader: Reader, ref: str) -> list[tuple[Slot, tuple[str, ...]]]:
    """The items of a meeting of which it is unclear who leads them, each with the names that he may have."""
    meeting = reader.get(Meeting, ref)
    people = {person.ref: person for person in everybody(reader)}
    return [(slot, names) for slot in meeting.slots if (names := leads_among(slot, meeting, people))]
