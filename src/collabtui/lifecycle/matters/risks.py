"""Risks and open questions outside a meeting: raised, described, over."""

from datetime import date, timedelta
from typing import Literal, NamedTuple, TypedDict

from collabtui.domain.matters.matter import Level, Matter, Risk
from collabtui.domain.matters.risk_level import level_of
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo_window import AT_ONCE
from collabtui.lifecycle.matters.risk_alarm import put_risk
from collabtui.store.interface import Reader, Transaction


class RiskDraft(NamedTuple):
    """As it is typed; `owner` is a name. The level is not looked at where both of what it follows from are given."""

    text: str
    level: Level = "medium"
    owner: str = ""
    impact: str = ""
    answer: str = ""
    standby: str = ""
    likelihood: Level | None = None
    severity: Level | None = None
    review: date | None = None


class RiskChanges(TypedDict, total=False):
    """Fields of a risk to be set: only those that are given. `owner` is a name, empty for nobody."""

    text: str
    level: Level
    likelihood: Level
    severity: Level
    impact: str
    answer: str
    standby: str
    owner: str
    review: date | None
    state: Literal["open", "closed"]


@mails_ahead
def raise_risk(acting: Acting, matter: str, draft: RiskDraft, *, leaving_in: timedelta = AT_ONCE) -> Risk:
    """All fields of the form. Raises `Refused` (risk.no_text), and for an owner who is nobody. What is high is told by
    mail, after `leaving_in`."""
    with acting.transaction() as tx:
        described = _described(tx, draft)
        now = {"matter": tx.get(Matter, matter).ref, "raised_at": acting.now, "by": acting.actor}
        risk = Risk.model_validate({"ref": tx.next_ref(Risk), **described, **now})
        return _put_and_write(tx, acting, risk, leaving_in)


@mails_ahead
def edit_risk(acting: Acting, ref: str, draft: RiskDraft, *, leaving_in: timedelta = AT_ONCE) -> Risk:
    """As `raise_risk`."""
    with acting.transaction() as tx:
        risk = tx.get(Risk, ref).model_copy(update=_described(tx, draft))
        return _put_and_write(tx, acting, risk, leaving_in)


@mails_ahead
def add_risk(acting: Acting, matter: str | None, changes: RiskChanges) -> Risk:
    """Raises as `update_risk` does; a risk without a matter is told to nobody."""
    with acting.transaction() as tx:
        kept = tx.get(Matter, matter).ref if matter else None
        blank = Risk(ref=tx.next_ref(Risk), text="", matter=kept, raised_at=acting.now, by=acting.actor)
        return _put_and_write(tx, acting, _changed(tx, blank, changes))


@mails_ahead
def update_risk(acting: Acting, ref: str, changes: RiskChanges) -> Risk:
    """Raises `Refused`: risk.no_text, risk.level_follows (level) where likelihood and impact give another level than
    the one that is said; and for an owner who is nobody."""
    with acting.transaction() as tx:
        return _put_and_write(tx, acting, _changed(tx, tx.get(Risk, ref), changes))


def close_risk(acting: Acting, ref: str) -> Risk:
    """It cannot come true any more, or it has and is dealt with."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Risk, ref).model_copy(update={"state": "closed"}))


def settle_question(acting: Acting, ref: str, answer: str = "") -> Question:
    """It has its answer; without a word of it, it is over. Raises `Unknown` (question.unknown), and `Refused`
    (question.answered, question.over) for one that somebody else was quicker with."""
    with acting.transaction() as tx:
        question = tx.get(Question, ref)
        if question.state != "open":
            raise Refused("question.answered" if question.answer else "question.over", ref=ref, answer=question.answer)
        fields = {"state": "settled", "answer": one_line(answer), "answered_at": acting.now}
        return tx.put(question.model_copy(update=fields))


def _put_and_write(tx: Transaction, acting: Acting, risk: Risk, leaving_in: timedelta = AT_ONCE) -> Risk:
    kept = put_risk(tx, acting, risk, leaving_in)
    queue_assignment_mails(tx, acting)
    return kept


def _changed(reader: Reader, before: Risk, changes: RiskChanges) -> Risk:
    fields: dict[str, object] = {**changes}
    if "owner" in changes:
        fields["owner"] = find_person(reader, changes["owner"]).ref if changes["owner"] else None
    after = before.model_copy(update=fields)
    text = one_line(after.text)
    if not text:
        raise Refused("risk.no_text")
    level = _level(after.likelihood, after.severity, after.level)
    if changes.get("level", level) != level:
        raise Refused("risk.level_follows", level=level)
    return after.model_copy(update={"text": text, "level": level})


def _described(reader: Reader, draft: RiskDraft) -> dict[str, object]:
    text = one_line(draft.text)
    if not text:
        raise Refused("risk.no_text")
    owner = find_person(reader, draft.owner).ref if draft.owner else None
    level = _level(draft.likelihood, draft.severity, draft.level)
    return {**draft._asdict(), "text": text, "owner": owner, "level": level}


def _level(likelihood: Level | None, severity: Level | None, otherwise: Level) -> Level:
    return level_of(likelihood, severity) if likelihood and severity else otherwise
