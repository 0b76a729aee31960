"""Rows of the first screen: what needs the facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from collabtui.store.queries.rows.meeting_rows import MeetingRow

if TYPE_CHECKING:
    from collabtui.domain.facilitator_duties import OpenDuty
    from collabtui.domain.matters.matter import Level
    from collabtui.domain.silent_owners import AskedProgress
    from collabtui.store.queries.rows.matter_rows import WaitingChangeRow, WaitingDepartmentRow
    from collabtui.store.queries.rows.meeting_rows import OpenCorrectionRow, UnsentCorrectionRow


class MissingMaterialRow(TypedDict):
    slot: int | None
    """From 1; None for the whole meeting's."""
    name: str


class NextMeetingRow(MeetingRow):
    invited_at: str | None
    material_missing: list[MissingMaterialRow]
    open_of_matter: int


class BouncedPersonRow(TypedDict):
    ref: str
    name: str
    email: str
    bounced_at: str
    subject: str | None


class UnansweredRiskRow(TypedDict):
    ref: str
    text: str
    level: Level
    meeting: str | None
    matter: str | None
    raised_at: str


class RiskToReviewRow(TypedDict):
    ref: str
    text: str
    meeting: str | None
    matter: str | None
    review: str
    """ISO 8601: the day."""


class SilentMinutesRow(TypedDict):
    """A meeting whose minutes wait for sign-offs."""

    ref: str
    title: str
    n: int
    deadline: str


class UnledDepartmentRow(TypedDict):
    """A department that nobody heads, with overdue actions."""

    department: str
    person: str
    """Ref of somebody in it."""
    n: int


class UnfetchedRow(TypedDict):
    """A mail that the server lists and does not hand out."""

    folder: str
    """`login@host:port/folder`."""
    uid: int
    reason: str
    tries: int
    since: str
    """When it was first tried; instants are in UTC."""
    next_try: str


class SetAsideRow(TypedDict):
    """A mail that waits unread, because reading it did not end well."""

    ref: str
    sender: str
    reason: str
    """Reason code."""


class ActionCountsRow(TypedDict):
    """Numbers of actions that are awaited."""

    open: int
    overdue: int
    due_today: int
    due_in_week: int


class TodayRow(TypedDict):
    """Everything that waits; the numbers are those of `queries.today.today`."""

    waiting: int
    overdue: int | None
    sign_offs: int
    failed: int
    people: int
    outbox: dict[str, int]
    """By state, what is not sent."""
    running: list[MeetingRow]
    next: list[NextMeetingRow]
    duties: list[OpenDuty]
    asked_progress: list[AskedProgress]
    bounced: list[BouncedPersonRow]
    risks: list[UnansweredRiskRow]
    risks_to_review: list[RiskToReviewRow]
    corrections: list[OpenCorrectionRow]
    unsent_corrections: list[UnsentCorrectionRow]
    departments: list[WaitingDepartmentRow]
    changes: list[WaitingChangeRow]
    silent: list[SilentMinutesRow]
    unfetched: list[UnfetchedRow]
