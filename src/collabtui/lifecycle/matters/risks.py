"""Risks and open questions outside a meeting: raised, described, over."""

from typing import NamedTuple

from collabtui.domain.matters.matter import Level, Matter, Risk
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.store.interface import Reader


class RiskDraft(NamedTuple):
    """As it is typed; `owner` is a name."""

    text: str
    level: Level = "medium"
    owner: str = ""
    impact: str = ""
    answer: str = ""
    standby: str = ""


def raise_risk(acting: Acting, matter: str, draft: RiskDraft) -> Risk:
    """Raises `Refused` (risk.no_text), and for an owner who is nobody."""
    with acting.transaction() as tx:
        described = _described(tx, draft)
        now = {"matter": tx.get(Matter, matter).ref, "raised_at": acting.now, "by": acting.actor}
        return tx.put(Risk.model_validate({"ref": tx.next_ref(Risk), **described, **now}))


def edit_risk(acting: Acting, ref: str, draft: RiskDraft) -> Risk:
    """All fields of the form. Raises as `raise_risk` does."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Risk, ref).model_copy(update=_described(tx, draft)))


def close_risk(acting: Acting, ref: str) -> Risk:
    """It cannot come true any more, or it has and is dealt with."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Risk, ref).model_copy(update={"state": "closed"}))


def settle_question(acting: Acting, ref: str) -> Question:
    """It has its answer."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Question, ref).model_copy(update={"state": "settled"}))


def _described(reader: Reader, draft: RiskDraft) -> dict[str, str | None]:
    text = one_line(draft.text)
    if not text:
        raise Refused("risk.no_text")
    owner = find_person(reader, draft.owner).ref if draft.owner else None
    return {**draft._asdict(), "text": text, "owner": owner}
