"""Calendar answers that come in (iTIP, RFC 5546): who answered which invitation how, or proposes another time.

icalendar takes 70 ms to import, so it is imported when the first such mail is read. It is given bytes, because a text
without a line break it takes for the name of a file.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from collabtui.domain.deadlines.counted_years import YEARS
from collabtui.domain.meetings.meeting import Partstat
from collabtui.mail.parse.addresses import normal_address

if TYPE_CHECKING:
    from icalendar import Component

_FOLD = re.compile(r"\r?\n[ \t]")
_NO_LINE_END = re.compile(r"[\v\f\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""What Python takes for the end of a line, and RFC 5545 (section 3.1) for a character of it."""
_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]*[;:].*")
_ENDLESS = re.compile(r"(?:RRULE|EXRULE)\b(?!.*FREQ=YEARLY)", re.IGNORECASE)
_PARTSTAT = re.compile(r"ATTENDEE\b.*?;\s*PARTSTAT\s*=.*?;\s*PARTSTAT\s*=", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST = 131_072
_DEEPEST = 8
_FAULTS = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    RecursionError,
)
"""What icalendar lets through; a name of a time zone is the name of a file, and may be longer than one can be."""
_WANTED = ((), ("VEVENT",), ("VTIMEZONE",), ("VTIMEZONE", "STANDARD"), ("VTIMEZONE", "DAYLIGHT"))
"""Components that are read, each with those it stands in."""


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    method: str
    """In upper case: `REPLY`, `COUNTER`, …; empty where the file does not say it."""
    uid: str
    sequence: int
    """Of the invitation that is answered; 0 when the file does not say it (RFC 5545 section 3.8.7.4)."""
    stamp: datetime | None
    """DTSTAMP: of two answers to one SEQUENCE the later one counts (RFC 5546 section 2.1.5)."""
    attendee: str
    """Who answers, as `normal_address` makes it; empty when it cannot be told."""
    partstat: Partstat | None
    comment: str
    start: datetime | None
    """Proposed by a COUNTER; in a REPLY the time of the invitation. Always aware; None for a time without a zone, which
    could be any hour of the day."""
    end: datetime | None
    recurrence_id: datetime | date | None
    """The one occurrence of a series that is meant."""
    delegated_to: str
    is_unclear: bool = False
    """Its end is beyond what is read, or it answers in several ways, several invitations, versions or dates, hands it
    on and answers all the same, or names a date or a version that cannot be told."""


def read_calendar(text: str, sender: str = "") -> CalendarAnswer | None:
    """The answer in an iCalendar file, or None when there is no event in it. Never raises.

    `sender` is From: where a file lists several attendees, the one who wrote the mail is meant."""
    is_cut, text = len(text) > _LONGEST, _unfolded(text)
    calendar = _parsed(text)
    events = calendar.walk("VEVENT") if calendar else []
    if not calendar or not events:
        return None
    author = normal_address(sender)
    asked = [found for found in events if found.get("attendee")]
    event = next((found for found in asked if _address(_attendee(found, author)) == author), (asked or events)[0])
    attendee = _attendee(event, author)
    parameters = getattr(attendee, "params", {})
    start = _instant(event, "dtstart")
    return CalendarAnswer(
        method=str(_first(calendar, "method") or "").strip().upper(),
        uid=str(_first(event, "uid") or "").strip(),
        sequence=_sequence(event),
        stamp=_instant(event, "dtstamp"),
        attendee=_address(attendee),
        partstat=_partstat(event, attendee),
        comment=_comment(event, parameters),
        start=start,
        end=_end(event, start),
        recurrence_id=_recurrence(event),
        delegated_to=_delegate(parameters),
        is_unclear=is_cut
        or _is_untold(event)
        or _is_twofold(event, attendee)
        or len(set(_answers_of(_address(attendee), asked))) > 1
        or len(set(map(str, _all(calendar, "method")))) > 1
        or _answers_twice(text),
    )


def _answers_of(attendee: str, events: "list[Component]") -> Iterator[tuple[str, str, Partstat]]:
    """Each invitation or date that he answers, with his answer."""
    for event in events:
        partstat = _partstat(event, _attendee(event, attendee))
        if partstat not in (None, "needs-action") and _address(_attendee(event, attendee)) == attendee:
            yield str(_first(event, "uid") or "").strip(), str(_recurrence(event)), partstat


def _is_untold(event: "Component") -> bool:
    """Whether two invitations are named in one event, or a part of a series is meant, and not one date that can be
    told: its time has no zone, or one that is not there; several are named, or one and all that follow."""
    if len(set(map(str, _all(event, "uid")))) > 1:
        return True
    named = _all(event, "recurrence-id")
    ranged = any(_parameter(getattr(one, "params", {}), "RANGE") for one in named)
    return len(named) > 1 or ranged or (bool(named) and _recurrence(event) is None)


def _is_twofold(event: "Component", attendee: Any) -> bool:
    """Whether he answers in two ways, or hands the invitation on and answers it, or answers two versions of it, or
    one whose number is none."""
    written = _written(event, attendee)
    handed_on = bool(_delegate(getattr(attendee, "params", {}))) and not written <= {"delegated"}
    versions = {_text(one) for one in _all(event, "sequence")}
    return len(written) > 1 or handed_on or len(versions) > 1 or any(map(_is_no_version, versions))


def _text(value: Any) -> str:
    """As it was written, also where icalendar could not read it."""
    return str(value.to_ical().decode("utf-8", "replace") if hasattr(value, "to_ical") else value).strip()


def _is_no_version(sequence: str) -> bool:
    return not (sequence.isascii() and sequence.isdigit())


def _answers_twice(text: str) -> bool:
    """Whether one ATTENDEE bears two answers; icalendar keeps the last."""
    return any(_PARTSTAT.match(_QUOTED.sub("", line.strip())) for line in text.splitlines())


def _unfolded(text: str) -> str:
    """As much as is looked at, each property in a line of its own. Old Macs end lines in CR alone."""
    text = text[:_LONGEST]
    return _NO_LINE_END.sub(" ", _FOLD.sub("", text if "\n" in text else text.replace("\r", "\n")))


def _parsed(text: str) -> "Component | None":
    from icalendar import Calendar
    from icalendar.parser import Contentline

    def readable(line: str) -> bool:
        try:
            Contentline(line).parts()  # type: ignore[no-untyped-call]  # icalendar has no annotations there
        except ValueError:
            return False
        return True

    lines = filter(readable, _cleaned(text))
    data = "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", "")).encode("utf-8", "replace")
    try:
        with warnings.catch_warnings():
            # it guesses zones from longer names, and says so where only a terminal would show it
            warnings.simplefilter("ignore")
            return Calendar.from_ical(data)
    except _FAULTS:
        return None


def _cleaned(text: str) -> Iterator[str]:
    """The lines of the calendar itself, its time zones and its events, every component with its end. Rules that make a
    time zone change more often than every year are left out: they are there to keep readers busy."""
    inside: list[str] = []
    for line in map(str.strip, text.splitlines()):
        word, _, component = line.upper().partition(":")
        if word == "BEGIN" and component != "VCALENDAR":
            inside.append(component)
            if len(inside) > _DEEPEST:
                break
        elif word == "END" and component in inside:
            while component in inside:
                yield from _ended(inside)
            continue
        elif word in ("BEGIN", "END") or not _LINE.fullmatch(line) or _is_endless(line, inside):
            continue
        if tuple(inside) in _WANTED:
            yield line
    while inside:
        yield from _ended(inside)


def _is_endless(line: str, inside: list[str]) -> bool:
    return "VTIMEZONE" in inside and _ENDLESS.match(line) is not None


def _ended(inside: list[str]) -> Iterator[str]:
    if tuple(inside) in _WANTED:
        yield f"END:{inside[-1]}"
    inside.pop()


def _all(component: "Component", name: str) -> list[Any]:
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]


def _first(component: "Component", name: str) -> Any:
    return next(iter(_all(component, name)), None)


def _attendee(event: "Component", sender: str) -> Any:
    everyone = _all(event, "attendee")
    for attendee in everyone:
        if sender and sender in (_address(attendee), normal_address(_parameter(attendee.params, "SENT-BY"))):
            return attendee
    organizer = _address(_first(event, "organizer"))
    others = [attendee for attendee in everyone if _address(attendee) != organizer] or everyone
    return others[0] if len(others) == 1 else None


def _address(person: Any) -> str:
    """Some servers name a person by a path of theirs and give the address beside it."""
    if person is None:
        return ""
    return normal_address(str(person)) or normal_address(_parameter(person.params, "EMAIL"))


def _parameter(parameters: Any, name: str) -> str:
    value = parameters.get(name, "")
    return str(value[0]) if isinstance(value, list) and value else str(value)


def _partstat(event: "Component", attendee: Any) -> Partstat | None:
    """None as well where he answers in two ways: which of them holds is not for us to say."""
    if attendee is None:
        return None
    written = _written(event, attendee)
    return next((known for known in get_args(Partstat) if written == {known}), None)


def _written(event: "Component", attendee: Any) -> set[str]:
    """All answers that stand beside his address."""
    named = [one for one in _all(event, "attendee") if attendee is not None and _address(one) == _address(attendee)]
    return {value for one in named for value in _values(one.params, "PARTSTAT") if value}


def _values(parameters: Any, name: str) -> list[str]:
    value = parameters.get(name, "")
    return [str(one).lower() for one in (value if isinstance(value, list) else [value])]


def _comment(event: "Component", parameters: Any) -> str:
    comments = [*map(str, _all(event, "comment")), _parameter(parameters, "X-RESPONSE-COMMENT")]
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, comments))))


def _delegate(parameters: Any) -> str:
    return normal_address(_parameter(parameters, "DELEGATED-TO"))


def _sequence(event: "Component") -> int:
    try:
        return min(max(0, int(_first(event, "sequence") or 0)), 2**31 - 1)
    except (ValueError, TypeError):
        return 0


def _value(event: "Component", name: str) -> Any:
    """The date, time or duration of a property. One that icalendar could not read raises where it is looked at."""
    try:
        return _first(event, name).dt
    except (AttributeError, ValueError):
        return None


def _instant(event: "Component", name: str) -> datetime | None:
    return _utc(_value(event, name))


def _utc(value: Any) -> datetime | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _end(event: "Component", start: datetime | None) -> datetime | None:
    length = _value(event, "duration")
    if start and isinstance(length, timedelta) and not event.get("dtend"):
        try:
            return start + length
        except OverflowError:
            return None
    return _instant(event, "dtend")


def _recurrence(event: "Component") -> datetime | date | None:
    value = _value(event, "recurrence-id")
    if not isinstance(value, date) or value.year not in YEARS:
        return None
    return _utc(value) if isinstance(value, datetime) else value
