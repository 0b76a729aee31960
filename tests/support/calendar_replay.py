"""Two calendars, written apart from each other and from the product, that take in iTIP mails (RFC 5545, RFC 5546).

`LineCalendar` reads the lines itself, keeps what it holds, and changes it mail by mail. `FoldedCalendar` keeps every
mail and works out at the end, with icalendar and python-dateutil, what the mails add up to.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from importlib import import_module
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar

rrulestr: Callable[..., Iterable[datetime]] = import_module("dateutil.rrule").rrulestr
"""python-dateutil has no annotations."""
MOST = 60


class Entry(NamedTuple):
    """One entry of a calendar."""

    start: datetime
    """In UTC."""
    minutes: int
    place: str


def calendar_part(raw: bytes) -> bytes:
    """The text/calendar part of a mail."""
    mail = message_from_bytes(raw, policy=policy.default)
    (found,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    content: bytes = found.get_payload(decode=True)  # type: ignore[assignment]  # bytes
    return content


@dataclass
class Event:
    """The lines of a VEVENT: name, parameters and value."""

    lines: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((value for each, _, value in self.lines if each == name), "")

    def times(self, name: str) -> list[datetime]:
        return [
            _instant(one, parameters)
            for each, parameters, value in self.lines
            if each == name
            for one in value.split(",")
        ]

    @property
    def recurrence(self) -> datetime | None:
        return next(iter(self.times("RECURRENCE-ID")), None)

    @property
    def sequence(self) -> int:
        return int(self.value("SEQUENCE") or 0)

    def entry(self, start: datetime) -> Entry:
        begin, end = self.times("DTSTART")[0], self.times("DTEND")[0]
        place = self.value("LOCATION").replace("\\,", ",")
        return Entry(start, (end - begin) // timedelta(minutes=1), place)


def _instant(text: str, parameters: dict[str, str]) -> datetime:
    if text.endswith("Z"):
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    zone = ZoneInfo(parameters["TZID"])
    return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def _events(ics: bytes) -> tuple[str, list[Event]]:
    """METHOD and the events."""
    method, found, inside = "", [], 0
    for line in re.sub(r"\r\n[ \t]", "", ics.decode()).split("\r\n"):
        name, _, value = line.partition(":")
        name, *parameters = name.split(";")
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append(Event())
            inside = 1
        elif (name, value) == ("END", "VEVENT"):
            inside = 0
        elif name == "METHOD":
            method = value
        elif inside:
            found[-1].lines.append((name, dict(one.split("=", 1) for one in parameters), value))
    return method, found


@dataclass
class Held:
    """All that is kept under one UID."""

    sequence: int = -1
    master: Event | None = None
    otherwise: dict[datetime, Event] = field(default_factory=dict)
    gone: set[datetime] = field(default_factory=set)


class LineCalendar:
    def __init__(self) -> None:
        self.held: dict[str, Held] = {}

    def take(self, raw: bytes) -> None:
        method, events = _events(calendar_part(raw))
        held = self.held.setdefault(events[0].value("UID"), Held())
        whole = [one for one in events if one.recurrence is None]
        if whole and whole[0].sequence < held.sequence:
            return
        if whole:
            held.sequence, held.otherwise, held.gone = whole[0].sequence, {}, set()
            held.master = whole[0] if method == "REQUEST" else None
        for one in events:
            date = one.recurrence
            if date is None or one.sequence < held.sequence:
                continue
            held.otherwise.pop(date, None)
            held.gone.discard(date)
            if method == "REQUEST":
                held.otherwise[date] = one
            else:
                held.gone.add(date)

    def entries(self) -> list[Entry]:
        return sorted(event.entry(start) for held in self.held.values() for event, start in self._of(held))

    def organizers(self, after: datetime) -> set[str]:
        """Of the entries that begin after that instant."""
        there = (event for held in self.held.values() for event, start in self._of(held) if start > after)
        return {event.value("ORGANIZER").removeprefix("mailto:") for event in there}

    def _of(self, held: Held) -> Iterator[tuple[Event, datetime]]:
        yield from ((event, event.times("DTSTART")[0]) for event in held.otherwise.values())
        if held.master is not None:
            out = {*held.otherwise, *held.gone, *held.master.times("EXDATE")}
            yield from ((held.master, start) for start in _dates(held.master) if start not in out)


def _dates(master: Event) -> list[datetime]:
    """Of the rules that the tests make: weeks, with interval, weekdays, count and end."""
    start = master.times("DTSTART")[0]
    rule = dict(part.split("=") for part in master.value("RRULE").split(";") if part)
    if not rule:
        return [start]
    assert rule["FREQ"] == "WEEKLY"
    zone = ZoneInfo(next(parameters["TZID"] for name, parameters, _ in master.lines if name == "DTSTART"))
    local = start.astimezone(zone)
    weekdays = [("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day) for day in rule["BYDAY"].split(",")]
    until = _instant(rule["UNTIL"], {}) if "UNTIL" in rule else datetime.max.replace(tzinfo=UTC)
    found: list[datetime] = []
    monday = local.date() - timedelta(days=local.weekday())
    while len(found) < min(MOST, int(rule.get("COUNT", MOST))):
        for weekday in sorted(weekdays):
            day: date = monday + timedelta(days=weekday)
            instant = datetime.combine(day, local.time(), zone).astimezone(UTC)
            if instant > until:
                return found
            if day >= local.date():
                found.append(instant)
        monday += timedelta(weeks=int(rule.get("INTERVAL", "1")))
    return found[: int(rule.get("COUNT", MOST))]


class FoldedCalendar:
    def __init__(self) -> None:
        self.messages: list[Any] = []

    def take(self, raw: bytes) -> None:
        self.messages.append(Calendar.from_ical(calendar_part(raw)))

    def entries(self) -> list[Entry]:
        return sorted(_entry(event, start) for uid in self._uids() for event, start in self._of(uid))

    def organizers(self, after: datetime) -> set[str]:
        """Of the entries that begin after that instant."""
        there = (event for uid in self._uids() for event, start in self._of(uid) if start > after)
        return {str(event["ORGANIZER"]).removeprefix("mailto:") for event in there}

    def _uids(self) -> set[str]:
        return {str(event["UID"]) for message in self.messages for event in message.walk("VEVENT")}

    def _of(self, uid: str) -> Iterator[tuple[Any, datetime]]:
        """The last word on the whole, and of each date the last word said with it or since."""
        said = [
            (int(event["SEQUENCE"]), at, str(message["METHOD"]), event)
            for at, message in enumerate(self.messages)
            for event in message.walk("VEVENT")
            if str(event["UID"]) == uid
        ]
        said.sort(key=lambda one: one[:2])
        wholes = [one for one in said if "RECURRENCE-ID" not in one[3]]
        whole = wholes[-1] if wholes else None
        since = [one for one in said if "RECURRENCE-ID" in one[3] and (whole is None or one[:2] >= whole[:2])]
        last = {event["RECURRENCE-ID"].dt.astimezone(UTC): (method, event) for _, _, method, event in since}
        said_last = (event for method, event in last.values() if method == "REQUEST")
        yield from ((event, event["DTSTART"].dt.astimezone(UTC)) for event in said_last)
        if whole is not None and whole[2] == "REQUEST":
            yield from ((whole[3], start) for start in _recurring(whole[3]) if start not in last)


def _recurring(master: Any) -> list[datetime]:
    start = master["DTSTART"].dt
    if "RRULE" not in master:
        return [start.astimezone(UTC)]
    zone = ZoneInfo(str(start.tzinfo))
    parts = dict(part.split("=") for part in master["RRULE"].to_ical().decode().split(";"))
    if "UNTIL" in parts:  # dateutil wants it as DTSTART is, without a zone
        until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)
        parts["UNTIL"] = f"{until:%Y%m%dT%H%M%S}"
    rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start.replace(tzinfo=None))
    out = master.get("EXDATE", [])
    off = {one.dt.astimezone(UTC) for some in (out if isinstance(out, list) else [out]) for one in some.dts}
    found = [one.replace(tzinfo=zone).astimezone(UTC) for one, _ in zip(rule, range(MOST), strict=False)]
    return [one for one in found if one not in off]


def _entry(event: Any, start: datetime) -> Entry:
    begin, end = event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)
    return Entry(start, (end - begin) // timedelta(minutes=1), str(event.get("LOCATION", "")))
