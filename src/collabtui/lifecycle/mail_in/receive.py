"""Taking in one mail: judged, applied or put before the facilitator, kept as it came, answered. One transaction."""

import hashlib
import logging

from collabtui.domain.mail.mail_records import Incoming, IncomingState
from collabtui.domain.via import Via
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import TRUSTED_LEVELS, Assessment
from collabtui.lifecycle.base.queue import queue, rendered
from collabtui.lifecycle.mail_in.answer_mail import answer_message
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply, reply_of
from collabtui.lifecycle.mail_in.answerable.answer_kinds import effects_of, kinds_of
from collabtui.lifecycle.mail_in.asking_back import settle
from collabtui.lifecycle.mail_in.assess import assess_mail, unread
from collabtui.lifecycle.mail_in.bounces import mark_bounce
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
                tx.ascribe(_actor(acting, assessment), str(Via.mail(incoming.ref)))
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
    """The record that `receive` would make of the mail now. Changes nothing."""
    assessment = assess_mail(acting.store, acting, raw)
    digest = hashlib.sha256(raw).hexdigest()
    incoming = as_record("I0", acting, assessment, raw, digest)
    message = None
    if assessment.verdict != "ignore" and not assessment.rate_limited:
        message = answer_message(acting.store, acting, incoming, assessment)
    return incoming.model_copy(update={"answer": rendered(acting, message).text if message else None})


def as_record(ref: str, acting: Acting, assessment: Assessment, raw: bytes, digest: str) -> Incoming:
    """The mail as the store keeps it, before anything of it is carried out."""
    understood = assessment.understanding
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
        understanding=understood,
        updates=understood.updates,
        requests=understood.requests,
        sign_off=understood.sign_off,
        rsvp=understood.rsvp,
        state=_state(assessment),
    )


def _state(assessment: Assessment) -> IncomingState:
    if assessment.verdict == "ignore":
        return "ignored"
    understood = assessment.understanding
    effects = effects_of(assessment.about, understood)
    waits = assessment.verdict == "review" or effects & {"asks", "unclear"} or understood.doubt
    return "waiting" if waits else "applied"


def _carried_out(tx: Transaction, acting: Acting, assessment: Assessment, incoming: Incoming) -> Incoming:
    if assessment.kind == "bounce":
        mark_bounce(tx, acting, assessment)
        return incoming
    _reached_again(tx, assessment)
    if assessment.verdict == "ignore":
        return incoming
    message = None if assessment.rate_limited else answer_message(tx, acting, incoming, assessment)
    if assessment.verdict == "apply":
        settle(tx, assessment.origin.answers, assessment.understanding)
    if assessment.is_trusted:
        _recorded(
            tx,
            acting.acting_as(assessment.sender_name, str(Via.mail(incoming.ref))),
            reply_of(assessment, incoming.ref),
        )
    answer = queue(tx, acting, message) if message else None
    return incoming.model_copy(update={"answer": answer.text if answer else None})


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
