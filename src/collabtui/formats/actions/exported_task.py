"""The shape of an action as the formats of this room take it; whoever exports hands over rows that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collabtui.domain.action_status import Status

_ACTIONS = UUID("6f1cbb46-5f0e-5d0a-9a57-5c1d3d9e0a11")


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


def identity(row: ExportedTask) -> UUID:
    """The one by which other programs know an action again: made from its ref and when it was made, it is the same at
    each export, and another one in another home."""
    return uuid5(_ACTIONS, f"{row['ref']} {row['created_at']}")
