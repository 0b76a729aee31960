"""Arithmetic of the calendar, without words: a weekday of a week that is counted, months added, the last of a month or
quarter.

Weeks start on Monday. Every function raises `ValueError` or `OverflowError` where there is no such day.
"""

from datetime import date, timedelta

PAST_DAYS = 60
"""How far back a month and day without a year are still last time's, not next year's."""

FRIDAY = 4


def next_weekday(written: date, weekday: int) -> date:
    """The first `weekday` (0 is Monday) on or after `written`."""
    return written + timedelta(days=(weekday - written.weekday()) % 7)


def weekday_of_week(written: date, weeks: int, weekday: int) -> date:
    """`weekday` of the week that is `weeks` after the one of `written`."""
    return written + timedelta(days=weeks * 7 + weekday - written.weekday())


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _length_of_month(year, month + 1)))


def last_of_month(year: int, month: int) -> date:
    return date(year, month, _length_of_month(year, month))


def _length_of_month(year: int, month: int) -> int:
    start = date(year, month, 1)
    return 31 if month == 12 else (start.replace(month=month + 1) - start).days


def year_of(written: date, month: int, day: int) -> int:
    """The year that is meant by a month and day alone: the nearest one that is not more than `PAST_DAYS` past."""
    floor = written - timedelta(days=PAST_DAYS)
    last = _length_of_month(floor.year, month)
    return floor.year if (month, min(day, last)) >= (floor.month, floor.day) else floor.year + 1


def next_day_of_month(written: date, day: int) -> date:
    """The first day numbered `day` on or after `written`; a month that has no such day is passed over."""
    if not 1 <= day <= 31:
        raise ValueError("no such day")
    months = (add_months(written.replace(day=1), ahead) for ahead in range(3))  # of three in a row one has 31
    having = (month.replace(day=day) for month in months if day <= _length_of_month(month.year, month.month))
    return next(found for found in having if found >= written)


def quarter_end(year: int, quarter: int) -> date:
    return last_of_month(year, quarter * 3)
