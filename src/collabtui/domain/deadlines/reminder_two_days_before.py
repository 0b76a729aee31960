"""The two-days-before rule: so many days before an action is due its owner is reminded, with a working day left. What
reminds of it is `lifecycle.due.actions_due`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.count_working_days import LONGEST_REST, IsWorking, last_working_day, outside_holidays


class ReminderDeadlines(NamedTuple):
    """The configured numbers that reminders of actions go by: the part of `[reminders]` that sets deadlines."""

    days_before: tuple[int, ...] = (2,)
    """The two days: how many before its date the owner of an action is reminded."""
    escalate_after: int = 1
    """Whole working days after the first one on which it was late; then a head hears of it."""


def reminder_window(
    due: date, today: date, days_before: Iterable[int], is_working: IsWorking, rest: int = LONGEST_REST
) -> int | None:
    """The configured number of days before `due` for which an owner is reminded today: the least of those that have
    begun, so that a day that was missed is made up for, and two that were missed are one reminder. `rest`: the days off
    in a row, at the most. None: not yet."""
    far = timedelta(days=rest)
    near = (before for before in days_before if due - timedelta(days=before) - far <= today)
    return min((before for before in near if reminder_opens(due, before, is_working, rest) <= today), default=None)


def reminder_opens(due: date, before: int, is_working: IsWorking, rest: int = LONGEST_REST) -> date:
    """The day from which on an owner is reminded of what is due then: so many days before, on no holiday. On a plain
    weekend a mail waits in the mailbox until Monday; where no working day would be left then, as for what is due on a
    Monday, it is the last working day before."""
    day = due - timedelta(days=before)
    is_time_left = any(is_working(day + timedelta(days=later)) for later in range(before))
    return last_working_day(day, outside_holidays(is_working) if is_time_left else is_working, rest)
