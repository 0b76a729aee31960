"""An action's own check list: who does it says of each line whether it is in order."""

from datetime import datetime

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About, QuestionOn
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedCriterion, Asking, Understanding
from collabtui.domain.refs import ACTION, is_ref
from collabtui.lifecycle.actions.deliverable_checks import found_words, record_checks
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.numbered_answers import effects_of_results, newer_result
from collabtui.store.interface import Reader, Transaction


class CheckAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, QuestionOn) and is_ref(about.subject, ACTION)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        """The lines keep their numbers once somebody was asked."""
        action, sender = _action(reader, answered.about), answered.sender
        asking = Asking(kind="criteria", topics=(action.title, action.ref), name=sender.name if sender else "")
        lines = enumerate(action.checks, 1)
        return {"criteria": tuple(AskedCriterion(number=n, text=one.text) for n, one in lines), "asking": asking}

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return effects_of_results(understood)

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        action = _action(reader, reply.about)
        known = {one.text: one for one in action.checks}
        found = []
        for result in reply.understood.criteria:
            one = known.get(result.text)
            if one and one.at and one.ok != result.met and reply.is_outdated(one.at):
                found.append(newer_result(reader, (action.ref, result.number), one.at, one.person, one.via))
        return tuple(found)

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`others-item`: by now it is somebody else's."""
        if not reply.understood.criteria or reply.person is None:
            return None
        action = _action(reader, reply.about)
        return None if reply.person.ref in (action.owner, *action.doers) else "others-item"

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record what is certain; by the facilitator's yes also what is not."""
        understood = reply.understood
        found = understood.criteria + (understood.criteria_proposed if reply.is_confirmed else ())
        if found and reply.person is not None:
            ref = _action(tx, reply.about).ref
            record_checks(tx, acting, ref, found, reply.person.ref, reply.provenance.at, reply.via)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if reply.person is None:
            return None
        action, is_done = _action(reader, reply.about), reply.applied and reply.is_trusted
        found = reply.understood.criteria if is_done else ()
        spoken = {one.number for one in found} | {n for n, one in enumerate(action.checks, 1) if one.ok is not None}
        results = [{"number": one.number, "text": one.text, "ok": one.met, "remark": found_words(one)} for one in found]
        open_ones = [n for n in range(1, len(action.checks) + 1) if n not in spoken]
        values = {"checked": {"title": action.title, "ref": action.ref, "results": results, "open": open_ones}}
        return AnswerPart(values, template="answer/own-checks", says_it_waits=bool(open_ones))

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        if not reply.understood.criteria:
            return None
        action = _action(reader, reply.about)
        values = {"taken_checks": {"title": action.title, "ref": action.ref}}
        return AnswerPart(values, template="taken-back/own-checks", subject_ref=action.ref)


def _action(reader: Reader, about: About) -> Action:
    """Raises TypeError for what is about something else: this kind does not answer it."""
    if not isinstance(about, QuestionOn):
        raise TypeError(f"no action: {about!r}")
    return reader.get(Action, about.subject)
