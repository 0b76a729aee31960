"""Participants of a meeting, and people promised to a matter, who are away then, and who stands in for them."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.booking_conflicts import is_away_at
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.store.interface import Reader


class Away(NamedTuple):
    person: Person
    until: date
    """The last day."""
    deputy: Person | None
    """None where nobody stands in, or that one is away as well."""


def away_then(reader: Reader, meeting: Meeting) -> dict[str, Away]:
    """By the ref of the person, in the order of the participants; nobody once the meeting is over or called off."""
    found: dict[str, Away] = {}
    if meeting.state not in ("planned", "invited", "running"):
        return found
    for person in people_by_ref(reader, (one.person for one in meeting.participants)).values():
        if person.away_until is not None and is_away_at(person, meeting.start, meeting.end):
            found[person.ref] = Away(person, person.away_until, in_place_of(reader, person, _day(person, meeting)))
    return found


class Missed(NamedTuple):
    """A meeting on a day of somebody's absence."""

    meeting: Meeting
    leads: tuple[str, ...]
    """Titles of the items that he leads."""


def missed_by(reader: Reader, person: Person) -> list[Missed]:
    """The meetings to come in which he takes part, on days on which he is known to be away; the first one first."""
    if person.away_until is None:
        return []
    planned = reader.find(Meeting, state=["planned", "invited"])
    his = [one for one in planned if person.ref in {who.person for who in one.participants}]
    missed = sorted((one for one in his if is_away_at(person, one.start, one.end)), key=lambda one: one.start)
    return [
        Missed(one, tuple(slot.title for slot in one.slots if slot.lead.lstrip("@") == person.name)) for one in missed
    ]


def promised_while_away(reader: Reader, person: Person) -> list[Resource]:
    """The resources asked for or promised that are this person, on days on which he is known to be away."""
    given = reader.find(Resource, state=["draft", "asked", "promised"])
    his = [one for one in given if one.person == person.ref and one.first]
    return [one for one in his if one.first and person.first_day_away(one.first, one.last or one.first)]


def _day(person: Person, meeting: Meeting) -> date:
    """One of the meeting on which he is away, where he lives."""
    first, last = (one.astimezone(ZoneInfo(person.timezone)).date() for one in (meeting.start, meeting.end))
    return first if person.is_away(first) else last
