"""Action items: one owner each, a date, a deliverable, and what they wait for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import ClassVar, Self

from pydantic import Field

from collabtui.domain.action_status import OPEN, Status, is_overdue
from collabtui.domain.model import Finding, Instant, Kept, Record, Value


class Collaborator(Value):
    """Supports the owner, never first in line."""

    person: str
    support: str = ""
    """What the support is, in words."""


class Action(Record):
    prefix: ClassVar[str] = "A"
    kept: ClassVar[Kept] = Kept(
        "action",
        asked=("owner", "status", "due", "matter", "meeting"),
        members={"collaborators": "person", "depends_on": ""},
        texts=("title", "deliverable", "reason", "note"),
    )
    names_person: ClassVar[tuple[str, ...]] = ("owner", "collaborators.person")
    title: str
    owner: str | None = None
    """The one person (ref). None only until the minutes go out."""
    collaborators: tuple[Collaborator, ...] = ()
    due: date | None = None
    """A date, not an instant: by Friday is Friday where the owner lives."""
    original_due: date | None = None
    """The first date that was agreed; stays when `due` slips."""
    planned_start: date | None = None
    status: Status = "not-started"
    percent: int = Field(default=0, ge=0, le=100)
    deliverable: str = ""
    task: str = ""
    """The larger task that it is a part of, in the matter's breakdown."""
    risk: str = ""
    """What may go wrong with it, as the breakdown says."""
    matter: str | None = None
    meeting: str | None = None
    slot: int | None = None
    """Index of the slot in which it was taken, from 0."""
    depends_on: tuple[str, ...] = ()
    reason: str = ""
    """Why it is late, blocked or moved, in the owner's words."""
    note: str = ""
    """The last thing that was said about it without moving its status."""
    slips: int = 0
    """How often `due` was moved to a later day."""
    accepted_at: Instant | None = None
    """When the owner said that he has taken it on."""
    created_at: Instant
    updated_at: Instant
    updated_by: str
    """Who set it last: a name, as shown to people."""
    via: str
    """Through what it was set last: `key`, `command`, `worker`, or the mail, `mail:I7`."""

    @property
    def open(self) -> bool:
        return self.status in OPEN

    def overdue(self, today: date) -> bool:
        return is_overdue(self.status, self.due, today)

    @property
    def label(self) -> str:
        return self.title

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"status": "cancelled"})


def holes(action: Action) -> tuple[Finding, ...]:
    """Findings on what is missing before the action may go out in minutes."""
    missing = [
        ("action.no_owner", not action.owner),
        ("action.no_due", action.due is None),
        ("action.no_deliverable", not action.deliverable),
    ]
    values: dict[str, str | int] = {"ref": action.ref, "title": action.title}
    return tuple(Finding(key=key, values=values, stops=key != "action.no_deliverable") for key, hole in missing if hole)


def cycle(
    ref: str, depends_on: Iterable[str], edges: Mapping[str, Iterable[str]] | Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """The way from `ref` back to itself that `depends_on` would close, or () when there is none.

    `edges` gives what an action already depends on.
    """
    lookup = edges if callable(edges) else lambda node: edges.get(node, ())
    stack: list[tuple[str, tuple[str, ...]]] = [(first, (ref, first)) for first in depends_on]
    seen: set[str] = set()
    while stack:
        node, path = stack.pop()
        if node == ref:
            return path
        if node in seen:
            continue
        seen.add(node)
        stack.extend((following, (*path, following)) for following in lookup(node))
    return ()
