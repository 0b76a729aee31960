"""The remark that somebody is away, and who stands in for him then."""

from datetime import date

from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.store.interface import Reader


def absence_on(reader: Reader, person: Person, day: date) -> Finding | None:
    """None where he is at work on that day."""
    if person.away_until is None or not person.is_away(day):
        return None
    return absence_until(person.name, person.away_until, in_place_of(reader, person, day))


def absence_until(name: str, until: date, deputy: Person | None) -> Finding:
    if deputy is None:
        return Finding(key="meeting.away", values={"name": name, "until": until})
    return Finding(key="meeting.away_stood_in", values={"name": name, "until": until, "deputy": deputy.name})
