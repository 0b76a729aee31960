"""Resources: a department's yes or no to the mail that asks for one."""

from datetime import datetime

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About, QuestionOn
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedCriterion, Asking, Understanding
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.model import Record
from collabtui.domain.place import Place
from collabtui.domain.refs import RESOURCE, is_ref
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import queue_all
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.department_replies import (
    answer_in,
    effects_of,
    newer_answer,
    objection_of_department,
    refuse_unclear,
    wait_for,
)
from collabtui.lifecycle.mail_in.answerable.numbered_answers import value_of, words_of
from collabtui.lifecycle.mail_in.answerable.over_before_answer import over_by_state
from collabtui.lifecycle.matters.resource_mails import taken_message
from collabtui.store.interface import Reader, Transaction
from collabtui.text.stated_answer import says_nothing_else


class ResourceAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, QuestionOn) and is_ref(about.subject, RESOURCE)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        resource = _resource(reader, answered.about)
        matter = reader.get(Matter, resource.matter)
        topics = (resource.what, resource.ref, matter.title, matter.ref)
        name = answered.sender.name if answered.sender else ""
        gift = AskedCriterion(number=1, text=resource.what, amount=resource.amount)
        return {"asking": Asking(kind="request", topics=topics, name=name, department=resource.department, gift=gift)}

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return effects_of(understood)

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        resource = _resource(reader, reply.about)
        return newer_answer(reader, resource.answer, reply, resource.ref)

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`asked-anew`: it is not asked for any more, or was asked for anew; else as `objection_of_department`."""
        if "changes" not in effects_of(reply.understood) or reply.person is None:
            return None
        resource = _resource(reader, reply.about)
        if not resource.is_asked_by(reply.asked_at):
            return "asked-anew"
        return objection_of_department(reader, (resource.matter, resource.department), resource.answer, reply)

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record the answer; by the facilitator's yes one with terms of its own. One that is neither a yes nor a no
        holds until one comes, and takes none back."""
        resource = _resource(tx, reply.about)
        answer = answer_in(tx, reply, resource.matter, resource.department)
        if answer is None or not resource.can_be_answered:
            return
        for terms in reply.understood.criteria_proposed if reply.is_confirmed else ():
            word = {"value": value_of(terms), "text": words_of(terms) or answer.text}
            taken = tx.put(resource.answered(answer.model_copy(update=word), terms.since))
            if reply.person:
                queue_all(tx, acting, [taken_message(tx, reply.ref, reply.person, [taken])])
            return
        if answer.value != "unclear" or resource.state == "asked":
            tx.put(resource.answered(answer))

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        if "unclear" in effects_of(reply.understood) and _resource(tx, reply.about).is_asked_by(reply.asked_at):
            self.apply(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        stance = reply.understood.stance
        if stance is None or reply.person is None:
            return None
        resource = _resource(reader, reply.about)
        counts = stance if reply.applied and reply.is_trusted else "none"
        says_itself = says_nothing_else(reply.person.locale, "for", reply.understood.statement)
        read = reply.understood.criteria_proposed if counts == "none" else ()
        given = {
            "stance": counts,
            "resource": resource,
            "matter": reader.get(Matter, resource.matter),
            "text": "" if counts != "for" or says_itself else reply.understood.statement,
            "terms": next(map(words_of, read), ""),
        }
        values = {"given": {**given, "over": over_by_state(reader, resource)}}
        return AnswerPart(values, template="answer/resource", says_it_waits=True)

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        if "changes" not in effects_of(reply.understood):
            return None
        resource = _resource(reader, reply.about)
        values = {"taken_resource": {"what": resource.what, "ref": resource.ref, "department": resource.department}}
        return AnswerPart(values, template="taken-back/resource", subject_ref=resource.ref)

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
        read = incoming.understanding
        if about is None or not self.answers(about) or (read and read.criteria_proposed):
            return
        resource = _resource(reader, about)
        via = resource.answer.via if resource.is_unclear and resource.answer else ""
        refuse_unclear(incoming, via, Place("matters", resource.matter, resource.ref))

    def revert(self, tx: Transaction, record: Record) -> None:
        if isinstance(record, Resource) and record.is_unclear and record.answer:
            wait_for(tx, record.answer.via)


def _resource(reader: Reader, about: About) -> Resource:
    """Raises TypeError for what is about something else: this kind does not answer it."""
    if not isinstance(about, QuestionOn):
        raise TypeError(f"no resource: {about!r}")
    return reader.get(Resource, about.subject)
