"""The answer to what holds an action up: what is done about it, who does it and by when."""

from datetime import date
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.exception_parts import exception_parts, without_answer
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live.captured_things import new_action
from collabtui.store.interface import Transaction
from collabtui.text.catalogue import Catalogue


class AnsweredBlock(NamedTuple):
    action: Action
    made: Action | None
    """What is to be done about it as an action of its own, which the other waits for."""


@mails_ahead
def answer_block(acting: Acting, ref: str, answer: str, *, owner: str = "", by: date | None = None) -> AnsweredBlock:
    """Keep the answer beside the reason, in the place of the one before; what has an owner or a day becomes an
    action, of which he hears at once, and which is chased as any.

    Raises `Refused`: action.answer.nothing (ref), action.answer.over (ref, title) for what is done or cancelled; and
    names as `find_person` does."""
    with acting.transaction() as tx:
        action = tx.get(Action, ref)
        text = one_line(answer)
        if not text:
            raise Refused("action.answer.nothing", ref=action.ref)
        if not action.open:
            raise Refused("action.answer.over", ref=action.ref, title=action.title)
        made = _made(tx, acting, action, text, owner, by) if owner or by else None
        text += Catalogue(acting.config.organiser.locale)("form.within", text=made.ref) if made else ""
        waits_for = (*action.depends_on, made.ref) if made else action.depends_on
        after = answered(acting, action.model_copy(update={"depends_on": waits_for}), text)
        kept = put_action(tx, after, acting.provenance, values={"reason"})
        queue_assignment_mails(tx, acting)
        return AnsweredBlock(kept, made)


def answered(acting: Acting, action: Action, answer: str) -> Action:
    """The action with this answer beside its reason, and no other; an empty one takes it away."""
    before = without_answer(action.reason)
    line = Catalogue(acting.config.organiser.locale)("action.answer.line", text=answer) if answer else ""
    return action.model_copy(update={"reason": "\n".join(filter(None, (before, line)))})


def answer_to(action: Action) -> str:
    return exception_parts(action.reason).answer if action.reason else ""


def _made(tx: Transaction, acting: Acting, action: Action, text: str, owner: str, by: date | None) -> Action:
    own = tx.get(Person, action.owner) if action.owner else None
    draft = ActionDraft(title=text, owner=owner or (own.email if own else ""), due=by)
    return tx.put(new_action(tx, acting, draft, None, action.matter))
