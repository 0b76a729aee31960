"""Rows of actions: in lists, in exports, in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collabtui.domain.action_status import Status
    from collabtui.store.queries.rows.people_rows import NamedPerson


class ActionRow(TypedDict):
    """One action as `action list --json` gives it."""

    ref: str
    title: str
    owner: NamedPerson | None
    collaborators: list[str]
    """Names."""
    doers: list[str]
    """Names of those among them who do it in the owner's place."""
    due: str | None
    original_due: str | None
    status: Status
    percent: int
    deliverable: str | None
    matter: str | None
    meeting: str | None
    depends_on: list[str]
    reason: str | None
    risk: str | None
    """Foreseen as it was planned, a line each."""
    module: str | None
    """The larger task that it is a part of."""
    overdue: bool
    updated_at: str
    updated_by: str
    via: str


class CheckRow(TypedDict):
    """A line of the list by which a deliverable is checked before it is handed in."""

    number: int
    text: str
    ok: bool | None
    """None: nobody has checked it yet."""
    remark: str
    by: str | None
    at: str | None
    """ISO 8601, in UTC."""
    via: str


class SupportRow(TypedDict):
    """A collaborator's part in an action, in words; empty where nobody has said."""

    name: str
    support: str


class ExportedActionRow(ActionRow):
    """An action with all that other programs keep of a task."""

    task: str | None
    planned_start: str | None
    note: str | None
    created_at: str
    done_at: str | None
    supports: list[SupportRow]
    matter_title: str | None


class DoneActionRow(ActionRow):
    done_at: str


class WaitRow(TypedDict):
    """An open action of one department that waits for one of another."""

    waiting: ActionRow
    awaited: ActionRow


class AnswerOwedRow(TypedDict):
    """A department that was asked and has not answered."""

    department: str
    ref: str
    """The matter's that asks something of it, or the change's that it is asked about."""
    what: str
    since: str | None


class OwnerLoadRow(TypedDict):
    """The open actions of one person; without a name: those that nobody owns."""

    name: str | None
    email: str | None
    department: str | None
    open: int
    overdue: int
    due_in_week: int
    blocked: int


class SavedViewRow(TypedDict):
    name: str
    line: str
    order: str
    group: str
    """Empty: not grouped."""
