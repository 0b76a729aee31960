"""A first meeting that is there at once: tomorrow, with the people of the book, to be tried and changed."""

from datetime import datetime, time

from collabtui.domain.count_working_days import add_working_days
from collabtui.domain.meetings.draft import NameInAgenda
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_template import read_template, title_of
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.meetings.plan_rules import Planned

AT = time(10)
"""In the organiser's zone: the day has begun, and nobody is at lunch when it ends."""
MOST = 6
"""People beside the facilitator: enough for a sample."""


def sample_meeting(acting: Acting, agenda: str) -> Planned:
    """`agenda` is an agenda file; its time and people are filled in: the next working day, led by the organiser, one of
    each department first. Nobody hears of it before he is invited.

    Raises `Refused` (sample.nobody) where there is nobody to meet."""
    people = _asked(acting)
    if not people:
        raise Refused("sample.nobody")
    start = datetime.combine(add_working_days(acting.today, 1, acting.is_working), AT)
    draft = read_template(agenda, title=title_of(agenda), start=start, today=acting.today)
    own = acting.config.organiser
    return new_meeting(
        acting,
        draft.model_copy(
            update={
                "facilitator": NameInAgenda(name=own.name, email=own.email),
                "scribe": _named(people[0]),
                "participants": tuple(_named(person) for person in people[1:]),
                "slots": tuple(slot.model_copy(update={"lead": slot.lead or own.name}) for slot in draft.slots),
            }
        ),
    )


def _asked(acting: Acting) -> list[Person]:
    """One of each department before a second of any; without those whose mail comes back."""
    everybody = directory.everybody(acting.store)
    others = [
        one for one in everybody if one.email != acting.config.organiser.email and one.email and not one.bounced_at
    ]
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, Person]] = []
    for person in others:
        seen[person.department] = seen.get(person.department, 0) + 1
        ranked.append((seen[person.department] if person.department else 1, len(ranked), person))
    return [person for _, _, person in sorted(ranked)[:MOST]]


def _named(person: Person) -> NameInAgenda:
    return NameInAgenda(name=person.name, email=person.email)
