"""Stand-ins: the one who is asked and told while somebody is away, or no mail reaches him. Behind a deputy who is away,
too, comes the deputy of that one."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.department_speakers import stand_in_chain
from collabtui.domain.people import Person
from collabtui.store.interface import Reader


class StandIns(NamedTuple):
    """Those who come after somebody, each the deputy of the one before."""

    deputies: tuple[Person, ...]
    """Up to the first who is here and is reached by mail, the others being away or unreached."""
    present: Person | None
    """The last of them; None where all are away, too, or nobody is named."""
    is_circle: bool = False
    """Whether the last one's deputy comes before him again."""


def stand_ins_of(reader: Reader, person: Person, day: date) -> StandIns:
    known = {person.ref: person}
    found: list[Person] = []
    for ref in stand_in_chain(person.ref, lambda one: known[one].stand_in):
        deputy = known[ref] = reader.get(Person, ref)
        if not deputy.is_here:
            return StandIns(tuple(found), None)
        found.append(deputy)
        if is_reached(deputy, day):
            return StandIns(tuple(found), deputy)
    return StandIns(tuple(found), None, is_circle=[person, *found][-1].stand_in in known)


def is_reached(person: Person, day: date) -> bool:
    """Whether he is at work on that day, and mails reach him."""
    return not person.is_away(day) and person.bounced_at is None


def in_place_of(reader: Reader, person: Person, day: date) -> Person | None:
    """The one who is told on that day: the person; while he is away, or no mail reaches him, the deputy, or whoever
    comes after him. Else None where he is away, and he himself where no mail reaches him."""
    if is_reached(person, day):
        return person
    present = stand_ins_of(reader, person, day).present
    return present if present or person.is_away(day) else person


def stands_in(reader: Reader, ref: str, person: Person, day: date) -> bool:
    """Whether this one (ref) comes after the person on that day, also where another one is asked before him."""
    return any(one.ref == ref for one in stand_ins_of(reader, person, day).deputies)


def own_stand_ins(reader: Reader, ref: str) -> Iterator[str]:
    """The usual deputy and the one of this time, by refs."""
    person = reader.get(Person, ref)
    yield from filter(None, (person.deputy, person.away_deputy))
