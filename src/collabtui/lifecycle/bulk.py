"""One change to many actions: one deed, one undo; what cannot be changed is named and does not stop the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from collabtui.domain.action import Action, Status
from collabtui.domain.people import Person
from collabtui.domain.reply import Request, Update
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.apply import granted, put_action, updated
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import find_matter, find_person


@dataclass(frozen=True)
class BulkChange:
    """What is not said stays as it is."""

    status: Status | None = None
    due: Callable[[date | None], date] | None = None
    """From the day on which an action is due to its new one: a length of time counts from each one's own."""
    reason: str = ""
    """Why it moves, or what blocks it."""
    owner: str = ""
    """As typed."""
    matter: str = ""
    """A ref or a title; a title that is new is a new matter."""


@dataclass(frozen=True)
class BulkResult:
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    """These were so before."""
    refused: list[tuple[str, CollabError]] = field(default_factory=list)


def change_each(desk: Desk, refs: Iterable[str], change: BulkChange) -> BulkResult:
    """Raises, and changes nothing, for an owner whom nobody knows (`directory.find_person`)."""
    result = BulkResult()
    with desk.transaction() as tx:
        owner = find_person(tx, change.owner) if change.owner else None
        matter = find_matter(tx, desk, change.matter).ref if change.matter else None
        for ref in refs:
            before = tx.get(Action, ref)
            try:
                after = _changed(before, change, owner, matter, desk)
            except CollabError as error:
                result.refused.append((before.ref, error))
                continue
            if after == before:
                result.same.append(before.ref)
                continue
            put_action(tx, after, now=desk.now, by=desk.actor, via=desk.via)
            result.changed.append(before.ref)
    return result


def _changed(action: Action, change: BulkChange, owner: Person | None, matter: str | None, desk: Desk) -> Action:
    if change.due is not None:
        action = _moved(action, change.due(action.due), change)
    if change.status is not None:
        note = change.reason or None
        action = updated(action, Update(ref=action.ref, status=change.status, note=note), desk.now)
    if owner is not None and owner.ref != action.owner:
        if owner.ref in (helper.person for helper in action.collaborators):
            raise Refused("action.owner_collaborates", title=action.title, name=owner.name)
        action = action.model_copy(update={"owner": owner.ref, "accepted_at": None})
    fields: dict[str, Any] = {"matter": matter} if matter is not None else {}
    return action.model_copy(update=fields)


def _moved(action: Action, day: date, change: BulkChange) -> Action:
    """Raises `Refused` (bulk.closed) for what is over, unless the same change opens it again."""
    if not action.open and change.status in (None, "done", "cancelled"):
        raise Refused("bulk.closed", ref=action.ref, title=action.title)
    return granted(action, Request(ref=None, ask="postpone", due=day, reason=change.reason or None), None)
