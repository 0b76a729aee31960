"""Taking in one mail: judged, applied or put before the facilitator, kept as it came, answered. One transaction."""

import hashlib
import logging

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, IncomingState
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import SignOff
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Desk
from collabtui.lifecycle.base.assessment import Judged
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
from collabtui.lifecycle.mail_in.assess import judge, unread
from collabtui.lifecycle.mail_in.bounces import mark_bounce
from collabtui.lifecycle.matters.record_answers import take
from collabtui.lifecycle.meetings.series_answers import answer_series
from collabtui.store.interface import Transaction

log = logging.getLogger(__name__)


def receive(desk: Desk, raw: bytes, *, junk: bool = False) -> Incoming | None:
    """Take in a mail; None when it was taken in before, under whatever UID or folder.

    `junk`: it lay in the junk folder, so nothing in it is done without asking, and what says nothing to us there is not
    kept. Where carrying it out meets a mistake of
    ours, nothing of it is done: the mail is kept as it came, for a person to read."""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        with desk.transaction() as tx:
            judged = judge(tx, desk, raw, junk=junk)
            if junk and judged.verdict == "ignore":
                return None
            incoming = _claimed(tx, desk, judged, raw, digest, junk=junk)
            if incoming is not None:
                tx.ascribe(_actor(desk, judged), via(incoming))
                incoming = tx.put(_carried_out(tx, desk, judged, incoming))
            return incoming
    except Unreachable:
        raise
    except Exception:
        log.exception("the mail with SHA-256 %s cannot be carried out", digest)
    with desk.transaction() as tx:
        incoming = _claimed(tx, desk, unread(desk, raw, "not-carried-out"), raw, digest, junk=junk)
        return tx.put(incoming) if incoming else None


def _claimed(tx: Transaction, desk: Desk, judged: Judged, raw: bytes, digest: str, *, junk: bool) -> Incoming | None:
    """Its record, before anything of it is carried out; None when it was taken in before."""
    if not tx.claim_mail(digest, judged.received.message_id):
        return None
    incoming = as_record(tx.next_ref(Incoming), desk, judged, raw, digest)
    return incoming.model_copy(update={"junk": junk, "read_in": tx.batch})


def explain(desk: Desk, raw: bytes) -> Incoming:
    """What `receive` would do with the mail now, as the record it would make. Changes nothing."""
    judged = judge(desk.store, desk, raw)
    digest = hashlib.sha256(raw).hexdigest()
    incoming = as_record("I0", desk, judged, raw, digest)
    message = None
    if judged.verdict != "ignore" and not judged.braked:
        message = transcript(desk.store, incoming, judged, _would_move(desk, judged))
    return incoming.model_copy(update={"answer": rendered(desk, message).text if message else None})


def _would_move(desk: Desk, judged: Judged) -> list[Moved]:
    if judged.verdict != "apply":
        return []
    actions = ((desk.store.get(Action, update.ref), update) for update in judged.understanding.updates)
    return [Moved(action, updated(action, update, desk.now)) for action, update in actions]


def via(incoming: Incoming) -> str:
    return f"mail:{incoming.ref}"


def as_record(ref: str, desk: Desk, judged: Judged, raw: bytes, digest: str) -> Incoming:
    """The mail as the store keeps it, before anything of it is carried out."""
    said = judged.understanding
    return Incoming(
        ref=ref,
        message_id=judged.received.message_id,
        digest=digest,
        raw=raw,
        received_at=desk.now,
        written_at=judged.written,
        sender=judged.received.sender,
        subject=judged.received.subject,
        person=judged.origin.person.ref if judged.origin.person else None,
        answers=judged.origin.answers.ref if judged.origin.answers else None,
        trust=judged.origin.trust,
        kind=judged.kind,
        verdict=judged.verdict,
        reason=judged.reason,
        new_text=judged.new_text,
        understanding=said,
        updates=said.updates,
        requests=said.requests,
        sign_off=said.sign_off,
        rsvp=said.rsvp,
        state=_state(judged),
    )


def _state(judged: Judged) -> IncomingState:
    if judged.verdict == "ignore":
        return "ignored"
    said = judged.understanding
    waits = judged.verdict == "review" or said.requests or said.sign_off == "corrected" or said.doubt
    return "waiting" if waits else "applied"


def _carried_out(tx: Transaction, desk: Desk, judged: Judged, incoming: Incoming) -> Incoming:
    if judged.kind == "bounce":
        mark_bounce(tx, desk, judged)
        return incoming
    _reached_again(tx, judged)
    if judged.verdict == "ignore":
        return incoming
    moved: list[Moved] = []
    if judged.believed:
        if judged.verdict == "apply":
            moved = [_moved_on(tx, desk, judged, incoming, update) for update in incoming.updates]
            _answered_invitation(tx, judged)
        _signed(tx, desk, judged, incoming)
        if judged.verdict == "apply" or judged.understanding.stance == "none":
            take(tx, desk, incoming)
    message = transcript(tx, incoming, judged, moved)
    if message is None or judged.braked:
        return incoming
    answer = queue(tx, desk, message)
    return incoming.model_copy(update={"answer": answer.text if answer else None})


def _actor(desk: Desk, judged: Judged) -> str:
    """Who changes what the mail changes: its sender, but no person writes a bounce."""
    person = judged.origin.person
    return person.name if person and judged.kind != "bounce" else desk.actor


def _reached_again(tx: Transaction, judged: Judged) -> None:
    """Who writes from an address that mail could not be delivered to can be reached there again."""
    person = judged.origin.person
    if person and person.bounced_at and judged.origin.believed and judged.received.sender == person.email:
        tx.put(person.model_copy(update={"bounced_at": None, "bounce_reason": ""}))


def _moved_on(tx: Transaction, desk: Desk, judged: Judged, incoming: Incoming, update: Update) -> Moved:
    before = tx.get(Action, update.ref)
    moved = Moved(before, updated(before, update, desk.now))
    if moved.changed:
        put_action(tx, moved.after, now=desk.now, by=judged.sender_name, via=via(incoming))
    return moved


def _answered_invitation(tx: Transaction, judged: Judged) -> None:
    rsvp, meeting, person = judged.understanding.rsvp, judged.meeting, judged.origin.person
    if rsvp is None or meeting is None or person is None:
        return
    remark = judged.new_text.text if judged.kind == "calendar-reply" and judged.new_text else ""
    if judged.series:
        answer_series(tx, judged.series, person.ref, rsvp, remark, judged.written)
    elif meeting.participant(person.ref):
        set_partstat(tx, meeting, person.ref, rsvp, remark, judged.written)


def _signed(tx: Transaction, desk: Desk, judged: Judged, incoming: Incoming) -> None:
    answers, person = judged.origin.answers, judged.origin.person
    if incoming.sign_off is None or answers is None or person is None or answers.meeting is None:
        return
    if incoming.sign_off == "agreed" and judged.verdict != "apply":
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
            deadline=desk.now,
        )
    corrections = corrections_in(incoming)
    sign(tx, sign_off, incoming.sign_off, "\n".join(one.text for one in corrections), desk.now, corrections)
    settle_signature(tx, answers.meeting)
