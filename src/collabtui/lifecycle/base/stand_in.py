"""Whoever is asked and told while somebody is away."""

from datetime import date

from collabtui.domain.people import Person
from collabtui.store.interface import Reader


def in_place_of(reader: Reader, person: Person, day: date) -> Person | None:
    """The one who is told on that day: the person; while away the deputy, if not away as well; else None."""
    if not person.is_away(day):
        return person
    if person.stand_in is None:
        return None
    deputy = reader.get(Person, person.stand_in)
    return deputy if deputy.is_here and not deputy.is_away(day) else None
