"""Redoing what the last undo took back: its inverse, as a change of its own. Who has changed something since starts
afresh, as in any editor; a mail in is decided anew in the Inbox."""

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.records import model_of
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.history.undo_last import Undone, put_inverse
from collabtui.lifecycle.history.undo_outbox import waiting_again
from collabtui.lifecycle.history.undo_plan import UndoPlan, plan_of, redoable


def next_redo(acting: Acting) -> UndoPlan:
    """The undo whose values a redo would put back.

    Raises `Refused`: redo.nothing; redo.mail_in (ref) where a decision on a mail was taken back; why it cannot be."""
    change = redoable(acting.store, acting.actor)
    if change is None:
        raise Refused("redo.nothing")
    changes = acting.store.changes(batch=change.batch)
    mail = next((one.ref for one in changes if model_of(one.ref) is Incoming), "")
    if mail:
        raise Refused("redo.mail_in", ref=mail)
    plan = plan_of(acting.store, change, acting.now)
    if plan.refusal:
        raise plan.refusal
    return plan


def waiting_mails(acting: Acting, plan: UndoPlan) -> int:
    """Mails that the undo kept back, and that wait to leave again after the redo."""
    return len(waiting_again(acting.store, acting.store.changes(batch=plan.batch)))


def redo_last(acting: Acting) -> Undone:
    """Do again what the last undo took back. Raises as `next_redo` does."""
    return put_inverse(acting, next_redo(acting).batch)
