"""The two-days-before rule: so many days before an action is due its owner is reminded, on a working day. What reminds
of it is `lifecycle.due.actions_due`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.count_working_days import LONGEST_REST, IsWorking, last_working_day


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
    """The day from which on an owner is reminded of what is due then: so many days before, or the last working day
    before that."""
    return last_working_day(due - timedelta(days=before), is_working, rest)
