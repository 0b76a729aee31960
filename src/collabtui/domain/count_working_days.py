"""Counting in working days: the day that lies so many of them later, and the weeks that days are in."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

IsWorking = Callable[[date], bool]
"""Whether people work on a day: weekends, public holidays and the working Saturdays that make up for them."""

LONGEST_REST = 16
"""Days off in a row, at the most, that are looked through: a long holiday with its weekends."""
_SATURDAY = 5


def every_day(_: date) -> bool:
    return True


def add_working_days(start: date, count: int, is_working: IsWorking) -> date:
    """The day by which `count` (at least 0) working days have passed since `start`, or the last one that there is."""
    day = start
    while count > 0 and day < date.max:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


def last_working_day(day: date, is_working: IsWorking, rest: int = LONGEST_REST) -> date:
    """That day, or the last one before it on which people work. `rest`: the days off in a row, at the most."""
    for _ in range(rest):
        if is_working(day):
            break
        day -= timedelta(days=1)
    return day


def outside_holidays(is_working: IsWorking) -> IsWorking:
    """Days on which a mail may reach somebody: all but holidays and the weekends within them. On a plain weekend it
    waits in the mailbox until Monday."""

    def may_hear(day: date) -> bool:
        return is_working(day) or not any(one.weekday() < _SATURDAY for one in _days_off_around(day, is_working))

    return may_hear


def _days_off_around(day: date, is_working: IsWorking) -> Iterator[date]:
    """Those in a row with it."""
    for way in (timedelta(days=-1), timedelta(days=1)):
        days = (day + number * way for number in range(LONGEST_REST))
        yield from takewhile(lambda one: not is_working(one), days)


class Week(NamedTuple):
    first: date
    """A Monday."""
    last: date
    """The Sunday after it."""
    plan_until: date
    """The end of the week after: what is due until then is planned for it."""


_YEARS_OF_WEEKS = 7
"""In any so many running years one has 53 weeks."""


def week_named(name: str) -> Week | None:
    """`2026-W10`, as ISO 8601 counts; None where it names none."""
    match = re.fullmatch(r"(?a:(\d{4})-?[Ww](\d{1,2}))", name.strip())
    try:
        return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1)) if match else None
    except (ValueError, OverflowError):
        return None


def last_week_numbered(number: str, today: date) -> Week | None:
    """`9` or `W9`: the newest week with that number that has begun; None where it is no number of a week."""
    year, match = today.isocalendar().year, re.fullmatch(r"(?a:[Ww]?(\d{1,2}))", number.strip())
    named = (week_named(f"{year - back}-W{match[1]}") for back in range(_YEARS_OF_WEEKS)) if match else ()
    return next((week for week in named if week and week.first <= today), None)


def name_of_week(week: Week) -> str:
    year, number, _ = week.first.isocalendar()
    return f"{year}-W{number:02}"


def number_of_week(week: Week) -> int:
    """As ISO 8601 counts them within the year."""
    return week.first.isocalendar().week


def week_of(day: date) -> Week:
    monday = day - timedelta(days=day.weekday())
    return Week(monday, monday + timedelta(days=6), monday + timedelta(days=13))
