"""Sign-off: a reader agrees with the minutes that he got, or says what they should say otherwise."""

from datetime import datetime
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.adopted_proposals import with_agreement_proposed
from collabtui.domain.mail.mail_about import About, MinutesOf
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.outdated_parts import SIGN_OFF
from collabtui.domain.mail.reply import TRUSTED_LEVELS, Ask, Request, Understanding
from collabtui.domain.meetings.meeting import Correction, Decision, Meeting, SignOff
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.later_mails import taken_back_since
from collabtui.lifecycle.minutes.decide_corrections import open_of_mail
from collabtui.lifecycle.minutes.record_sign_off import (
    settle_signature,
    sign,
    sign_off_of,
    who_recorded,
    withdraw_older,
)
from collabtui.lifecycle.minutes.version_history import received
from collabtui.store.interface import Reader, Transaction


class NewerMinutes(TypedDict):
    """Numbers of versions."""

    agreed: int
    newest: int


class MinutesSignOff(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, MinutesOf)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        """The reminder asks for nothing else, unless it is the mail of the day, which shows actions too."""
        mail = answered.mail
        if mail is None or not isinstance(answered.about, MinutesOf):
            return {}
        reminds = mail.kind == "reminder" and not any(item.listed for item in mail.items)
        decided = reader.find(Decision, meeting=answered.about.meeting)
        decisions = tuple(one.ref for one in decided if not one.withdrawn)
        return {"minutes": answered.about.meeting, "only_minutes": reminds, "decisions": decisions}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """A yes beside a word on who owns an action of these minutes may say that they are wrong, or hand it on from
        now on: it is asked about."""
        understood, about = reply.understood, reply.about
        if understood.sign_off != "agreed" or not isinstance(about, MinutesOf):
            return understood
        moved = (one.ref for one in understood.requests if one.ask == "reassign" and one.ref)
        if not any(reader.get(Action, ref).meeting == about.meeting for ref in moved):
            return understood
        return with_agreement_proposed(understood, "names-other-owner")

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        match understood.sign_off:
            case "agreed":
                return frozenset({"changes"})
            case "corrected":
                return frozenset({"asks"})
        return frozenset()

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        """One correction does not take another back, and silence is no word. Who agreed after he asked for a correction
        wants it no more, also where he has asked for another one since."""
        about, person, answer = reply.about, reply.person, reply.understood.sign_off
        if answer is None or person is None or not isinstance(about, MinutesOf):
            return ()
        for mail in taken_back_since(reader, reply, about.meeting):
            if mail.understanding and mail.understanding.sign_off not in (None, answer):
                via = str(Via.mail(mail.ref))
                return (NewerWord(ref=about.meeting, value=SIGN_OFF, at=mail.written_at, by=person.name, via=via),)
        known = sign_off_of(reader, about.meeting, about.version, person.ref)
        if known is None or known.at is None or known.state not in ("agreed", "corrected"):
            return ()
        at = known.at if known.state != answer else _agreed_at(reader, about, person) if answer == "corrected" else None
        outdated = at is not None and reply.is_outdated(at)
        by = who_recorded(reader, known) or person.name
        return (NewerWord(ref=about.meeting, value=SIGN_OFF, at=at, by=by),) if at and outdated else ()

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Also of a head who was only copied: nobody waits for him, but what he says counts."""
        state, about, person = reply.understood.sign_off, reply.about, reply.person
        if person is None or not isinstance(about, MinutesOf):
            return
        sign_off = sign_off_of(tx, about.meeting, about.version, person.ref)
        if state is None:
            # what he agreed to before the correction that counts now takes back those that he asked for earlier
            if sign_off and any(word.value == SIGN_OFF for word in reply.newer):
                withdraw_older(tx, sign_off, reply.written)
            return
        corrections = _corrections(reply)
        text = "\n".join(correction.text for correction in corrections)
        sign(
            tx,
            sign_off or _copied(tx, acting, about, person),
            state,
            text,
            reply.provenance.at,
            corrections,
            acting.now,
        )
        settle_signature(tx, about.meeting)

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """A correction is open as soon as it is there; it is decided on the page of the minutes."""
        if reply.understood.sign_off != "agreed":
            self.apply(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        # a signature that waits is none: of somebody who has left
        if reply.understood.sign_off is None or not (reply.applied and reply.is_trusted):
            return None
        values = {"sign_off": reply.understood.sign_off, "newer_minutes": _unanswered_since(reader, reply)}
        return AnswerPart(values, template="answer/sign-off")

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        """Raises `Refused` (inbox.correct_in_minutes: ref, meeting): a yes corrects the line first."""
        corrections, updates_wait = open_of_mail(reader, incoming), incoming.updates and incoming.verdict == "review"
        if corrections and all(request.ask == "correct" for request in incoming.requests) and not updates_wait:
            sign_off = reader.get(SignOff, corrections[0][0])
            raise Refused("inbox.correct_in_minutes", ref=incoming.ref, meeting=sign_off.meeting)

    def decided_elsewhere(self, reader: Reader, incoming: Incoming) -> frozenset[Ask]:
        return frozenset({"correct"} if open_of_mail(reader, incoming) else ())

    def revert(self, tx: Transaction, record: Record) -> None:
        """Corrections of this answer that are open again, since what became of them was taken back, are asked for again
        by their mails. The trail keeps no requests; the correction says what was asked."""
        if not isinstance(record, SignOff):
            return
        waiting = [correction for correction in record.corrections if correction.outcome == "open"]
        for ref in dict.fromkeys(correction.mail for correction in waiting if correction.mail):
            mail = tx.get(Incoming, ref)
            asked = {request.text: request for request in mail.requests if request.ask == "correct"}
            own = (correction for correction in waiting if correction.mail == ref)
            corrects = [asked.get(correction.text) or _request(correction) for correction in own]
            others = [request for request in mail.requests if request.ask != "correct"]
            tx.put(mail.model_copy(update={"state": "waiting", "requests": (*corrects, *others)}))


def _agreed_at(reader: Reader, about: MinutesOf, person: Person) -> datetime | None:
    """When he last agreed to that version by a mail that proves to be his, whatever he has said since."""
    asked = reader.find(Outgoing, person=person.ref, meeting=about.meeting, minutes_version=about.version)
    mails = (mail for one in asked for mail in reader.find(Incoming, answers=one.ref, person=person.ref))
    agreed = (mail for mail in mails if mail.sign_off == "agreed" and mail.state in ("applied", "waiting"))
    return max((mail.written_at for mail in agreed if mail.trust in TRUSTED_LEVELS and not mail.junk), default=None)


def _unanswered_since(reader: Reader, reply: ReadReply) -> NewerMinutes | None:
    """Who agrees to minutes of which he has got a newer version has not agreed to that one, and may not know of it."""
    about, person = reply.about, reply.person
    if person is None or not isinstance(about, MinutesOf):
        return None
    newest = received(reader, reader.get(Meeting, about.meeting)).get(person.ref, 0)
    answer = sign_off_of(reader, about.meeting, newest, person.ref)
    if newest <= about.version or (answer and answer.state in ("agreed", "corrected")):
        return None
    return {"agreed": about.version, "newest": newest}


def _copied(tx: Transaction, acting: Acting, about: MinutesOf, person: Person) -> SignOff:
    return SignOff(
        ref=tx.next_ref(SignOff),
        meeting=about.meeting,
        minutes_version=about.version,
        person=person.ref,
        deadline=acting.now,
    )


def _corrections(reply: ReadReply) -> tuple[Correction, ...]:
    """What a mail wants the minutes to say otherwise."""
    asked = (request for request in reply.understood.requests if request.ask == "correct")
    return tuple(Correction(text=request.text or "", line=request.ref, mail=reply.ref) for request in asked)


def _request(correction: Correction) -> Request:
    return Request(ref=correction.line, ask="correct", text=correction.text)
