"""The answer to a risk: the words of its owner, who was asked for them, once the facilitator has agreed that they are
one."""

from datetime import datetime

from collabtui.domain.mail.mail_about import About, QuestionOn
from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS, Asking, Understanding
from collabtui.domain.matters.matter import Risk
from collabtui.domain.refs import RISK, is_ref
from collabtui.errors import Refused
from collabtui.language.exception_parts import without_way_out_label
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.store.interface import Reader, Transaction

_WAITS: ClauseDoubt = "risk-answer"


class RiskAnswers(AnswerKind):
    """Free words: whatever is written waits to be looked at, since "we do not know yet" is no answer."""

    def answers(self, about: About) -> bool:
        return isinstance(about, QuestionOn) and is_ref(about.subject, RISK)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        risk = _risk(reader, answered.about)
        name = answered.sender.name if answered.sender else ""
        return {"asking": Asking(kind="request", topics=(risk.text, risk.ref), name=name)}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """His words are no yes and no no: nobody asked for one."""
        understood = reply.understood
        if understood.stance is None:
            return understood
        own = [one.model_copy(update={"rule": _WAITS, "counts": False}) for one in understood.clauses]
        kept = [
            one if one.refs or one.rule in ("risk", "talk") else new
            for one, new in zip(understood.clauses, own, strict=True)
        ]
        proposals = tuple(one for one in understood.proposals if one.ask not in DEPARTMENT_ANSWERS)
        statement = understood.statement or " ".join(one.text for one in understood.clauses if one.rule != "talk")
        statement = without_way_out_label(statement)
        return understood.model_copy(
            update={
                "stance": None,
                "contact": "",
                "statement": statement,
                "clauses": tuple(kept),
                "proposals": proposals,
                "doubt": _WAITS,
            }
        )

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return frozenset({"unclear"} if understood.doubt == _WAITS else ())

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """By the facilitator's yes, in place of what stood there. Raises `Refused` (risk.over: ref)."""
        if not reply.is_confirmed or reply.understood.doubt != _WAITS:
            return
        risk = _risk(tx, reply.about)
        if risk.state != "open":
            raise Refused("risk.over", ref=risk.ref)
        tx.put(risk.model_copy(update={"answer": reply.understood.statement}))

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if reply.person is None or reply.understood.doubt != _WAITS:
            return None
        risk = _risk(reader, reply.about)
        shown: dict[str, object] = {"ref": risk.ref, "text": risk.text, "answer": reply.understood.statement}
        shown["closed"] = risk.state != "open"
        return AnswerPart({"answered_risk": shown}, template="answer/risk", says_it_waits=True)


def _risk(reader: Reader, about: About) -> Risk:
    """Raises TypeError for what is about something else: this kind does not answer it."""
    if not isinstance(about, QuestionOn):
        raise TypeError(f"no risk: {about!r}")
    return reader.get(Risk, about.subject)
