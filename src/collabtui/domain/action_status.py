"""Status of an action: which there are, which are open and closed, and when one is overdue.

No pydantic here: a list asks before its first line."""

from datetime import date
from typing import Literal, TypeVar

Status = Literal["not-started", "in-progress", "blocked", "done", "cancelled"]
OPEN: tuple[Status, ...] = ("not-started", "in-progress", "blocked")
CLOSED: tuple[Status, ...] = ("done", "cancelled")
STATUSES: tuple[Status, ...] = (*OPEN, *CLOSED)

Day = TypeVar("Day", date, str)
"""A day, or its ISO 8601 text: both are in the same order."""


def is_overdue(status: str, due: Day | None, today: Day) -> bool:
    """Whether an action is overdue: open, and its date is past. On the day itself it is not late yet; without a date it
    never is. One rule for records, for rows of a list and for bars of a chart; the store counts by the same in SQL
    (`store.records.sql.overdue_action`)."""
    return due is not None and due < today and status in OPEN
