"""Deadlines of a meeting: until when its agenda, its material, its minutes and its record are due, worked out from what
began it and from a configured number. Other deadlines: `domain.deadlines`.

Pure functions, used by the mails of the clock and by every page that shows how late something is, so that they agree.
Instants are aware and stay in the zone that they were given in; days are those of the zone that is named. No pydantic
here: a page asks before its first frame.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.count_working_days import IsWorking, last_working_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


NOT_HELD_AFTER = timedelta(hours=1)
"""After its start a meeting that nobody began was not held."""
RECORD_WAITS = timedelta(days=14)
"""After its end; then nobody writes down any more what was said."""
AGENDA_WAITS = timedelta(hours=1)
"""Who plans a meeting for today is at work on its agenda."""


class MeetingDeadlines(NamedTuple):
    """The configured numbers that meetings go by: the part of `[meeting]` in the configuration that sets deadlines."""

    material_days: int = 1
    minutes_hours: int = 24
    sign_off_days: int = 3


def agenda_due(start: datetime, material_days: int, planned: datetime | None = None) -> datetime:
    """The instant by which the agenda of a meeting that begins at `start`, and was planned then, is to be out."""
    due = start - timedelta(days=material_days)
    return max(due, planned + AGENDA_WAITS) if planned else due


def material_due(start: datetime, zone: "ZoneInfo", material_days: int) -> date:
    """The day by which the material of a meeting is to be there, in the meeting's zone."""
    return start.astimezone(zone).date() - timedelta(days=material_days)


def material_asked(start: datetime, zone: "ZoneInfo", material_days: int, is_working: IsWorking) -> date:
    """The day on which who owes material is asked for it: one before it is to be there, or the last working day before
    that."""
    return last_working_day(material_due(start, zone, material_days) - timedelta(days=1), is_working)


def agenda_goes_out(start: datetime, zone: "ZoneInfo", material_days: int, is_working: IsWorking) -> date:
    """The day on which what came onto an agenda since people were invited goes out to them: the one by which the
    material is to be there, or the last working day before that."""
    return last_working_day(material_due(start, zone, material_days), is_working)


def minutes_due(ended: datetime, minutes_hours: int) -> datetime:
    """The instant by which the minutes of a meeting that ended then are to be out."""
    return ended + timedelta(hours=minutes_hours)


def record_due(end: datetime) -> datetime:
    """The instant by which a meeting that was to end then is recorded, or cancelled."""
    return end + NOT_HELD_AFTER
