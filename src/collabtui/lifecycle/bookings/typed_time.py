"""Times of a meeting, as they are typed: `2026-03-06 14:00`, `周五 14:00-15:30`, `tomorrow 9:30`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting, asked_again
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_times import LONGEST_MOMENT, Moment, read_moment, with_hours_in_digits
from collabtui.language.dates.find_days import read_day
from collabtui.lifecycle.base.acting import Acting

_DAY_THEN_CLOCK = re.compile(
    r"\s*(?P<day>.*?)[\s,，]*(?P<clock>(?:上午|下午|早上|晚上)?\s*\d{1,2}(?:[:：点时].*|\s*[ap]m.*))", re.I
)


@dataclass(frozen=True)
class When:
    """Wall-clock times; `end` None: the sum of the slots."""

    start: datetime
    end: datetime | None = None


def read_when(text: str, *, locale: Literal["zh", "en"], today: date, stands: date | None = None) -> When:
    """`stands` is the day of a meeting that is moved: an hour alone is on that day, and a weekday alone in its week,
    since who moves the meeting of next month by a day does not mean the coming one.

    Raises `Refused` (agenda.when: value) for what is no day with an hour, and as the agenda file does for days
    that do not exist."""
    moment = _moment(text, locale, today, stands)
    day = (moment.day or stands) if moment else None
    if moment is None or day is None or moment.time is None or moment.offset is not None:
        raise Refused("agenda.when", value=text)
    start = datetime.combine(day, moment.time)
    until = moment.until
    if until is None:
        return When(start)
    if until.time is None or until.until is not None:
        raise Refused("agenda.when", value=text)
    end = datetime.combine(until.day or day, until.time)
    if end <= start:
        raise Refused("meeting.ends_before_start", start=start, end=end)
    return When(start, end)


def _moment(text: str, locale: Literal["zh", "en"], today: date, stands: date | None) -> Moment | None:
    """As in the agenda file, or a day in words and then an hour."""
    try:
        return read_moment(text, 0, today)
    except Refused as error:
        if error.key != "agenda.bad_time":
            raise
    if len(text) > LONGEST_MOMENT:
        return None
    found = _DAY_THEN_CLOCK.fullmatch(with_hours_in_digits(text))
    if found is None or not found["day"]:
        return None
    day = _day(found["day"], locale, today, stands)
    if day is None:
        return None
    try:
        clock = read_moment(found["clock"], 0, today)
    except Refused:
        return None
    return Moment(day, clock.time, clock.until, clock.offset)


def _day(text: str, locale: Literal["zh", "en"], today: date, stands: date | None) -> date | None:
    def read(written: date) -> date | None:
        found = read_day(text, locale=locale, written=written)
        return found.day if found else None

    day, monday = read(today), stands - timedelta(days=stands.weekday()) if stands else today
    if day is None or monday <= today or not _is_weekday(day, read):
        return day
    return read(monday)


def _is_weekday(day: date, read: Callable[[date], date | None]) -> bool:
    """By its name alone: written on that day it is that day, and a week later the day then. 明天 and 下周四 are another
    day when they are written, and a date stays what it is."""
    later = day + timedelta(days=7)
    return read(day) == day and read(later) == later


def at_typed_time(acting: Acting, meeting: Meeting, text: str) -> Meeting:
    """At another time; as long as before unless the text says an end."""
    zone = ZoneInfo(meeting.timezone)
    today = acting.now.astimezone(zone).date()
    stands = meeting.start.astimezone(zone).date()
    when = read_when(text, locale=acting.config.organiser.locale, today=today, stands=stands)
    start = when.start.replace(tzinfo=zone)
    end = when.end.replace(tzinfo=zone) if when.end else start + (meeting.end - meeting.start)
    return retimed(meeting, start, end)


def retimed(meeting: Meeting, start: datetime, end: datetime) -> Meeting:
    """Every answer is open again: who said yes to another time has not said yes to this one."""
    if (start, end) == (meeting.start, meeting.end):
        return meeting
    return asked_again(meeting.model_copy(update={"start": start.astimezone(UTC), "end": end.astimezone(UTC)}))
