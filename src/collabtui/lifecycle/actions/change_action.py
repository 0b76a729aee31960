"""One action changed in several ways by one command, or in none: its owner, who does it, its date, what it delivers,
what it is a part of and waits for, what is foreseen and how it stands."""

from dataclasses import dataclass

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.model import one_line
from collabtui.language.exception_parts import with_further
from collabtui.lifecycle.actions.deliverable_checks import with_checks
from collabtui.lifecycle.actions.edit_actions import doer_named, supported_by, waiting_for
from collabtui.lifecycle.actions.foreseen_risks import foreseen, put_foreseen
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.at_once.within import actions_first, within_actions
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import granted, put_action, updated
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.store.interface import Transaction


@dataclass(frozen=True)
class ActionChange:
    """Fields that are None stay as they are."""

    owner: str | None = None
    """As typed, as who does it."""
    doer: str | None = None
    """Empty: the owner himself."""
    collaborators: tuple[str, ...] | None = None
    """All who support it, each with what in brackets behind the name."""
    risk: str | None = None
    """One more that is foreseen."""
    deliverable: str | None = None
    checks: tuple[str, ...] = ()
    """Further lines of what its deliverable is checked by."""
    module: str | None = None
    """The larger task that it is a part of."""
    depends_on: tuple[str, ...] | None = None
    """Refs of all that it waits for."""
    postponed: Request | None = None
    update: Update | None = None
    reason: str | None = None
    """A further word on why it does not go on; its answer stays."""


@mails_ahead
def change_action(acting: Acting, ref: str, change: ActionChange) -> Action:
    """Raises as each change by itself does, and then nothing is changed. Who has become its owner or does it hears of
    it once."""
    with acting.transaction(within_actions(acting.store, [ref]), actions_first([ref])) as tx:
        action, values = tx.get(Action, ref), frozenset[str]()
        if change.owner is not None:
            handed = Request(ref=ref, ask="reassign", to=change.owner)
            action = granted(action, handed, find_person(tx, change.owner).ref)
            values |= handed.values
        action = _with_helpers(tx, action, change)
        if change.risk is not None:
            action = foreseen(action, change.risk)
        if change.deliverable is not None:
            action = action.model_copy(update={"deliverable": one_line(change.deliverable)})
        if change.checks:
            action = with_checks(tx, action, (*(one.text for one in action.checks), *change.checks))
        if change.module is not None:
            action = action.model_copy(update={"task": one_line(change.module)})
        if change.depends_on is not None:
            action = waiting_for(tx, action, change.depends_on)
        if change.postponed is not None:
            action = granted(action, change.postponed, None)
            values |= change.postponed.values
        if change.update is not None:
            action = updated(action, change.update, acting.now)
            values |= change.update.values
        if change.reason is not None and change.postponed is None:
            remark = with_further(action.reason, change.reason) if action.status == "blocked" else change.reason
            action = action.model_copy(update={"reason": remark})
            values |= {"reason"}
        after = put_action(tx, action, acting.provenance, values=values)
        if change.risk is not None:
            put_foreseen(tx, acting, after)
        queue_assignment_mails(tx, acting)
        return after


def _with_helpers(tx: Transaction, action: Action, change: ActionChange) -> Action:
    """With who does it and who supports it, as far as the change names them."""
    if change.doer is not None:
        action = doer_named(tx, action, change.doer)
    return action if change.collaborators is None else supported_by(tx, action, change.collaborators)
