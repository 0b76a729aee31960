"""The days that a task takes, as a table counts them: by its rows that say start, end and duration, for those that
leave the end open. Where too few say all three, they are taken for working days, which is told."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple

from collabtui.domain.count_working_days import IsWorking, add_working_days
from collabtui.formats.actions.heading_fields import DURATION
from collabtui.formats.actions.task_row import TaskRow
from collabtui.lifecycle.actions.importing.day_orders import column_of
from collabtui.lifecycle.actions.importing.table_days import TableDays

_DURATION = re.compile(r"(\d{1,3})(?:\.0+)?\s*(?:d|days?|天|日|个?工作日)?\??", re.IGNORECASE)
_FEWEST = 2
_WEEKEND = (5, 6)
_OF_WORK = re.compile(r"工作日|working|business|\bwd\b", re.IGNORECASE)
_OF_CALENDAR = re.compile(r"自然日|日历|calendar|elapsed|\bcd\b", re.IGNORECASE)
Days = Literal["working", "calendar"]


class Stretch(NamedTuple):
    """Start, end and duration of a row."""

    start: date
    due: date | None
    days: int
    unit: str = ""
    """Duration and name of its column, as they are written."""


class AssumedEnd(NamedTuple):
    day: date
    counted: Days


def written_days(text: str) -> int | None:
    """5, `5 days`, 5天; None for what is no whole number of them."""
    match = _DURATION.fullmatch(text.strip())
    return int(match[1]) if match and int(match[1]) else None


def stretches(rows: Iterable[TaskRow], days: TableDays) -> dict[int, Stretch]:
    """By the number of the row, of those that say when they start and how long they take."""
    found = dict[int, Stretch]()
    for row in rows:
        length = written_days(row.text(DURATION))
        start = _day(row, "planned_start", days) if length else None
        if start and length:
            due = _day(row, "due", days)
            unit = f"{row.text(DURATION)} {row.places.get(DURATION, ('', ''))[1]}"
            found[row.number] = Stretch(start, due, length, unit)
    return found


def _day(row: TaskRow, field: str, days: TableDays) -> date | None:
    return days.day(row.cells[field], column_of(row, field)) if field in row.cells else None


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


def assumed_end(stretch: Stretch, others: Iterable[Stretch], is_working: IsWorking) -> AssumedEnd | None:
    """The end where too few rows say start, end and duration: by working days, unless the table names others, a task
    begins on a weekend, or the row that says all three fits no working days. None where enough rows say them, and where
    that one row fits nothing."""
    each = list(others)
    known = [one for one in each if one.due is not None]
    if len(known) >= _FEWEST:
        return None
    by_calendar = _OF_CALENDAR.search(stretch.unit) or any(one.start.weekday() in _WEEKEND for one in each)
    counted: Days = "calendar" if by_calendar and not _OF_WORK.search(stretch.unit) else "working"
    if all(_assumed(one, counted, is_working) == one.due for one in known):
        return AssumedEnd(_assumed(stretch, counted, is_working), counted)
    end = next((end for end in _WAYS.values() if all(end(one.start, one.days) == one.due for one in known)), None)
    return AssumedEnd(end(stretch.start, stretch.days), "calendar") if end else None


def _assumed(stretch: Stretch, counted: Days, is_working: IsWorking) -> date:
    if counted == "calendar":
        return _with_first_day(stretch.start, stretch.days)
    return add_working_days(stretch.start, stretch.days - is_working(stretch.start), is_working)


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
