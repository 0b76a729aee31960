"""The facilitator's part in a mail that waits: apply, refuse, take back."""

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, IncomingState, Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.refs import ACTION, is_ref
from collabtui.errors import Refused
from collabtui.language.people_names import match_people
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.base.pending_mails import refuse_in_inbox, wait_again
from collabtui.lifecycle.base.record_changes import (
    corrections_in,
    granted,
    put_action,
    set_partstat,
    settle_signature,
    sign,
    sign_off_of,
    updated,
)
from collabtui.lifecycle.base.undo import revert
from collabtui.lifecycle.mail_in.outcome_mails import queue_outcome, queue_retraction
from collabtui.lifecycle.mail_in.receive import via
from collabtui.lifecycle.matters.record_answers import record_answer, record_contact
from collabtui.lifecycle.meetings.counter_proposals import move_meeting
from collabtui.lifecycle.meetings.series_answers import answer_series
from collabtui.lifecycle.minutes.decide_corrections import open_of_mail
from collabtui.store.interface import Reader, Transaction

OPEN: tuple[IncomingState, ...] = ("waiting", "rejected", "undone")
"""In which a yes can still be said."""


def apply_waiting(
    acting: Acting,
    ref: str,
    *,
    instead: tuple[Request, ...] | None = None,
    updates: tuple[Update, ...] | None = None,
    refused: tuple[Request, ...] = (),
) -> Incoming:
    """Do what the mail proposes and asks, and tell the sender; also where that was refused or taken back before, and,
    given what it means, where nothing was read in it. Where the facilitator has edited it, `instead` replaces its
    requests, and `updates` what it proposes; `refused` are requests that get a no beside the yes for the others.

    Raises `Refused` (inbox.nothing_waits), or names what is missing: inbox.no_date, inbox.no_person, inbox.no_contact;
    inbox.say_in_matter where it is to be said on the page of the matter what a department means."""
    with acting.transaction() as tx:
        incoming = _in_state(tx, ref, (*OPEN, "ignored") if instead or updates else OPEN)
        tx.ascribe(acting.actor, via(incoming))
        corrects = bool(open_of_mail(tx, incoming)) if instead or updates else _corrects(tx, incoming)
        if not (instead or updates):
            refuse_in_inbox(tx, incoming)
        nothing_done = incoming.verdict == "review" or incoming.state == "undone"
        proposed = updates if updates is not None else incoming.updates if nothing_done else ()
        for update in proposed:
            before = tx.get(Action, update.ref)
            put_action(tx, updated(before, update, acting.now), now=acting.now, by=acting.actor, via=via(incoming))
        if nothing_done:
            _take_agreement(tx, acting, incoming)
            record_answer(tx, acting, incoming)
        elif incoming.understanding and incoming.understanding.contact and not record_contact(tx, acting, incoming):
            raise Refused("inbox.no_contact", ref=incoming.ref, value=incoming.understanding.contact)
        requests = incoming.requests if instead is None else instead
        for request in requests:
            _grant(tx, acting, incoming, request)
        queue_outcome(
            tx, acting, incoming, [one for one in requests if not (corrects and one.ask == "correct")], granted=True
        )
        queue_outcome(tx, acting, incoming, refused, granted=False)
        done = {"requests": requests, "updates": _all(incoming.updates, proposed)}
        return tx.put(incoming.model_copy(update={"state": "applied", **done}))


def reject(acting: Acting, ref: str) -> Incoming:
    """Leave everything as it is, and tell the sender; what was done without asking stays done."""
    with acting.transaction() as tx:
        incoming = _in_state(tx, ref, ("waiting",))
        corrects = _corrects(tx, incoming)
        refuse_in_inbox(tx, incoming)
        asked = [one for one in incoming.requests if not (corrects and one.ask == "correct")]
        queue_outcome(tx, acting, incoming, asked, granted=False)
        return tx.put(incoming.model_copy(update={"state": "rejected"}))


def undo_mail(acting: Acting, ref: str) -> Incoming:
    """Take back all that came of the mail, by itself or by the facilitator's yes; one that was refused waits again. Its
    sender learns of it, where he had been told otherwise."""
    with acting.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if incoming.state == "rejected":
            queue_retraction(tx, acting, incoming.model_copy(update={"updates": ()}))
            return tx.put(incoming.model_copy(update={"state": "waiting"}))
        for record in revert(tx, acting, tx.changes(via=via(incoming))):
            wait_again(tx, record)
        queue_retraction(tx, acting, incoming)
        return tx.put(incoming.model_copy(update={"state": "undone"}))


def _corrects(reader: Reader, incoming: Incoming) -> bool:
    """Whether corrections of it wait on the page of the minutes. They are decided there: a yes mends the line first.

    Raises `Refused` (inbox.correct_in_minutes) where it asks for nothing else."""
    corrections = open_of_mail(reader, incoming)
    if corrections and all(one.ask == "correct" for one in incoming.requests) and not incoming.updates:
        answer = reader.get(SignOff, corrections[0][0])
        raise Refused("inbox.correct_in_minutes", ref=incoming.ref, meeting=answer.meeting)
    return bool(corrections)


def _all(said: tuple[Update, ...], done: tuple[Update, ...]) -> tuple[Update, ...]:
    """What was said, with what was done instead in its place."""
    instead = {update.ref: update for update in done}
    return (*(update for update in said if update.ref not in instead), *done)


def _in_state(reader: Reader, ref: str, states: tuple[IncomingState, ...]) -> Incoming:
    incoming = reader.get(Incoming, ref)
    if incoming.state not in states:
        raise Refused("inbox.nothing_waits", ref=incoming.ref, state=incoming.state)
    return incoming


def _grant(tx: Transaction, acting: Acting, incoming: Incoming, request: Request) -> None:
    if request.start and request.end and request.ref:
        move_meeting(tx, acting, request.ref, request.start, request.end)
    if request.ask == "correct" or request.ref is None or not is_ref(request.ref, ACTION):
        return  # the minutes are corrected in their next version
    if request.ask == "postpone" and request.due is None:
        raise Refused("inbox.no_date", ref=incoming.ref, action=request.ref)
    owner = _new_owner(tx, incoming, request) if request.ask == "reassign" else None
    before = tx.get(Action, request.ref)
    put_action(tx, granted(before, request, owner), now=acting.now, by=acting.actor, via=via(incoming))


def _new_owner(reader: Reader, incoming: Incoming, request: Request) -> str:
    match = match_people(request.to or "", everybody(reader))
    if match.found is None:
        raise Refused(
            "inbox.no_person", ref=incoming.ref, action=request.ref, value=request.to or "", near=match.nearest
        )
    return match.found


def _take_agreement(tx: Transaction, acting: Acting, incoming: Incoming) -> None:
    """What an unbelieved sender said of minutes or attendance, now that a person vouches for him."""
    if incoming.answers is None or incoming.person is None:
        return
    answered = tx.get(Outgoing, incoming.answers)
    if answered.meeting is None:
        return
    sign_off = sign_off_of(tx, answered.meeting, answered.minutes_version or 0, incoming.person)
    if incoming.sign_off and sign_off:
        corrections = corrections_in(incoming)
        sign(tx, sign_off, incoming.sign_off, "\n".join(one.text for one in corrections), acting.now, corrections)
        settle_signature(tx, answered.meeting)
    meeting = tx.get(Meeting, answered.meeting)
    if incoming.rsvp and meeting.participant(incoming.person):
        remark = incoming.new_text.text if incoming.kind == "calendar-reply" and incoming.new_text else ""
        if answered.series:
            answer_series(tx, answered.series, incoming.person, incoming.rsvp, remark, incoming.written_at)
        else:
            set_partstat(tx, meeting, incoming.person, incoming.rsvp, remark, incoming.written_at)
