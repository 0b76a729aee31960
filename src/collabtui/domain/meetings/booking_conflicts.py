"""The rule of bookings: all that speaks against a time for a meeting, such as somebody or a room that is taken. It
never refuses: a person weighs it.

Somebody or a room is taken by another meeting, it is before 8 or after 19 where somebody lives, nobody works on that
day, or not in the country of somebody, somebody is away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import IsWorking
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.domain.people import Person

OFFICE_HOURS = (time(8), time(19))
"""From when until when people can be met, on the clock of the place where each of them lives."""
GRID = timedelta(minutes=30)
"""Free times are offered at the full and the half hour."""
WorkingDays: TypeAlias = Callable[[str], IsWorking]
"""Gives those of a country; of an empty one those of whoever plans."""


class Booking(NamedTuple):
    """A meeting as far as it takes up people and a room."""

    ref: str
    """Of the meeting; of a date of a series that is no meeting yet, of the series."""
    title: str
    start: datetime
    end: datetime
    place: str
    people: frozenset[str]
    """Refs of those who are expected: neither a copy nor who declined."""
    series: str = ""
    """Ref of the series that it belongs to."""


def booking_of(meeting: Meeting) -> Booking:
    people = frozenset(
        one.person for one in meeting.participants if one.role != "copied" and one.partstat != "declined"
    )
    place, series = meeting.place, meeting.series or ""
    return Booking(meeting.ref, meeting.title, meeting.start, meeting.end, place, people, series)


def booking_findings(
    wanted: Booking,
    people: Sequence[Person],
    others: Iterable[Booking],
    working_days: WorkingDays,
    zone: ZoneInfo,
) -> tuple[Finding, ...]:
    """All that speaks against `wanted`; times are said in `zone`. Of `people` those who are expected count."""
    expected = [person for person in people if person.ref in wanted.people]
    return (
        *_taken(wanted, expected, others, zone),
        *_absences(wanted, expected),
        *_hours(wanted, expected),
        *_day_off(wanted, working_days(""), zone),
        *_days_off_elsewhere(wanted, expected, working_days),
    )


def _taken(wanted: Booking, people: Sequence[Person], others: Iterable[Booking], zone: ZoneInfo) -> Iterator[Finding]:
    room = normal_place(wanted.place)
    for other in sorted(others, key=lambda one: (one.start, one.ref)):
        if other.ref == wanted.ref or not (wanted.start < other.end and other.start < wanted.end):
            continue
        where = {"ref": other.ref, "title": other.title, "clock": _clock(other.start, other.end, zone)}
        if names := tuple(person.name for person in people if person.ref in other.people):
            yield Finding(key="booking.people", values={"names": names, **where})
        if room and room == normal_place(other.place):
            yield Finding(key="booking.room", values={"place": wanted.place, **where})


def normal_place(place: str) -> str:
    """Two spellings of one room are one; a link, which is no room, is none: ""."""
    spelled = "".join(place.casefold().split())
    return "" if "://" in spelled else spelled


def _absences(wanted: Booking, people: Sequence[Person]) -> Iterator[Finding]:
    for person in people:
        if person.away_until is not None and is_away_at(person, wanted.start, wanted.end):
            yield Finding(key="booking.away", values={"name": person.name, "until": person.away_until})


def is_away_at(person: Person, start: datetime, end: datetime) -> bool:
    """On the day of either, where he lives."""
    zone = ZoneInfo(person.timezone)
    return any(person.is_away(one.astimezone(zone).date()) for one in (start, end))


def _hours(wanted: Booking, people: Sequence[Person]) -> Iterator[Finding]:
    """One finding for all whose clocks show the same."""
    at_odds: dict[str, list[str]] = {}
    for person in people:
        zone = ZoneInfo(person.timezone)
        start, end = wanted.start.astimezone(zone), wanted.end.astimezone(zone)
        opens, closes = OFFICE_HOURS
        if start.date() != end.date() or start.time() < opens or end.time() > closes:
            at_odds.setdefault(_clock(start, end, zone), []).append(person.name)
    for clock, names in at_odds.items():
        if 1 < len(names) == len(people):
            yield Finding(key="booking.hours_all", values={"n": len(names), "clock": clock})
            continue
        yield Finding(key="booking.hours", values={"names": tuple(names), "clock": clock})


def _day_off(wanted: Booking, is_working: IsWorking, zone: ZoneInfo) -> Iterator[Finding]:
    day = wanted.start.astimezone(zone).date()
    if not is_working(day):
        yield Finding(key="booking.day_off", values={"day": day})


def _days_off_elsewhere(wanted: Booking, people: Sequence[Person], working_days: WorkingDays) -> Iterator[Finding]:
    """One finding for all who have the same day off in their own countries, where whoever plans works."""
    off: dict[date, list[str]] = {}
    for person in people:
        day = wanted.start.astimezone(ZoneInfo(person.timezone)).date()
        if person.country and not working_days(person.country)(day) and working_days("")(day):
            off.setdefault(day, []).append(person.name)
    for day, names in off.items():
        yield Finding(key="booking.day_off_of", values={"names": tuple(names), "day": day})


def _clock(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    return f"{start.astimezone(zone):%H:%M}–{end.astimezone(zone):%H:%M}"


def free_times(
    wanted: Booking,
    people: Sequence[Person],
    others: Sequence[Booking],
    working_days: WorkingDays,
    zone: ZoneInfo,
    until: datetime,
) -> Iterator[datetime]:
    """Starts from that of `wanted` on, in `zone`, at which nothing speaks against a meeting as long as it."""
    length = wanted.end - wanted.start
    at = _next_on_grid(wanted.start.astimezone(UTC), zone)
    while at < until:
        moved = wanted._replace(start=at, end=at + length)
        if not booking_findings(moved, people, others, working_days, zone):
            yield at.astimezone(zone)
        at += GRID


def _next_on_grid(instant: datetime, zone: ZoneInfo) -> datetime:
    """In hours and halves as the clocks of the zone show them."""
    local = instant.astimezone(zone)
    rest = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond) % GRID
    return instant + (GRID - rest) % GRID
