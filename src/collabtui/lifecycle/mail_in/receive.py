"""Taking in one mail: assessed without a lock; then, in one transaction, applied or put before the facilitator, kept
as it came, answered."""

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.mail.mail_records import Incoming, IncomingState, Outgoing, raw_digest
from collabtui.domain.mail.reason_codes import SetAside, UnreadReason
from collabtui.domain.mail.reply import TRUSTED_LEVELS, Understanding
from collabtui.domain.matters.matter import Matter
from collabtui.domain.via import Via
from collabtui.errors import Conflict, Unknown, Unreachable, UnreadableRecord
from collabtui.language.replies.marking.explained_words import ClauseWord, clause_words
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.at_once.noted_reads import MAY_BE_ASIDE, NotedReads, found
from collabtui.lifecycle.attachments.returned_tables import is_plan_sent_back
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.base.each_by_itself import is_of_everything, names_what_is_not_there
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.queue_mail import queue_as_read, rendered, written_before
from collabtui.lifecycle.base.rendering.rendered_ahead import seen_first
from collabtui.lifecycle.mail_in.answer_mail import answer_message
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply, reply_of
from collabtui.lifecycle.mail_in.answerable.answer_registry import effects_of, kinds_of
from collabtui.lifecycle.mail_in.answerable.counted_without_name import without_choice
from collabtui.lifecycle.mail_in.asking_back import asked_back, settle
from collabtui.lifecycle.mail_in.assess import UNREADABLE, assess_mail, unread
from collabtui.lifecycle.mail_in.copies.repeated_mail import says_what_is_known
from collabtui.lifecycle.mail_in.mark_bounce import mark_bounce
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.lifecycle.people.automatic_replies import enter_absence
from collabtui.lifecycle.risks.risk_warning import queue_risk_warnings
from collabtui.mail.identity.same_mail import mail_identity
from collabtui.store.interface import ClaimedMails, Reader, Transaction
from collabtui.store.unreadable_row import UnreadableRow

log = logging.getLogger(__name__)

_ASSESSED_ANEW = 5
"""Times that others may change what a mail is about while it is being read."""


_PASSED_OVER = frozenset(model.kept.table for model in MAY_BE_ASIDE)
OF_EACH_ANSWER = (found(MailAccount, withdrawn=False, limit=1), found(Matter, confidential=True))
"""By which it is rendered."""


MetUnreadable = Callable[[UnreadableRow], object]
"""Told of each record that cannot be read and was asked for."""


class RawMail(NamedTuple):
    """A mail as it came, and where and when it was found."""

    raw: bytes
    digest: str
    """SHA-256, hex."""
    junk: bool
    arrived: datetime | None
    """When our server took it in, as the mailbox says."""


class AssessedMail(NamedTuple):
    """A mail, what was made of it, and what that depended on."""

    mail: RawMail
    assessment: Assessment
    reads: NotedReads
    is_copy: bool
    """Whether it says what is known (`copies.repeated_mail`)."""

    @property
    def says_nothing(self) -> bool:
        """Whether it is a stranger's and answers nothing of ours: it is kept, and nothing else is done."""
        origin = self.assessment.origin
        is_strangers = origin.person is None and not origin.people and origin.answers is None
        return self.assessment.verdict == "ignore" and self.assessment.kind != "bounce" and is_strangers


def receive(
    acting: Acting,
    raw: bytes,
    *,
    junk: bool = False,
    arrived: datetime | None = None,
    met: MetUnreadable = lambda _: None,
) -> Incoming | None:
    """Take in a mail; None when it was taken in before, under whatever UID or folder.

    It is read and assessed without any lock; the transaction only asks whether what that depended on still holds, and
    applies it. `junk`: it lay in the junk folder, so nothing in it is done without asking, and what says nothing to us
    there is not kept. `arrived`: when our server took it in, as the mailbox says. Where carrying it out meets a mistake
    of ours, nothing of it is done: the mail is kept as it came, for a person to read. Raises `TooSlow` where
    reading it took longer than its budget, and `Unreachable` (mail.overtaken) where others changed what it is about
    each time it was assessed; nothing is kept of it then. Raises `Refused` (worker.lost) as a transaction does."""
    return receive_assessed(acting, assessed_mail(acting, raw, junk=junk, arrived=arrived), met)


def assessed_mail(acting: Acting, raw: bytes, *, junk: bool = False, arrived: datetime | None = None) -> AssessedMail:
    """The first half of `receive`, which changes nothing. Raises `TooSlow`."""
    return _assessed(acting, RawMail(raw, raw_digest(raw), junk, arrived))


def _assessed(acting: Acting, mail: RawMail, aside: Collection[str] = ()) -> AssessedMail:
    reads = NotedReads(acting.store, aside)
    assessment = assess_mail(reads, acting, mail.raw, junk=mail.junk, arrived=mail.arrived)
    return AssessedMail(mail, assessment, reads, says_what_is_known(reads, acting, assessment))


def receive_assessed(acting: Acting, assessed: AssessedMail, met: MetUnreadable = lambda _: None) -> Incoming | None:
    """The second half of `receive`."""
    if assessed.assessment.unreadable is None:
        try:
            return _received(acting, assessed)
        except UnreadableRecord as error:  # nothing of it was done
            assessed = _beside(acting, assessed, error)
    return _received_beside_unreadable(acting, assessed, met)


def _beside(acting: Acting, assessed: AssessedMail, error: UnreadableRecord) -> AssessedMail:
    """The mail, whose carrying out or answer asked for a record that cannot be read."""
    mail = assessed.mail
    assessment = replace(unread(acting, mail.raw, UNREADABLE, mail.arrived), unreadable=UnreadableRow.of(error))
    return assessed._replace(assessment=assessment)


def _received_beside_unreadable(acting: Acting, assessed: AssessedMail, met: MetUnreadable) -> Incoming | None:
    """What asks for nothing of the record that cannot be read is carried out; what does waits until that is put
    right."""
    aside = list[UnreadableRow]()
    while row := assessed.assessment.unreadable:
        rows = acting.store.naming_what_is_not_there(row.names) if row.names else [row]
        new = [one for one in rows if one not in aside]
        for one in new:
            met(one)
        if not any(one.table in _PASSED_OVER for one in new):
            break
        aside += [one for one in new if one.table in _PASSED_OVER]
        with acting.store.passing_over(aside):
            refs = {one.ref for one in aside}
            assessed = _assessed(acting, assessed.mail, refs)
            spoken_of = {update.ref for update in assessed.assessment.understanding.updates}
            if assessed.assessment.verdict == "apply" and not spoken_of & refs:
                try:
                    return _received(acting, assessed)
                except UnreadableRecord as error:
                    assessed = _beside(acting, assessed, error)
    return _kept_unread(acting, assessed.mail, UNREADABLE)


def _received(acting: Acting, assessed: AssessedMail) -> Incoming | None:
    mail = assessed.mail
    for tries_left in reversed(range(_ASSESSED_ANEW)):
        _, assessment, reads, _ = assessed
        if mail.junk and assessment.verdict == "ignore":
            return None
        try:
            if done := _applied(acting, assessed, _within(acting, reads, assessment) if tries_left else None):
                return done.incoming
        except (Unreachable, UnreadableRecord):
            raise
        except Exception as error:
            if is_of_everything(error):
                raise  # no mistake of the mail's, and nothing more is written
            if row := names_what_is_not_there(acting.store, error):
                raise row.error() from error
            overtaken = isinstance(error, Conflict) and error.key == "store.conflict" and acting.store.many_at_once
            if not (overtaken and tries_left):  # somebody within something else was quicker with a record of both
                log.exception("the mail with SHA-256 %s cannot be carried out", mail.digest)
                return _kept_unread(acting, mail, "not-carried-out")
        if tries_left:
            assessed = _assessed(acting, mail, reads.aside)
    raise Unreachable("mail.overtaken")


class _Applied(NamedTuple):
    incoming: Incoming | None
    """None for what was taken in before."""


def _applied(acting: Acting, assessed: AssessedMail, within: Collection[str] | None) -> _Applied | None:
    """None where what it was assessed by holds no more. Its answer is rendered before anybody waits, and whatever else
    it gives rise to once that is known."""
    mail, assessment, reads, _ = assessed
    identity, first = _identity(assessment), partial(_read_first, reads, assessment, mail.digest)
    answer = _answer_before(acting, assessed)
    ahead = written_before(acting, reads, [answer] if answer else [])

    def once(own: Acting) -> _Applied | None:
        with own.transaction(within, first=first) as tx:
            return _Applied(_taken_in(tx, own, assessed, identity, answer)) if reads.still_hold(tx) else None

    return seen_first(acting, lambda: ahead, once)


def _answer_before(acting: Acting, assessed: AssessedMail) -> Message | None:
    """The answer as it will be queued, if nothing changes that it was composed of."""
    mail, assessment, reads, is_copy = assessed
    if assessment.verdict == "ignore" or assessment.rate_limited or is_copy:
        return None
    return answer_message(reads, acting, as_record("I0", acting, assessment, mail, read_in=0), assessment)


def keep_together(acting: Acting, mails: Sequence[AssessedMail]) -> list[Incoming] | None:
    """Keep mails that say nothing to us (`says_nothing`), all in one transaction; those that were taken in before are
    left out. None where what one of them was assessed by holds no more: nothing is kept then, and each is for
    `receive_assessed`."""
    with acting.transaction() as tx:
        if not all(each.reads.still_hold(tx) for each in mails):
            return None
        kept = [_taken_in(tx, acting, each, _identity(each.assessment), None) for each in mails]
    return [one for one in kept if one]


def _identity(assessment: Assessment) -> str:
    return "" if assessment.reason == UNREADABLE else mail_identity(assessment.received)


def _read_first(reads: NotedReads, assessment: Assessment, digest: str, reader: Reader) -> None:
    """What the transaction reads before it writes, and what of the rest nearly each needs."""
    reads.ask_again(reader)
    if (answers := assessment.origin.answers) is not None:
        with suppress(Unknown):
            reader.get(Outgoing, answers.ref)
    person = assessment.origin.person
    if person is None or assessment.verdict == "ignore":
        return
    reader.find(Outgoing, key=outbox_keys.automatic_answer(digest, person.ref), limit=1)
    reader.find(MailAccount, withdrawn=False, limit=1)
    reader.find(Matter, confidential=True)


def _within(acting: Acting, reads: NotedReads, assessment: Assessment) -> Collection[str] | None:
    """The matters that the mail is about, and its sender."""
    if not acting.store.many_at_once:
        return None
    about = reads.within(() if assessment.verdict == "ignore" else OF_EACH_ANSWER)
    person = assessment.origin.person
    return None if about is None else {*about, person.ref if person else assessment.received.sender}


def set_aside(
    acting: Acting, raw: bytes, reason: SetAside, *, junk: bool = False, arrived: datetime | None = None
) -> Incoming | None:
    """Keep a mail that cannot be read in its time as it came, for a person; only its header is looked at. None when it
    was taken in before."""
    return _kept_unread(acting, RawMail(raw, raw_digest(raw), junk, arrived), reason)


def _kept_unread(acting: Acting, mail: RawMail, reason: UnreadReason) -> Incoming | None:
    assessment = unread(acting, mail.raw, reason, mail.arrived)
    with acting.transaction() as tx:
        incoming = _claimed(tx, acting, assessment, mail, "")
        return tx.put(incoming) if incoming else None


def _taken_in(
    tx: Transaction, acting: Acting, assessed: AssessedMail, identity: str, answer: Message | None
) -> Incoming | None:
    assessment = assessed.assessment
    incoming = _claimed(tx, acting, assessment, assessed.mail, identity, is_copy=assessed.is_copy)
    if incoming is None:
        return None
    if incoming.answers and acting.store.many_at_once:
        tx.get(Outgoing, incoming.answers)  # it came with the beginning, and is forgotten once a mail is written
    actor, via = _actor(acting, assessment), str(Via.mail(incoming.ref))
    tx.ascribe(actor, via)
    done = tx.put(without_choice(tx, _carried_out(tx, acting, assessed, incoming, answer)))
    if assessment.verdict != "ignore":
        queue_assignment_mails(tx, acting.acting_as(actor, via), informed=(incoming.person,))
        queue_risk_warnings(tx, acting, assessment, done)
    return done


def _claimed(
    tx: Transaction, acting: Acting, assessment: Assessment, mail: RawMail, identity: str, *, is_copy: bool = False
) -> Incoming | None:
    """Its record, before anything of it is carried out; None when it was taken in before: these very bytes, the same
    mail by another way, or one that says the same (`is_copy`). Without an `identity` (`mail.identity.same_mail`) only
    the bytes count."""
    if not tx.claim_mail(mail.digest, assessment.received.message_id):
        return _out_of_junk(tx, acting, assessment, mail)
    if is_copy or (identity and not _is_first_copy(tx, assessment, identity)):
        return None
    return as_record(tx.next_ref(Incoming), acting, assessment, mail, tx.batch)


def _out_of_junk(tx: Transaction, acting: Acting, assessment: Assessment, mail: RawMail) -> Incoming | None:
    """The record of a mail that waits only because it lay in the junk folder, read anew: it lies among the others now,
    so somebody wants it, and it proves who wrote it. None where it does not, or was looked at since it was kept."""
    if mail.junk or assessment.origin.trust not in TRUSTED_LEVELS:
        return None
    kept = next(iter(tx.find(Incoming, digest=mail.digest, limit=1)), None)
    if kept is None or not kept.junk or kept.state != "waiting" or kept.version != 1:
        return None
    identity = _identity(assessment)
    if identity and not _is_first_copy(tx, assessment, identity):
        return None
    return as_record(kept.ref, acting, assessment, mail, tx.batch).model_copy(update={"version": kept.version})


def _is_first_copy(tx: Transaction, assessment: Assessment, identity: str) -> bool:
    """A copy that proves who wrote it counts although one that does not was here before: else whoever sends a copy in
    another's name first would keep the true one out."""
    *others, own = _names_of(assessment, identity)
    return not any(map(tx.is_claimed, others)) and tx.claim_mail(own, assessment.received.message_id)


def _names_of(assessment: Assessment, identity: str) -> Sequence[str]:
    """What may be claimed of the mail, by whatever way it comes, and keeps it out; it claims the last itself."""
    proved = f"{identity}:proved"
    return (proved,) if assessment.origin.trust in TRUSTED_LEVELS else (proved, identity)


class Explained(NamedTuple):
    """A mail as `receive` would take it now, and the words of each of its clauses."""

    incoming: Incoming
    words: Sequence[Sequence[ClauseWord]]
    taken_in_before: bool
    """Nothing of it would be done: `receive` passes it over."""


def explain(acting: Acting, raw: bytes) -> Incoming:
    """The record that `receive` would make of the mail now. Changes nothing."""
    return _explained(acting, assess_mail(acting.store, acting, raw), raw)


def explain_words(acting: Acting, raw: bytes) -> Explained:
    """The same, with what was made of each word."""
    assessment = assess_mail(acting.store, acting, raw)
    words: Sequence[Sequence[ClauseWord]] = ()
    if assessment.new_text and assessment.reply_context:
        clauses = assessment.understanding.clauses
        words = clause_words(assessment.new_text, assessment.reply_context, taught_words(acting.store), clauses)
    incoming = _explained(acting, assessment, raw)
    was_here = _was_taken_in(acting.store, assessment, incoming.digest)
    return Explained(incoming, words, was_here or says_what_is_known(acting.store, acting, assessment))


def _was_taken_in(claimed: ClaimedMails, assessment: Assessment, digest: str) -> bool:
    """What `_claimed` would find."""
    identity = _identity(assessment)
    names = _names_of(assessment, identity) if identity else ()
    return any(map(claimed.is_claimed, (digest, *names)))


def _explained(acting: Acting, assessment: Assessment, raw: bytes) -> Incoming:
    mail = RawMail(raw, raw_digest(raw), junk=False, arrived=None)
    incoming = as_record("I0", acting, assessment, mail, read_in=0)
    message = None
    if assessment.verdict != "ignore" and not assessment.rate_limited:
        message = answer_message(acting.store, acting, incoming, assessment)
    return incoming.model_copy(update={"answer": rendered(acting, message).text if message else None})


def as_record(ref: str, acting: Acting, assessment: Assessment, mail: RawMail, read_in: int) -> Incoming:
    """The mail as the store keeps it, before anything of it is carried out. `read_in`: the batch of changes in which it
    is read."""
    understood = assessment.understanding
    return Incoming(
        ref=ref,
        message_id=assessment.received.message_id,
        digest=mail.digest,
        raw=mail.raw,
        received_at=acting.now,
        written_at=assessment.written,
        sender=assessment.received.sender,
        subject=assessment.received.subject,
        person=assessment.origin.person.ref if assessment.origin.person else None,
        answers=assessment.origin.answers.ref if assessment.origin.answers else None,
        trust=assessment.origin.trust,
        kind=assessment.kind,
        verdict=assessment.verdict,
        reason=assessment.reason,
        new_text=assessment.new_text,
        understanding=understood,
        updates=understood.updates,
        requests=understood.requests,
        sign_off=understood.sign_off,
        rsvp=understood.rsvp,
        newer=assessment.newer,
        settled=_settled(assessment),
        state=_state(assessment),
        junk=mail.junk,
        arrived_at=mail.arrived,
        read_in=read_in,
    )


def _settled(assessment: Assessment) -> tuple[int, ...]:
    """An absence that is certain asks nobody."""
    done = _is_automatic(assessment) and assessment.verdict == "apply"
    return tuple(one.n for one in assessment.understanding.proposals) if done else ()


def _is_automatic(assessment: Assessment) -> bool:
    return assessment.kind == "auto-reply"


def _state(assessment: Assessment) -> IncomingState:
    if assessment.verdict == "ignore" or _leaves_nothing_to_decide(assessment):
        return "ignored"
    if _is_automatic(assessment):
        return "applied" if assessment.verdict == "apply" else "waiting"
    understood = assessment.understanding
    effects = effects_of(assessment.about, understood)
    left = assessment.newer or understood.doubt or is_plan_sent_back(assessment)
    waits = assessment.verdict == "review" or effects & {"asks", "unclear"} or left
    return "waiting" if waits else "applied"


def _leaves_nothing_to_decide(assessment: Assessment) -> bool:
    """Whether it only says that somebody comes, or not, to a meeting that is cancelled: our answer says so."""
    understood = assessment.understanding
    only_comes = understood == Understanding(rsvp=understood.rsvp, clauses=understood.clauses)
    return assessment.reason == "meeting-cancelled" and only_comes


def _carried_out(
    tx: Transaction, acting: Acting, assessed: AssessedMail, incoming: Incoming, answer: Message | None
) -> Incoming:
    assessment = assessed.assessment
    if assessment.kind == "bounce":
        mark_bounce(tx, acting, assessment)
        return incoming
    _reached_again(tx, assessment)
    if assessment.verdict == "ignore":
        return incoming
    if assessment.verdict == "apply":
        settle(tx, assessment.origin.answers, assessment.understanding)
    by_mail = acting.acting_as(assessment.sender_name, str(Via.mail(incoming.ref)))
    if _is_automatic(assessment):
        if assessment.verdict == "apply":
            enter_absence(tx, by_mail, incoming, assessment.understanding.proposals)
        return incoming
    if assessment.is_trusted:
        _recorded(tx, by_mail, reply_of(assessment, incoming.ref))
    text = _answered(tx, acting, assessed, incoming, answer) if answer else None
    return incoming.model_copy(update={"answer": text})


def _answered(
    tx: Transaction, acting: Acting, assessed: AssessedMail, incoming: Incoming, answer: Message
) -> str | None:
    """What the answer says; it was composed before the mail had its number."""
    message = replace(answer, asked_back=asked_back(assessed.assessment, incoming.ref))
    queued = queue_as_read(tx, assessed.reads, acting, message)
    return queued.text if queued else None


def _recorded(tx: Transaction, acting: Acting, reply: ReadReply) -> None:
    """What is certain is applied; of the rest, what is to be seen while it waits."""
    for kind in kinds_of(reply.about):
        if reply.applied:
            kind.apply(tx, acting, reply)
        else:
            kind.note(tx, acting, reply)


def _actor(acting: Acting, assessment: Assessment) -> str:
    """Who changes what the mail changes: its sender, but no person writes a bounce."""
    person = assessment.origin.person
    return person.name if person and assessment.kind != "bounce" else acting.actor


def _reached_again(tx: Transaction, assessment: Assessment) -> None:
    """Who writes from an address that mail could not be delivered to can be reached there again."""
    person = assessment.origin.person
    if person and person.bounced_at and assessment.origin.is_trusted and assessment.received.sender == person.email:
        tx.put(person.model_copy(update={"bounced_at": None, "bounce_reason": ""}))
