"""Invitations as .ics (iTIP out, RFC 5545, 5546, 6047): REQUEST and CANCEL with their VTIMEZONE."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Partstat, Role
from collabtui.domain.meetings.recurrence import Rule, first_on_wall
from collabtui.domain.model import Value, readable
from collabtui.mail.compose.compose import CalendarPart

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone, vCalAddress
    from icalendar import Event as Component

Method = Literal["REQUEST", "CANCEL", "DECLINECOUNTER"]
PRODID = "-//collabtui//collabtui//EN"
_ROLES: dict[Role, str] = {
    "facilitator": "CHAIR",
    "scribe": "REQ-PARTICIPANT",
    "timekeeper": "REQ-PARTICIPANT",
    "participant": "REQ-PARTICIPANT",
    "copied": "NON-PARTICIPANT",
}


_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LATELY_MADE = 64
"""Files that are kept in mind, as many as a command and its worker make of one meeting at most."""
YEARS_OF_SERIES = 10
"""For which the zone of a series is told; a calendar that knows the zone by its name knows it for ever."""


class Attendee(Value):
    name: str
    address: str
    role: Role
    partstat: Partstat


class CalendarEvent(Value):
    """A meeting as a calendar sees it. UID and ORGANIZER stay for its whole life; SEQUENCE goes up on each change."""

    uid: str
    sequence: int
    title: str
    start: datetime
    end: datetime
    timezone: str
    """IANA name: becomes TZID, with its VTIMEZONE."""
    place: str
    description: str
    organiser_name: str
    organiser_address: str
    attendees: tuple[Attendee, ...]
    stamp: datetime
    rule: Rule | None = None
    """Of a series; `start` and `end` are its first occurrence's."""
    called_off: tuple[datetime, ...] = ()
    """Starts of occurrences of the series that do not take place."""
    recurrence_id: datetime | None = None
    """For one occurrence of a series: the start that the rule gives it."""


def request(event: CalendarEvent, *exceptions: CalendarEvent) -> CalendarPart:
    """An invitation, or an update when its SEQUENCE is above 0 (RFC 5546 section 3.2.2). For a series with the
    occurrences that differ: a request replaces all that was said before, them too."""
    return _part("REQUEST", event, *exceptions)


def cancellation(event: CalendarEvent) -> CalendarPart:
    """Calls the meeting off for the attendees named in it (RFC 5546 section 3.2.5)."""
    return _part("CANCEL", event)


def decline_counter(event: CalendarEvent, proposer: str) -> CalendarPart:
    """Another time that an attendee proposed is not taken (RFC 5546 section 3.2.8); it names him and nobody else."""
    alone = tuple(one for one in event.attendees if one.address == proposer)
    return _part("DECLINECOUNTER", event.model_copy(update={"attendees": alone}))


def published(event: CalendarEvent) -> bytes:
    """The event as a plain file, without METHOD and without anybody to answer: no scheduling message (RFC 5546)."""
    return _calendar(None, event.model_copy(update={"attendees": ()}))


def reworded(part: CalendarPart, word: Callable[[str], str]) -> CalendarPart:
    """With what `word` makes of each title, place and description; all else stays as it is."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(part.ics)
    changed = False
    for event in calendar.walk("VEVENT"):
        for name in ("summary", "location", "description"):
            text = str(event.get(name, ""))
            if word(text) != text:
                event.pop(name)
                event.add(name, word(text))
                changed = True
    return part.model_copy(update={"ics": calendar.to_ical()}) if changed else part


def _part(method: Method, *events: CalendarEvent) -> CalendarPart:
    return CalendarPart(method=method, ics=_calendar(method, *events))


@lru_cache(maxsize=_LATELY_MADE)
def _calendar(method: Method | None, *events: CalendarEvent) -> bytes:
    """The same events make the same file: what was made before the write lock is not made again under it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    for event in events:
        calendar.add_component(_component(method, event))
    _add_timezone(calendar, events[0])
    ics: bytes = calendar.to_ical()
    return ics


def _component(method: Method | None, event: CalendarEvent) -> "Component":
    from icalendar import Event as Component

    zone = ZoneInfo(event.timezone)
    component = Component()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.stamp.astimezone(UTC))
    start = _on_clock(event.start, zone)
    if event.rule is not None and event.rule.clock is not None and event.rule.clock != start.time():
        # the clocks leave its hour out on the first date, and only there: from its end programs would count its length
        component.add("dtstart", first_on_wall(event.rule, event.start, zone).replace(tzinfo=zone))
        component.add("duration", event.end - event.start)
    else:
        component.add("dtstart", start)
        component.add("dtend", _on_clock(event.end, zone))
    component.add("summary", event.title)
    component.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    component.add("transp", "OPAQUE")
    for name, text in (("location", event.place), ("description", event.description)):
        if text:
            component.add(name, readable(text))
    if event.recurrence_id is not None:
        component.add("recurrence-id", event.recurrence_id.astimezone(zone))
    if event.rule is not None and method != "CANCEL":
        _add_recurrence(component, event, event.rule, zone)
    component["organizer"] = _address(event.organiser_name, event.organiser_address)
    for attendee in event.attendees:
        component.add("attendee", _attendee(method, attendee), encode=False)
    return component


def _on_clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """In the zone; in UTC where its clock shows that time for the second time in a night in which it is put back: in a
    zone it would be the first (RFC 5545 section 3.3.5)."""
    local = instant.astimezone(zone)
    return instant.astimezone(UTC) if local.fold else local


def _add_recurrence(component: "Component", event: CalendarEvent, rule: Rule, zone: ZoneInfo) -> None:
    """Everything is said, also what DTSTART says already: not every calendar fills it in. UNTIL is in UTC
    (RFC 5545 section 3.3.10)."""
    recurrence: dict[str, object] = {
        "freq": "MONTHLY" if rule.every == "month" else "WEEKLY",
        "interval": rule.interval,
    }
    first = event.start.astimezone(zone)
    weekdays = [_WEEKDAYS[day] for day in rule.weekdays or (first.weekday(),)]
    if rule.every == "week":
        recurrence |= {"byday": weekdays, "wkst": "MO"}
    elif rule.nth is not None:
        recurrence["byday"] = [f"{rule.nth}{weekdays[0]}"]
    else:
        recurrence["bymonthday"] = first.day
    if rule.until is not None:
        last = datetime.combine(rule.until, time(23, 59, 59), zone)
        recurrence["until"] = last.astimezone(UTC)
    if rule.count is not None:
        recurrence["count"] = rule.count
    component.add("rrule", recurrence)
    if event.called_off:
        component.add("exdate", [start.astimezone(zone) for start in event.called_off])


def _attendee(method: Method | None, attendee: Attendee) -> "vCalAddress":
    address = _address(attendee.name, attendee.address)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = _ROLES[attendee.role]
    if method == "REQUEST":
        address.params["PARTSTAT"] = attendee.partstat.upper()
        address.params["RSVP"] = "TRUE"
    return address


def _address(name: str, address: str) -> "vCalAddress":
    from icalendar import vCalAddress

    value = vCalAddress(f"mailto:{address}")
    value.params["CN"] = name
    return value


def _add_timezone(calendar: "Calendar", event: CalendarEvent) -> None:
    """A VTIMEZONE for just the years that matter: without bounds it takes kilobytes. The last date lies after the end,
    since the zone comes out as a list of dates. RFC 5545 section 3.6.5 has COMMENT inside STANDARD and DAYLIGHT alone,
    and libical refuses the one that icalendar writes beside them."""
    first = event.start.astimezone(UTC).date()
    years = YEARS_OF_SERIES if event.rule else 1
    last = first + timedelta(days=366 * years)
    for name in calendar.get_missing_tzids():
        calendar.subcomponents[:0] = _timezones(name, first - timedelta(days=366), last)


@lru_cache(8)
def _timezones(name: str, first: date, last: date) -> "tuple[Timezone, ...]":
    """The zone, none where nobody knows it. It is the same for each who is invited, and to look for its changes takes
    as long as all else of an event with a hundred guests."""
    from icalendar import Timezone

    try:
        zone = Timezone.from_tzid(name, first_date=first, last_date=last)
    except ValueError:
        return ()
    zone.pop("COMMENT", None)
    return (zone,)
