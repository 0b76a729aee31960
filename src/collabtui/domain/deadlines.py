"""Deadlines: until when something is to be done, worked out from what began it and from a configured number.

Pure functions, used by the mails of the clock and by every page that shows how late something is, so that they agree.
Instants are aware and stay in the zone that they were given in; days are those of the zone that is named. No pydantic
here: a page asks before its first frame, a list before its first line.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from collabtui.domain.action_status import OPEN

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from collabtui.domain.count_working_days import IsWorking

ANSWER_DAYS = 2
"""Working days in which a department answers, and names its contact."""
LOOK_BACK_DAYS = 3
"""Working days after its acceptance in which a matter's retrospective is held."""
RISK_ANSWER = timedelta(hours=24)
"""In which a risk is to have an answer."""
LARGE_SLIP = 5
"""Working days: who is later than that keeps others waiting, and not only his own department."""
SIGN_OFF_AHEAD = timedelta(days=1)
"""Before consent by silence who has not answered is reminded."""
PROGRESS_BY = time(17)
"""Where the owner lives; after that nobody is asked for progress any more."""
PROGRESS_NOTED = time(17, 5)
"""Where the owner lives: who was asked and has said nothing by then is silent."""
FRIDAY = 4
"""The last weekday on which weekly progress is told."""
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


class ReminderDeadlines(NamedTuple):
    """The configured numbers that reminders of actions go by: the part of `[reminders]` that sets deadlines."""

    days_before: tuple[int, ...] = (2,)
    """The two days: how many before its date the owner of an action is reminded."""
    escalate_after: int = 1
    """Whole working days after the first one on which it was late; then a head hears of it."""


Day = TypeVar("Day", date, str)
"""A day, or its ISO 8601 text: both are in the same order."""


def is_overdue(status: str, due: Day | None, today: Day) -> bool:
    """Whether an action is overdue: open, and its date is past. On the day itself it is not late yet; without a date it
    never is. One rule for records, for rows of a list and for bars of a chart; the store counts by the same in SQL
    (`store.records.sql.overdue_action`)."""
    return due is not None and due < today and status in OPEN


def agenda_due(start: datetime, material_days: int, planned: datetime | None = None) -> datetime:
    """The instant by which the agenda of a meeting that begins at `start`, and was planned then, is to be out."""
    due = start - timedelta(days=material_days)
    return max(due, planned + AGENDA_WAITS) if planned else due


def material_due(start: datetime, zone: "ZoneInfo", material_days: int) -> date:
    """The day by which the material of a meeting is to be there, in the meeting's zone."""
    return start.astimezone(zone).date() - timedelta(days=material_days)


def minutes_due(ended: datetime, minutes_hours: int) -> datetime:
    """The instant by which the minutes of a meeting that ended then are to be out."""
    return ended + timedelta(hours=minutes_hours)


def record_due(end: datetime) -> datetime:
    """The instant by which a meeting that was to end then is recorded, or cancelled."""
    return end + NOT_HELD_AFTER


def sign_off_due(asked: datetime, sign_off_days: int) -> datetime:
    """The end of the time in which who was asked at that instant can object; after that silence is consent."""
    return asked + timedelta(days=sign_off_days)


def answer_due(asked: datetime, zone: "ZoneInfo", is_working: "IsWorking", more_days: int = 0) -> datetime:
    """The instant by which a department answers, and names its contact: to the hour, in the zone. `more_days` are
    the further working days after which its head is told."""
    local = asked.astimezone(zone)
    return datetime.combine(_working_days_after(local.date(), ANSWER_DAYS + more_days, is_working), local.timetz())


def reminder_window(due: date, today: date, days_before: Iterable[int], is_working: "IsWorking") -> int | None:
    """The configured number of days before `due` for which an owner is reminded today: the least of those that have
    begun, so that a day that was missed is made up for, and two that were missed are one reminder. None: not yet."""
    from collabtui.domain.count_working_days import LONGEST_REST, reminder_opens

    far = timedelta(days=LONGEST_REST)
    near = (before for before in days_before if due - timedelta(days=before) - far <= today)
    return min((before for before in near if reminder_opens(due, before, is_working) <= today), default=None)


def escalation_due(due: date, escalate_after: int, is_working: "IsWorking") -> date:
    """The day on which a head hears of an action: whole working days after the first one on which it was late."""
    return _working_days_after(due, escalate_after + 1, is_working)


def large_slip_on(due: date, is_working: "IsWorking") -> date:
    """The day from which on it is late by much: the head of the department that leads the matter hears of it."""
    return _working_days_after(due, LARGE_SLIP, is_working)


def next_escalation_step(asked: date, is_working: "IsWorking") -> date:
    """The first day on which the next one up may hear of it: a working day after the one before him was told, however
    long no pass was made."""
    return _working_days_after(asked, 1, is_working)


def is_last_chance(now: datetime, deadline: datetime, at: time, is_working: "IsWorking") -> bool:
    """Whether somebody whose time runs out at `deadline` is to be reminded of it now, where `now` is his local time:
    from a day before on; from the last hour of reminders (`at`) on that comes before it, where days off lie between."""
    if now >= deadline:
        return False
    again = datetime.combine(_working_days_after(now.date(), 1, is_working), at, now.tzinfo)
    return deadline - SIGN_OFF_AHEAD <= now or deadline <= again


def retrospective_due(accepted: date, is_working: "IsWorking") -> date:
    """The last day of looking back on a matter that was accepted on that day."""
    return _working_days_after(accepted, LOOK_BACK_DAYS, is_working)


def is_progress_day(rhythm: str, day: date, is_working: "IsWorking") -> bool:
    """Whether progress is told on that day: each working day, or the last one of the week up to Friday."""
    if not is_working(day):
        return False
    rest = (day + timedelta(days=ahead) for ahead in range(1, FRIDAY - day.weekday() + 1))
    return rhythm == "daily" or (day.weekday() <= FRIDAY and not any(map(is_working, rest)))


def _working_days_after(day: date, count: int, is_working: "IsWorking") -> date:
    """Imported by the first who asks: a list asks only what is overdue."""
    from collabtui.domain.count_working_days import add_working_days

    return add_working_days(day, count, is_working)
