"""Attendance: yes or no to an invitation, in words or by a calendar, and another time that a calendar proposes."""

from datetime import datetime

from collabtui.domain.last_word import NewerWord, is_outdated
from collabtui.domain.mail.mail_about import About, InvitationTo
from collabtui.domain.mail.outdated_parts import ATTENDANCE
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import Request, Understanding
from collabtui.domain.meetings.meeting import Meeting, Partstat
from collabtui.domain.meetings.series import DateAnswer, Series
from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.language.replies.own_grammars.series_dates_named import with_day_of_series
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.counter_proposals import (
    move_meeting,
    refuse_untimed,
    with_meeting_named,
)
from collabtui.lifecycle.mail_in.answerable.deputy_comes import deputy_named, enter_deputy
from collabtui.lifecycle.mail_in.answerable.later_mails import taken_back_since
from collabtui.lifecycle.meetings.series_answers import (
    answer_date,
    answer_series,
    asked_for_another_time,
    is_cancelled,
    is_over,
    known_answer,
    moved_since,
)
from collabtui.store.interface import Reader, Transaction


class InvitationAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, InvitationTo)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        return {"invitation": True}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """With the date of a series that it is said of, and the meeting for which another time is asked."""
        if not isinstance(reply.about, InvitationTo) or reply.kind != "reply":
            return reply.understood
        if reply.about.series is None:
            return with_meeting_named(reply.understood, reply.about.meeting)
        series, locale = reader.get(Series, reply.about.series), reply.person.locale if reply.person else "zh"
        return with_day_of_series(series, reply.understood, reply.text, locale, reply.written.date())

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return frozenset({"changes"} if understood.rsvp else ())

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        about, rsvp, person = reply.about, reply.understood.rsvp, _answering(reader, reply)
        if rsvp is None or person is None or not isinstance(about, InvitationTo):
            return ()
        if moved := moved_since(reader, about, reply.written, reply.heard):
            at_another_time = NewerWord(ref=about.meeting, value=ATTENDANCE, at=moved.at, by=moved.actor, via=moved.via)
            return (at_another_time,)
        for mail in taken_back_since(reader, reply, about.meeting):
            if mail.understanding and mail.understanding.rsvp not in (None, rsvp):
                via = str(Via.mail(mail.ref))
                return (NewerWord(ref=about.meeting, value=ATTENDANCE, at=mail.written_at, via=via),)
        known = known_answer(reader, about, person.ref)
        if known is None or known.answered_at is None or not reply.is_outdated(known.answered_at):
            return ()
        return (NewerWord(ref=about.meeting, value=ATTENDANCE, at=known.answered_at),) if known.partstat != rsvp else ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`meeting-cancelled`; `meeting-over`: before it was written; `asked-for-another-time`: the mail that is
        answered named a time that is none any more. A calendar says which SEQUENCE it answers."""
        if reply.understood.rsvp is None or not isinstance(reply.about, InvitationTo):
            return None
        if is_cancelled(reader, reply.about):
            return "meeting-cancelled"
        if is_over(reader, reply.about, reply.written):
            return "meeting-over"
        if reply.asked_at and asked_for_another_time(reader, reply.about, reply.asked_at, reply.heard):
            return "asked-for-another-time"
        return None

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        partstat, person = reply.understood.rsvp, _answering(tx, reply)
        if partstat is None or person is None or not isinstance(reply.about, InvitationTo):
            return
        remark = reply.remark or reply.understood.rsvp_remark
        if partstat == "declined" and reply.understood.deputy:
            enter_deputy(tx, reply.about, reply.understood.deputy, reply.provenance.at)
        if reply.about.series and reply.about.date:
            fields = {
                "person": person.ref,
                "partstat": partstat,
                "comment": remark,
                "answered_at": reply.provenance.at,
                "deputy": deputy_named(tx, reply.understood.deputy) if partstat == "declined" else None,
            }
            answered = DateAnswer.model_validate({"occurrence": reply.about.date, **fields})
            answer_date(tx, reply.about.series, answered, acting.now)
            return
        if reply.about.series:
            answer_series(tx, reply.about.series, person.ref, partstat, remark, reply.provenance.at, acting.now)
            return
        meeting, known = tx.get(Meeting, reply.about.meeting), known_answer(tx, reply.about, person.ref)
        if meeting.participant(person.ref) and not (
            known and is_outdated(reply.provenance.at, known.answered_at, acting.now)
        ):
            set_partstat(tx, meeting, person.ref, partstat, remark, reply.provenance.at)

    def grant(self, tx: Transaction, acting: Acting, reply: ReadReply, request: Request) -> None:
        """Raises as `move_meeting` and `refuse_untimed` do."""
        refuse_untimed(tx, request)
        if request.start and request.end and request.ref:
            move_meeting(tx, acting, request.ref, request.start, request.end)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if reply.understood.rsvp is None or not reply.is_trusted or not isinstance(reply.about, InvitationTo):
            return None
        if against := self.objection(reader, reply):
            asked = {"meeting": reader.get(Meeting, reply.about.meeting), "why": against}
            return AnswerPart({"asked_before": asked}, template="answer/invitation-changed", says_it_waits=True)
        return (
            AnswerPart(
                {name: getattr(reply.understood, name) for name in ("rsvp", "rsvp_day", "rsvp_remark")},
                template="answer/attendance",
            )
            if reply.applied
            else None
        )


def _answering(reader: Reader, reply: ReadReply) -> Person | None:
    """The sender, or the one for whom his calendar answers."""
    if not reply.understood.rsvp_for:
        return reply.person
    return next(iter(reader.find(Person, email=reply.understood.rsvp_for, limit=1)), None)


def set_partstat(
    tx: Transaction, meeting: Meeting, person: str, partstat: Partstat, comment: str, stated_at: datetime
) -> None:
    """Keep somebody's answer to the invitation."""
    participants = tuple(
        one.model_copy(update={"partstat": partstat, "comment": comment, "answered_at": stated_at})
        if one.person == person
        else one
        for one in meeting.participants
    )
    tx.put(meeting.model_copy(update={"participants": participants}))
