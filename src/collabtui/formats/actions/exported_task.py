"""The shape of an action as the formats of this room take it; whoever exports hands over rows that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collabtui.domain.action_status import Status


class TaskPerson(TypedDict):
    name: str
    email: str
    department: str | None


class TaskSupport(TypedDict):
    """A collaborator, and what the support is, in words; empty where nobody has said."""

    name: str
    support: str


class ExportedTask(TypedDict):
    """Days are ISO dates, instants ISO 8601 with an offset."""

    ref: str
    title: str
    owner: TaskPerson | None
    due: str | None
    status: Status
    percent: int
    deliverable: str | None
    matter: str | None
    matter_title: str | None
    depends_on: list[str]
    reason: str | None
    updated_at: str
    task: str | None
    planned_start: str | None
    risk: str | None
    note: str | None
    created_at: str
    done_at: str | None
    supports: list[TaskSupport]
