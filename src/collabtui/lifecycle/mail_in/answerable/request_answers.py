"""Answers of departments to a matter's requests, and the contact that it names."""

from datetime import datetime

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.adopted_proposals import with_answer_proposed
from collabtui.domain.mail.mail_about import About, RequestTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import Asking, Understanding
from collabtui.domain.matters.department_answer import DepartmentRequest, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.place import Place
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.department_contacts import (
    record_contact,
    record_contact_left_open,
    with_known_contact,
)
from collabtui.lifecycle.mail_in.answerable.department_replies import (
    answer_in,
    effects_of,
    newer_answer,
    objection_of_department,
    refuse_unclear,
    settle_unclear,
    shown_answer,
    taken_back_answer,
    wait_for,
)
from collabtui.lifecycle.mail_in.answerable.over_before_answer import STILL_ASKED, request_over
from collabtui.lifecycle.matters import collaboration_request
from collabtui.store.interface import Reader, Transaction


class RequestAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, RequestTo)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        about = answered.about
        if not isinstance(about, RequestTo):
            return {}
        matter = reader.get(Matter, about.matter)
        name = answered.sender.name if answered.sender else ""
        topics = (matter.title, matter.ref)
        part = _part(reader, about)
        wanted = part.what if part else ""
        return {"asking": Asking(kind="request", topics=topics, name=name, department=about.department, wanted=wanted)}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """A yes that promises a later day than the matter wants is none for certain."""
        understood, about = with_known_contact(reader, reply), reply.about
        wanted = reader.get(Matter, about.matter).wanted if isinstance(about, RequestTo) else None
        if understood.stance != "for" or not (wanted and understood.promised and understood.promised > wanted):
            return understood
        return with_answer_proposed(understood, "later-than-wanted", "for")

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return effects_of(understood)

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        part, about = _part(reader, reply.about), reply.about
        return newer_answer(reader, part.answer, reply, about.matter) if part and isinstance(about, RequestTo) else ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`asked-anew`: another wording has gone out since; `asked-no-more`: it was taken back; else as
        `objection_of_department`."""
        if "changes" not in effects_of(reply.understood) or reply.person is None or reply.asked is None:
            return None
        part, about = _part(reader, reply.about), reply.about
        if part is None or not isinstance(about, RequestTo) or part.sent_at is None:
            return "asked-no-more"
        if not _answers_last(part, reply.asked):
            return "asked-anew"
        return objection_of_department(reader, (about.matter, about.department), part.answer, reply)

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record the answer. One that is neither a yes nor a no holds until one comes, and takes none back. The
        contact that a yes names is the matter's."""
        about, part = reply.about, _part(tx, reply.about)
        if part is None or not isinstance(about, RequestTo):
            return
        answer = answer_in(tx, reply, about.matter, about.department)
        if answer is None or (answer.value == "unclear" and part.state in ("accepted", "objected")):
            return
        settle_unclear(tx, reply)
        collaboration_request.record_answer(tx, tx.get(Matter, about.matter), answer)
        if answer.value == "for" and reply.understood.contact:
            record_contact(tx, acting, reply)

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        if "unclear" in effects_of(reply.understood):
            self.apply(tx, acting, reply)

    def finish(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        record_contact_left_open(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if not isinstance(reply.about, RequestTo):
            return None
        matter = reader.get(Matter, reply.about.matter)
        part = _part(reader, reply.about)
        answers_last = part and (reply.asked is None or _answers_last(part, reply.asked))
        stands = reply.applied or answers_last
        over = STILL_ASKED if stands else request_over(reader, matter.ref, reply.about.department)
        return shown_answer(reader, reply, title=matter.title, ref=matter.ref, over=over)

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        return taken_back_answer(reader, reply)

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
        if not isinstance(about, RequestTo):
            return
        part = _part(reader, about)
        via = part.answer.via if part and part.answer and part.is_unclear else ""
        refuse_unclear(incoming, via, Place.request(about.matter, about.department))

    def revert(self, tx: Transaction, record: Record) -> None:
        if isinstance(record, Matter):
            for part in record.asked:
                if part.answer and part.is_unclear:
                    wait_for(tx, part.answer.via)


def _answers_last(part: DepartmentRequest, asked: Outgoing) -> bool:
    """Whether no other wording has gone out since."""
    return part.sent_at is not None and asked.queued_at >= part.sent_at


def _part(reader: Reader, about: About) -> DepartmentRequest | None:
    if not isinstance(about, RequestTo):
        return None
    return asked_of(reader.get(Matter, about.matter).asked, about.department)
