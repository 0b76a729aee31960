"""The week of a weekly report."""

from datetime import date, timedelta
from typing import NamedTuple


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
