"""The opinion of a department on a change, as the facilitator takes it down."""

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import (
    AnswerValue,
    DepartmentAnswer,
    ItemOpinion,
    answer_of,
    with_answer,
)
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.pending_mails import answered_to, settle_answer_mail, settle_unclear_mails
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.approvals.item_answers import put_together
from collabtui.lifecycle.matters.approvals.objection_letters import tell_of_objections
from collabtui.lifecycle.matters.change_requests.asked_content import planned_refs
from collabtui.lifecycle.matters.change_requests.change_drafts import in_state
from collabtui.store.interface import Transaction


@mails_ahead
def record_opinion(
    acting: Acting, ref: str, department: str, value: AnswerValue, text: str = "", item: str = ""
) -> ChangeRequest:
    """The facilitator says what a department's opinion is: one that came by telephone, or one that was not clear; of a
    plan also on one item (the ref of its action). A word on the whole plan takes the place of those on items.

    Raises `Refused`: change.unsent (ref); change.settled (ref, state); change.not_asked (ref, department);
    change.no_item (ref, item); change.by_criterion (ref, matter), as one yes says nothing of each criterion."""
    with acting.transaction() as tx:
        change = in_state(tx, ref, "asked", "change.settled")
        if department not in change.departments:
            raise Refused("change.not_asked", ref=change.ref, department=department)
        if change.kind == "criteria":
            raise Refused("change.by_criterion", ref=change.ref, matter=change.matter)
        known = answer_of(change.opinions, department)
        if item:
            return _recorded_of_item(tx, acting, change, known, department, value, text, item.upper())
        others = (one for one in change.opinions if one.department != department and one.value == "unclear")
        if known and known.via not in {one.via for one in others}:
            settle_answer_mail(tx, known.via)
        answer = _taken_down(acting, known, department, value, text)
        answered = tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
        settle_unclear_mails(tx, answered_to(answered, department))
        return answered


def _taken_down(
    acting: Acting, known: DepartmentAnswer | None, department: str, value: AnswerValue, text: str
) -> DepartmentAnswer:
    """What an unclear mail means stays the word of who wrote it, and so does what is said once more; a clear answer
    that another one takes the place of was his, and the new one is not."""
    if known and known.value in ("unclear", value):
        recorded = {"value": value, "text": text or known.text, "at": acting.now}
        return known.model_copy(update=recorded | {"items": (), "rest_agreed": False})
    return DepartmentAnswer(department=department, person=None, value=value, text=text, at=acting.now, via=acting.via)


def _recorded_of_item(
    tx: Transaction,
    acting: Acting,
    change: ChangeRequest,
    known: DepartmentAnswer | None,
    department: str,
    value: AnswerValue,
    text: str,
    item: str,
) -> ChangeRequest:
    planned = planned_refs(tx, change)
    if item not in planned or value == "unclear":
        raise Refused("change.no_item", ref=change.ref, item=item)
    opinion = ItemOpinion(
        number=1 + planned.index(item), ref=item, value=value, text=text if value == "against" else ""
    )
    merged = put_together(known, [opinion], rest_agreed=False, asked=planned)
    before = known or DepartmentAnswer(
        department=department, person=None, value="unclear", text=text, at=acting.now, via=acting.via
    )
    values = {"value": merged.value, "items": merged.items, "rest_agreed": merged.rest_agreed, "at": acting.now}
    answer = before.model_copy(update=values)
    answered = tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
    if merged.value != "unclear":
        if known:
            settle_answer_mail(tx, known.via)
        settle_unclear_mails(tx, answered_to(answered, department))
    tell_of_objections(tx, acting, answered, answer, known)
    return answered
