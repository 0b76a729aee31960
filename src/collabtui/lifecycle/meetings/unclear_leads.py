"""Names of leaders of items that are nobody's and may be several people's: no mail says such a name unasked."""

from collections.abc import Sequence

from collabtui.domain.meetings.meeting import Slot
from collabtui.domain.people import Person
from collabtui.language.capture.people_names import match_people


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


def _begins(name: str, written: str) -> bool:
    return any(word.startswith(written) for word in (name, *name.split()))
