"""Wishes for items of a plan that were read as words on the sender's own actions: asked whether his department agrees,
he who writes `2 postpone to 9 April` says what he thinks of the plan. Nothing of it is written down or asked for beside
an action; a later day, another owner or none is offered as an objection. What is done is a report all the same."""

from collabtui.domain.mail.adopted_proposals import with_answer_proposed
from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.domain.mail.reply import Clause, Proposal, ReplyContext, Understanding

_CHANGES = ("postpone", "cancel", "reassign")


def as_opinions(found: Understanding, statement: str, situation: ReplyContext) -> Understanding:
    """The understanding without notes and wishes for actions that the plan holds."""
    refs = {one.ref for one in situation.plan}
    notes = [one for one in found.updates if one.ref in refs and one.status is None and one.percent is None]
    wishes = [one for one in found.requests if one.ref in refs and one.ask in _CHANGES]
    offered = [one for one in found.proposals if one.ref in refs and one.status is None and one.percent is None]
    if not (notes or wishes or offered):
        return found
    about = {one.ref for one in notes} | {one.ref for one in wishes} | {one.ref for one in offered}
    is_objection = bool(wishes) or any(one.ask in _CHANGES for one in offered)
    rule: ClauseRule = "against" if is_objection else "no-stance"
    fields = {
        "updates": tuple(one for one in found.updates if one not in notes),
        "requests": tuple(one for one in found.requests if one not in wishes),
        "proposals": tuple(one for one in found.proposals if one not in offered),
        "clauses": tuple(_open(one, about, offered, rule) for one in found.clauses),
        "doubt": found.doubt or "no-stance",
        "stance": "none",
        "statement": statement,
    }
    waiting = found.model_copy(update=fields)
    return (
        with_answer_proposed(waiting, offered[0].why if offered else "no-stance", "against")
        if is_objection
        else waiting
    )


def _open(one: Clause, about: set[str | None], offered: list[Proposal], rule: ClauseRule) -> Clause:
    """As a clause of the department's answer, which waits."""
    dropped = {each.n for each in offered}
    if (one.rule in ("note", *_CHANGES) and about.intersection(one.refs)) or dropped.intersection(one.proposals):
        return one.model_copy(update={"rule": rule, "counts": False, "proposals": ()})
    return one
