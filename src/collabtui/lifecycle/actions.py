"""Deeds of the facilitator on single actions."""

from collections.abc import Callable, Iterable
from typing import Any

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.draft import ActionDraft
from collabtui.domain.reply import Request, Update
from collabtui.errors import Refused
from collabtui.lifecycle.apply import granted, put_action, updated
from collabtui.lifecycle.capture_things import new_action, refuse_cycle
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import find_matter, find_person, organiser
from collabtui.store.interface import Transaction


def add_action(desk: Desk, draft: ActionDraft, matter: str = "") -> Action:
    with desk.transaction() as tx:
        organiser(tx, desk)
        found = find_matter(tx, desk, matter).ref if matter else None
        return tx.put(new_action(tx, desk, draft, None, found))


def update_action(desk: Desk, ref: str, update: Update) -> Action:
    """Status, percent, note: by the same rule as a reply does it."""
    return update_each(desk, [ref], update)[0]


def update_each(desk: Desk, refs: Iterable[str], update: Update) -> list[Action]:
    """The same of several actions in one deed, so that one undo takes all of it back; `update.ref` is not looked at."""
    return _each(desk, refs, lambda action: updated(action, update, desk.now))


def postpone(desk: Desk, ref: str, request: Request) -> Action:
    """Another due date, or another owner; the original date stays on record."""
    return postpone_each(desk, [ref], request)[0]


def postpone_each(desk: Desk, refs: Iterable[str], request: Request) -> list[Action]:
    """The same of several actions in one deed; `request.ref` is not looked at."""
    return _each(desk, refs, lambda action: granted(action, request, None))


def postpone_and_update(desk: Desk, ref: str, request: Request, update: Update) -> Action:
    """Both or neither."""
    return _each(desk, [ref], lambda action: updated(granted(action, request, None), update, desk.now))[0]


def _each(desk: Desk, refs: Iterable[str], change: Callable[[Action], Action]) -> list[Action]:
    with desk.transaction() as tx:
        both = ((before, change(before)) for before in (tx.get(Action, ref) for ref in refs))
        return [
            before if before == after else put_action(tx, after, now=desk.now, by=desk.actor, via=desk.via)
            for before, after in both
        ]


def edit_action(desk: Desk, ref: str, draft: ActionDraft) -> Action:
    """All fields of the form. A first due date becomes the original one; a later one counts as a slip."""
    with desk.transaction() as tx:
        before = tx.get(Action, ref)
        later = before.due is not None and draft.due is not None and draft.due > before.due
        dates = {"original_due": before.original_due or draft.due, "slips": before.slips + later}
        return _put_edited(tx, desk, before, draft, dates)


def correct_action(desk: Desk, ref: str, draft: ActionDraft) -> Action:
    """All fields of the form, where what was agreed had been taken down wrongly: another due date is the one that was
    agreed, and no slip."""
    with desk.transaction() as tx:
        before = tx.get(Action, ref)
        agreed = draft.due if draft.due != before.due else before.original_due
        return _put_edited(tx, desk, before, draft, {"original_due": agreed})


def _put_edited(tx: Transaction, desk: Desk, before: Action, draft: ActionDraft, dates: dict[str, Any]) -> Action:
    if not draft.title:
        raise Refused("action.no_title")
    depends_on = tuple(tx.get(Action, one).ref for one in draft.depends_on)
    refuse_cycle(tx, before.ref, depends_on)
    owner = find_person(tx, draft.owner) if draft.owner else None
    collaborators = [find_person(tx, name) for name in draft.collaborators]
    if owner and owner in collaborators:
        raise Refused("action.owner_collaborates", title=draft.title, name=owner.name)
    kept = {one.person: one for one in before.collaborators}
    fields: dict[str, Any] = {
        "title": draft.title,
        "owner": owner.ref if owner else None,
        "collaborators": tuple(kept.get(one.ref, Collaborator(person=one.ref)) for one in collaborators),
        "due": draft.due,
        "deliverable": draft.deliverable,
        "status": draft.status,
        "depends_on": depends_on,
    }
    return put_action(tx, before.model_copy(update=fields | dates), now=desk.now, by=desk.actor, via=desk.via)
