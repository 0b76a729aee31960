"""A department's opinion on a change of a matter."""

from datetime import datetime

from collabtui.domain.last_word import NewerWord, is_outdated
from collabtui.domain.mail.mail_about import About, ChangeTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedPlanItem, Asking, Understanding
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of, with_answer
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
from collabtui.lifecycle.mail_in.answerable.department_contacts import record_contact_left_open, with_known_contact
from collabtui.lifecycle.mail_in.answerable.department_replies import (
    answer_in,
    effects_of,
    newer_answer,
    objection_of_department,
    refuse_unclear,
    settle_unclear,
    shown_answer,
    spoken_for,
    stance_for,
    taken_back_answer,
    wait_for,
)
from collabtui.lifecycle.mail_in.answerable.over_before_answer import STILL_ASKED, over_by_state
from collabtui.lifecycle.matters.approvals.item_answers import with_earlier_items
from collabtui.lifecycle.matters.approvals.objection_letters import tell_of_objections
from collabtui.store.interface import Reader, Transaction


class ChangeOpinions(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, ChangeTo)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        about = answered.about
        if not isinstance(about, ChangeTo):
            return {}
        matter, change = reader.get(Matter, about.matter), reader.get(ChangeRequest, about.change)
        name = answered.sender.name if answered.sender else ""
        topics = (matter.title, matter.ref, change.ref, change.what)
        return {
            "asking": Asking(
                kind="change",
                approves=change.kind,
                topics=topics,
                name=name,
                department=about.department,
                beside=about.beside,
            ),
            "plan": tuple(AskedPlanItem(number=number, ref=ref) for ref, number in _plan(answered.mail, change)),
        }

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """With what the department has said of other items of the plan before."""
        understood, about = with_known_contact(reader, reply), reply.about
        if not isinstance(about, ChangeTo):
            return understood
        change = reader.get(ChangeRequest, about.change)
        refs = [ref for ref, _ in _plan(reply.asked, change)]
        return with_earlier_items(understood, change, about.departments, refs)

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return effects_of(understood)

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        about = reply.about
        if not isinstance(about, ChangeTo):
            return ()
        opinions = reader.get(ChangeRequest, about.change).opinions
        known = [answer_of(opinions, name) for name in _answered(reader, reply, about)]
        newer = [newer_answer(reader, one, reply, about.change) for one in known]
        return newer[0] if newer and all(newer) else ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`change-decided`; else as `objection_of_department`."""
        about = reply.about
        if "changes" not in effects_of(reply.understood) or reply.person is None or not isinstance(about, ChangeTo):
            return None
        change = reader.get(ChangeRequest, about.change)
        if change.state != "asked":
            return "change-decided"
        objections = (
            objection_of_department(reader, (about.matter, name), answer_of(change.opinions, name), reply)
            for name in _answered(reader, reply, about)
        )
        return next(filter(None, objections), None)

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record the opinion. One that is neither a yes nor a no holds until one comes, and takes none back."""
        about = reply.about
        if not isinstance(about, ChangeTo):
            return
        for name in _answered(tx, reply, about):
            answer = answer_in(tx, reply, about.matter, name)
            change = tx.get(ChangeRequest, about.change)
            if (
                answer
                and change.state == "asked"
                and not _is_settled(answer_of(change.opinions, name), answer, acting.now)
            ):
                settle_unclear(tx, reply)
                before = answer_of(change.opinions, name)
                tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
                tell_of_objections(tx, acting, change, answer, before)

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        if "unclear" in effects_of(reply.understood):
            self.apply(tx, acting, reply)

    def finish(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        record_contact_left_open(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if not isinstance(reply.about, ChangeTo):
            return None
        change = reader.get(ChangeRequest, reply.about.change)
        over = STILL_ASKED if reply.applied else over_by_state(reader, change)
        return shown_answer(reader, reply, title=change.what, ref=change.ref, kind=change.kind, over=over)

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        return taken_back_answer(reader, reply)

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
        if not isinstance(about, ChangeTo):
            return
        change = reader.get(ChangeRequest, about.change)
        for name in about.departments:
            known = answer_of(change.opinions, name) if change.state == "asked" else None
            via = known.via if known and known.value == "unclear" else ""
            refuse_unclear(incoming, via, Place.opinion(about.matter, about.change, name))

    def revert(self, tx: Transaction, record: Record) -> None:
        if not isinstance(record, ChangeRequest) or record.state != "asked":
            return
        for opinion in record.opinions:
            if opinion.value == "unclear":
                wait_for(tx, opinion.via)


def _plan(mail: Outgoing | None, change: ChangeRequest) -> list[tuple[str, int]]:
    """The items of the plan that the mail asked about, each with its number there."""
    if mail is None or change.kind != "plan":
        return []
    return [(one.ref, one.number) for one in mail.items if one.number and one.ref != change.ref]


def _answered(reader: Reader, reply: ReadReply, about: ChangeTo) -> list[str]:
    """The departments that it says something for, of those that the mail asked. A word that names none is not said for
    one that he speaks for no more, as long as there is another."""
    found = [name for name in about.departments if stance_for(reply, name)]
    if reply.understood.of_departments or reply.person is None:
        return found
    person = reply.person
    return [name for name in found if spoken_for(reader, (about.matter, name), person) is None] or found


def _is_settled(known: DepartmentAnswer | None, answer: DepartmentAnswer, now: datetime) -> bool:
    """Whether what is known holds: what is neither a yes nor a no takes none back, nor what was written before it."""
    if known is None or known.value == "unclear":
        return False
    return answer.value == "unclear" or is_outdated(answer.at, known.at, now)
