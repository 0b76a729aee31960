"""The days that a task takes, as a table counts them: by its rows that say start, end and duration, for those that
leave the end open."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from collabtui.formats.actions.heading_fields import DURATION
from collabtui.formats.actions.task_row import TaskRow
from collabtui.lifecycle.actions.importing.table_days import TableDays

_DURATION = re.compile(r"(\d{1,3})(?:\.0+)?\s*(?:d|days?|天|日|个?工作日)?\??", re.IGNORECASE)
_FEWEST = 2
_WEEKEND = (5, 6)


class Stretch(NamedTuple):
    """Start, end and duration of a row."""

    start: date
    due: date | None
    days: int


def written_days(text: str) -> int | None:
    """5, `5 days`, 5天; None for what is no whole number of them."""
    match = _DURATION.fullmatch(text.strip())
    return int(match[1]) if match and int(match[1]) else None


def stretches(rows: Iterable[TaskRow], days: TableDays) -> dict[int, Stretch]:
    """By the number of the row, of those that say when they start and how long they take."""
    found = dict[int, Stretch]()
    for row in rows:
        length = written_days(row.text(DURATION))
        start = days.day(row.cells["planned_start"]) if length and "planned_start" in row.cells else None
        if start and length:
            found[row.number] = Stretch(start, days.day(row.cells["due"]) if "due" in row.cells else None, length)
    return found


def counted_end(stretch: Stretch, others: Iterable[Stretch]) -> date | None:
    """The end of one that leaves it open, by the one way to count that fits all the others; None where none fits, or
    those that do say different days."""
    known = [one for one in others if one.due is not None]
    ends = {
        end(stretch.start, stretch.days)
        for end in _WAYS.values()
        if all(end(one.start, one.days) == one.due for one in known)
    }
    return ends.pop() if len(known) >= _FEWEST and len(ends) == 1 else None


def _with_first_day(start: date, days: int) -> date:
    return start + timedelta(days=days - 1)


def _without_first_day(start: date, days: int) -> date:
    return start + timedelta(days=days)


def _working_days(start: date, days: int) -> date:
    day, left = start, days - (start.weekday() not in _WEEKEND)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() not in _WEEKEND
    return day


_WAYS: Mapping[str, Callable[[date, int], date]] = MappingProxyType(
    {"with first": _with_first_day, "without first": _without_first_day, "working": _working_days}
)
