"""The shapes of the rows that a week is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import MeetingState


class WeekMeetingRow(TypedDict):
    ref: str
    title: str
    start: str
    """ISO 8601, in UTC; so are `end`, and when it really began and ended."""
    end: str
    started_at: str | None
    ended_at: str | None
    place: str
    state: MeetingState
    series: str | None
    people: int


class AwayRow(TypedDict):
    ref: str
    name: str
    first: str
    """The first day away, ISO 8601; `last` the last one."""
    last: str
    department: str | None
    deputy: str | None
    """By name: who stands in these days, else always."""
