"""Taking in one mail: judged, applied or put before the facilitator, kept as it came, answered. One transaction."""

import hashlib
import logging

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, IncomingState
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import SignOff
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import TRUSTED_LEVELS, Assessment
from collabtui.lifecycle.base.queue import queue, rendered
from collabtui.lifecycle.base.record_changes import (
    Moved,
    corrections_in,
    put_action,
    set_partstat,
    settle_signature,
    sign,
    sign_off_of,
    updated,
)
from collabtui.lifecycle.mail_in.answer_mail import transcript
from collabtui.lifecycle.mail_in.assess import assess_mail, unread
from collabtui.lifecycle.mail_in.bounces import mark_bounce
from collabtui.lifecycle.matters.record_answers import record_answer
from collabtui.lifecycle.meetings.series_answers import answer_series
from collabtui.mail.identity.same_mail import mail_identity
from collabtui.store.interface import Transaction

log = logging.getLogger(__name__)


def receive(acting: Acting, raw: bytes, *, junk: bool = False) -> Incoming | None:
    """Take in a mail; None when it was taken in before, under whatever UID or folder.

    `junk`: it lay in the junk folder, so nothing in it is done without asking, and what says nothing to us there is not
    kept. Where carrying it out meets a mistake of
    ours, nothing of it is done: the mail is kept as it came, for a person to read."""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        with acting.transaction() as tx:
            assessment = assess_mail(tx, acting, raw, junk=junk)
            if junk and assessment.verdict == "ignore":
                return None
            incoming = _claimed(tx, acting, assessment, raw, digest, junk=junk)
            if incoming is not None:
                tx.ascribe(_actor(acting, assessment), via(incoming))
                incoming = tx.put(_carried_out(tx, acting, assessment, incoming))
            return incoming
    except Unreachable:
        raise
    except Exception:
        log.exception("the mail with SHA-256 %s cannot be carried out", digest)
    with acting.transaction() as tx:
        incoming = _claimed(tx, acting, unread(acting, raw, "not-carried-out"), raw, digest, junk=junk)
        return tx.put(incoming) if incoming else None


def _claimed(
    tx: Transaction, acting: Acting, assessment: Assessment, raw: bytes, digest: str, *, junk: bool
) -> Incoming | None:
    """Its record, before anything of it is carried out; None when it was taken in before: these very bytes, or the
    same mail by another way."""
    if not tx.claim_mail(digest, assessment.received.message_id) or not _is_first_copy(tx, assessment):
        return None
    incoming = as_record(tx.next_ref(Incoming), acting, assessment, raw, digest)
    return incoming.model_copy(update={"junk": junk, "read_in": tx.batch})


def _is_first_copy(tx: Transaction, assessment: Assessment) -> bool:
    """A copy that proves who wrote it counts although one that does not was here before: else whoever sends a copy in
    another's name first would keep the true one out."""
    identity, message_id = mail_identity(assessment.received), assessment.received.message_id
    proved = f"{identity}:proved"
    if assessment.origin.trust in TRUSTED_LEVELS:
        return tx.claim_mail(proved, message_id)
    return not tx.is_claimed(proved) and tx.claim_mail(identity, message_id)


def explain(acting: Acting, raw: bytes) -> Incoming:
    """What `receive` would do with the mail now, as the record it would make. Changes nothing."""
    assessment = assess_mail(acting.store, acting, raw)
    digest = hashlib.sha256(raw).hexdigest()
    incoming = as_record("I0", acting, assessment, raw, digest)
    message = None
    if assessment.verdict != "ignore" and not assessment.rate_limited:
        message = transcript(acting.store, incoming, assessment, _would_move(acting, assessment))
    return incoming.model_copy(update={"answer": rendered(acting, message).text if message else None})


def _would_move(acting: Acting, assessment: Assessment) -> list[Moved]:
    if assessment.verdict != "apply":
        return []
    actions = ((acting.store.get(Action, update.ref), update) for update in assessment.understanding.updates)
    return [Moved(action, updated(action, update, acting.now)) for action, update in actions]


def via(incoming: Incoming) -> str:
    return f"mail:{incoming.ref}"


def as_record(ref: str, acting: Acting, assessment: Assessment, raw: bytes, digest: str) -> Incoming:
    """The mail as the store keeps it, before anything of it is carried out."""
    said = assessment.understanding
    return Incoming(
        ref=ref,
        message_id=assessment.received.message_id,
        digest=digest,
        raw=raw,
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
        understanding=said,
        updates=said.updates,
        requests=said.requests,
        sign_off=said.sign_off,
        rsvp=said.rsvp,
        state=_state(assessment),
    )


def _state(assessment: Assessment) -> IncomingState:
    if assessment.verdict == "ignore":
        return "ignored"
    said = assessment.understanding
    waits = assessment.verdict == "review" or said.requests or said.sign_off == "corrected" or said.doubt
    return "waiting" if waits else "applied"


def _carried_out(tx: Transaction, acting: Acting, assessment: Assessment, incoming: Incoming) -> Incoming:
    if assessment.kind == "bounce":
        mark_bounce(tx, acting, assessment)
        return incoming
    _reached_again(tx, assessment)
    if assessment.verdict == "ignore":
        return incoming
    moved: list[Moved] = []
    if assessment.believed:
        if assessment.verdict == "apply":
            moved = [_moved_on(tx, acting, assessment, incoming, update) for update in incoming.updates]
            _answered_invitation(tx, assessment)
        _signed(tx, acting, assessment, incoming)
        if assessment.verdict == "apply" or assessment.understanding.stance == "none":
            record_answer(tx, acting, incoming)
    message = transcript(tx, incoming, assessment, moved)
    if message is None or assessment.rate_limited:
        return incoming
    answer = queue(tx, acting, message)
    return incoming.model_copy(update={"answer": answer.text if answer else None})


def _actor(acting: Acting, assessment: Assessment) -> str:
    """Who changes what the mail changes: its sender, but no person writes a bounce."""
    person = assessment.origin.person
    return person.name if person and assessment.kind != "bounce" else acting.actor


def _reached_again(tx: Transaction, assessment: Assessment) -> None:
    """Who writes from an address that mail could not be delivered to can be reached there again."""
    person = assessment.origin.person
    if person and person.bounced_at and assessment.origin.believed and assessment.received.sender == person.email:
        tx.put(person.model_copy(update={"bounced_at": None, "bounce_reason": ""}))


def _moved_on(tx: Transaction, acting: Acting, assessment: Assessment, incoming: Incoming, update: Update) -> Moved:
    before = tx.get(Action, update.ref)
    moved = Moved(before, updated(before, update, acting.now))
    if moved.changed:
        put_action(tx, moved.after, now=acting.now, by=assessment.sender_name, via=via(incoming))
    return moved


def _answered_invitation(tx: Transaction, assessment: Assessment) -> None:
    rsvp, meeting, person = assessment.understanding.rsvp, assessment.meeting, assessment.origin.person
    if rsvp is None or meeting is None or person is None:
        return
    remark = assessment.new_text.text if assessment.kind == "calendar-reply" and assessment.new_text else ""
    if assessment.series:
        answer_series(tx, assessment.series, person.ref, rsvp, remark, assessment.written)
    elif meeting.participant(person.ref):
        set_partstat(tx, meeting, person.ref, rsvp, remark, assessment.written)


def _signed(tx: Transaction, acting: Acting, assessment: Assessment, incoming: Incoming) -> None:
    answers, person = assessment.origin.answers, assessment.origin.person
    if incoming.sign_off is None or answers is None or person is None or answers.meeting is None:
        return
    if incoming.sign_off == "agreed" and assessment.verdict != "apply":
        return
    if answers.minutes_version is None:
        return
    sign_off = sign_off_of(tx, answers.meeting, answers.minutes_version, person.ref)
    if sign_off is None:  # a head who was copied: nobody waits for him, but what he says counts
        sign_off = SignOff(
            ref=tx.next_ref(SignOff),
            meeting=answers.meeting,
            minutes_version=answers.minutes_version,
            person=person.ref,
            deadline=acting.now,
        )
    corrections = corrections_in(incoming)
    sign(tx, sign_off, incoming.sign_off, "\n".join(one.text for one in corrections), acting.now, corrections)
    settle_signature(tx, answers.meeting)
