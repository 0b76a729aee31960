"""Counting in working days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

IsWorking = Callable[[date], bool]
"""Whether people work on a day: weekends, public holidays and the working Saturdays that make up for them."""


def every_day(_: date) -> bool:
    return True


def add_working_days(start: date, count: int, is_working: IsWorking) -> date:
    """The day by which `count` (at least 0) working days have passed since `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


class Week(NamedTuple):
    first: date
    """A Monday."""
    last: date
    """The Sunday after it."""
    plan_until: date
    """The end of the week after: what is due until then is planned for it."""


def week_of(day: date) -> Week:
    monday = day - timedelta(days=day.weekday())
    return Week(monday, monday + timedelta(days=6), monday + timedelta(days=13))
