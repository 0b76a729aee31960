"""The facilitator's part in a mail that waits: apply, refuse, take back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from collabtui.domain.mail.adopted_proposals import Adopted, adopted, exclude_each_other, with_their_days
from collabtui.domain.mail.mail_records import Incoming, IncomingState, Outgoing
from collabtui.domain.mail.outdated_parts import only_outdated
from collabtui.domain.mail.reply import Ask, Proposal, Request, Understanding, Update, Verdict
from collabtui.domain.via import Via
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.assignments.part_mails_taken_back import hold_part_mails
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.pending_mails import open_proposals, settle_older_wishes
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo.inverse_change import revert
from collabtui.lifecycle.mail_in.answerable.action_items import ActionItems
from collabtui.lifecycle.mail_in.answerable.answer_kind import kept_reply
from collabtui.lifecycle.mail_in.answerable.answer_registry import (
    decided_elsewhere,
    grant,
    kinds_of,
    refuse_in_inbox,
    revert_answers,
)
from collabtui.lifecycle.mail_in.answerable.counted_without_name import refuse_undo, without_choice
from collabtui.lifecycle.mail_in.answerable.repeated_words import changes_of_mail
from collabtui.lifecycle.mail_in.asking_back import ask_again, settle, settled_by_sender
from collabtui.lifecycle.mail_in.judged_in_matter import refuse_unjudged, waits_for_matter_page
from collabtui.lifecycle.mail_in.mark_bounce import mark_trusted_bounce
from collabtui.lifecycle.mail_in.outcome_mails import queue_outcome, queue_retraction
from collabtui.lifecycle.meetings.series_answers import take_back_taken_over
from collabtui.lifecycle.people.automatic_replies import enter_absence
from collabtui.lifecycle.risks.proposed_risks import enter_risks
from collabtui.store.interface import Reader, Transaction

OPEN: tuple[IncomingState, ...] = ("waiting", "rejected", "undone")
"""In which a yes can still be said."""


@mails_ahead
def apply_waiting(
    acting: Acting,
    ref: str,
    *,
    instead: tuple[Request, ...] | None = None,
    updates: tuple[Update, ...] | None = None,
    refused: tuple[Request, ...] = (),
    proposals: tuple[int, ...] | None = None,
    due: date | None = None,
    owner: str | None = None,
) -> Incoming:
    """Do what the mail proposes and asks, and tell the sender; also where that was refused or taken back before, and,
    given what it means, where nothing was read in it. Where the facilitator has edited it, `instead` replaces its
    requests, and `updates` what it proposes; `refused` are requests that get a no beside the yes for the others. What
    was read in it and not for certain is done as well: a risk is entered; of an edited mail only, and of several
    readings of one item, what is in `proposals`, which are their numbers. `due` is the day of each postponement,
    `owner` who does what is to be put right or given to another. It waits on for what is decided on another page, and,
    once its readings are adopted, for what it asks.

    Raises `Refused` (inbox.nothing_waits), or names what is missing: inbox.no_date, inbox.no_person, inbox.nobody,
    inbox.namesakes, inbox.no_contact, inbox.no_proposal (n), inbox.which_proposal (numbers); inbox.say_in_matter where
    it is to be said on the page of the matter what a department means."""
    with acting.transaction() as tx:
        is_edited = bool(instead or updates)
        incoming = _in_state(tx, ref, (*OPEN, "ignored") if is_edited else OPEN)
        tx.ascribe(acting.actor, str(Via.mail(incoming.ref)))
        if not is_edited:
            refuse_unjudged(tx, incoming)
        if incoming.kind == "bounce":
            mark_trusted_bounce(tx, acting, incoming)
        elsewhere = decided_elsewhere(tx, incoming)
        chosen = () if is_edited and proposals is None else _chosen(incoming, proposals)
        as_read = adopted(chosen)
        by_mail = acting.acting_as(acting.actor, str(Via.mail(incoming.ref)))
        made = _enter(tx, by_mail, incoming, updates, chosen)
        # a correction that was only proposed is open from now on
        elsewhere |= decided_elsewhere(tx, incoming) if as_read.sign_off == "corrected" else frozenset()
        asked = with_their_days(incoming.requests, as_read.requests) if instead is None else instead
        requests = tuple(_with_owner(_postponed(one, due), owner) for one in asked)
        grant(tx, acting, kept_reply(tx, incoming, by_mail.provenance), requests)
        settle_older_wishes(tx, incoming, requests)
        queue_outcome(tx, acting, incoming, _notified_here(requests, elsewhere), granted=True)
        queue_outcome(tx, acting, incoming, refused, granted=False)
        asked_by = tx.get(Outgoing, incoming.answers) if incoming.answers else None
        settle(tx, asked_by, incoming.understanding or Understanding())
        queue_assignment_mails(tx, acting, informed=(incoming.person,))
        done = _with_done(incoming, requests, _all(incoming.updates, made), as_read)
        decided = done.model_copy(update=_decided(requests, elsewhere, "applied"))
        if chosen and not requests and (_asks(incoming) or waits_for_matter_page(tx, incoming)):
            decided = decided.model_copy(update={"state": "waiting", "verdict": "apply"})
        return tx.put(without_choice(tx, _settled(decided, chosen)))


def _enter(
    tx: Transaction,
    by_mail: Acting,
    incoming: Incoming,
    updates: tuple[Update, ...] | None,
    chosen: Sequence[Proposal],
) -> tuple[Update, ...]:
    """The updates that were made of what it reports and of the readings that were `chosen`, whose risks and absence
    are entered too."""
    made = (*_record(tx, by_mail, incoming, updates), *_adopt(tx, by_mail, incoming, adopted(chosen)))
    enter_risks(tx, by_mail, incoming, chosen)
    enter_absence(tx, by_mail, incoming, chosen)
    return made


def _with_done(
    incoming: Incoming, requests: tuple[Request, ...], updates: tuple[Update, ...], as_read: Adopted
) -> Incoming:
    """With what a yes made of it, for whoever looks at the mail later."""
    return incoming.model_copy(
        update={
            "requests": requests,
            "updates": updates,
            "sign_off": incoming.sign_off or as_read.sign_off,
            "rsvp": incoming.rsvp or as_read.rsvp,
        }
    )


def _settled(decided: Incoming, chosen: Sequence[Proposal]) -> Incoming:
    """Where it waits on: without the readings that were done."""
    if not chosen or decided.state != "waiting":
        return decided
    return decided.model_copy(update={"settled": tuple(sorted({*decided.settled, *(one.n for one in chosen)}))})


def _postponed(request: Request, due: date | None) -> Request:
    return request.model_copy(update={"due": due}) if due and request.ask == "postpone" else request


def _with_owner(request: Request, owner: str | None) -> Request:
    names_owner = request.ask in ("rectify", "reassign")
    return request.model_copy(update={"to": owner}) if owner and names_owner else request


def _record(
    tx: Transaction, acting: Acting, incoming: Incoming, updates: tuple[Update, ...] | None
) -> tuple[Update, ...]:
    """What it says is recorded, unless that was done without asking: then what was left open of it is done, or left
    alone because it was outdated. `updates` take the place of its own. Returns those that were made."""
    nothing_done = incoming.verdict == "review" or incoming.state == "undone"
    proposed = updates if updates is not None else incoming.updates if nothing_done else ()
    reply = kept_reply(tx, incoming.model_copy(update={"updates": proposed}), acting.provenance)
    if nothing_done:
        for kind in kinds_of(reply.about):
            kind.apply(tx, acting, reply)
        return proposed
    if updates is not None:
        ActionItems().apply(tx, acting, reply)
    outdated = only_outdated(kept_reply(tx, incoming, acting.provenance).understood, incoming.newer)
    left = replace(reply, understood=outdated if updates is None else outdated.model_copy(update={"updates": ()}))
    for kind in kinds_of(reply.about):
        kind.apply(tx, acting, left)
        kind.finish(tx, acting, reply)
    return proposed


def _chosen(incoming: Incoming, numbers: tuple[int, ...] | None) -> tuple[Proposal, ...]:
    found = open_proposals(incoming)
    for n in numbers or ():
        if n not in {one.n for one in found}:
            raise Refused("inbox.no_proposal", ref=incoming.ref, n=n)
    chosen = found if numbers is None else tuple(one for one in found if one.n in numbers)
    if exclude_each_other(chosen):
        raise Refused("inbox.which_proposal", ref=incoming.ref, numbers=[one.n for one in chosen])
    return chosen


def _adopt(tx: Transaction, acting: Acting, incoming: Incoming, as_read: Adopted) -> tuple[Update, ...]:
    """Records what was read and not for certain; nothing else that the mail says."""
    corrections = tuple(one for one in as_read.requests if one.ask == "correct")
    understood = Understanding(
        updates=as_read.updates,
        requests=corrections,
        sign_off=as_read.sign_off,
        rsvp=as_read.rsvp,
        rsvp_remark=as_read.rsvp_remark,
        stance=as_read.stance,
        statement=as_read.statement,
        contact=as_read.contact,
        contact_phone=as_read.contact_phone,
        promised=as_read.promised,
        deputy=as_read.deputy,
    )
    reply = replace(kept_reply(tx, incoming, acting.provenance), understood=understood)
    for kind in kinds_of(reply.about):
        kind.apply(tx, acting, reply)
    return as_read.updates


@mails_ahead
def reject(acting: Acting, ref: str) -> Incoming:
    """Leave everything as it is, and tell the sender; what was done without asking stays done."""
    with acting.transaction() as tx:
        incoming = _in_state(tx, ref, ("waiting",))
        refuse_in_inbox(tx, incoming)
        elsewhere = decided_elsewhere(tx, incoming)
        asked = _notified_here(incoming.requests, elsewhere)
        queue_outcome(tx, acting, incoming, asked, granted=False)
        return tx.put(incoming.model_copy(update=_decided(incoming.requests, elsewhere, "rejected")))


@mails_ahead
def undo_mail(acting: Acting, ref: str) -> Incoming:
    """Take back all that came of the mail, by itself or by the facilitator's yes; one that was refused, or that waited
    for that yes, waits again. Its sender learns of it, where he had been told otherwise."""
    with acting.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if incoming.state == "rejected":
            queue_retraction(tx, acting, incoming.model_copy(update={"updates": ()}))
            return tx.put(incoming.model_copy(update={"state": "waiting"}))
        back = _put_back(tx, acting, incoming)
        as_read = _as_read(tx, incoming)
        queue_retraction(tx, acting, incoming, as_read)
        queue_assignment_mails(tx, acting, informed=(incoming.person,), among=back.heard)
        ask_again(tx, incoming)
        return tx.put(as_read.model_copy(update={"state": "waiting" if _was_decided(as_read) else "undone"}))


def _was_decided(as_read: Incoming) -> bool:
    """Whether all that came of the mail came of a yes; one to a correction alone is said, and taken back, elsewhere."""
    corrects = [one.ask == "correct" for one in as_read.requests]
    only_corrects = bool(corrects) and all(corrects) and not as_read.updates and not open_proposals(as_read)
    return as_read.verdict == "review" and not only_corrects


@mails_ahead
def undo_decision(acting: Acting, ref: str, batch: int) -> Incoming:
    """Take back what this yes to the mail did: what it had done by itself stays, and the rest waits again. Its sender
    learns of it, where he had been told otherwise."""
    with acting.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        back = _put_back(tx, acting, incoming, batch)
        decided = tuple(update for update in incoming.updates if update.ref in back.refs)
        queue_retraction(tx, acting, incoming.model_copy(update={"updates": decided}))
        queue_assignment_mails(tx, acting, informed=(incoming.person,), among=back.heard)
        return tx.put(_as_read(tx, incoming).model_copy(update={"state": "waiting"}))


class _PutBack(NamedTuple):
    refs: frozenset[str]
    """Of the records that are as they were."""
    heard: frozenset[str]
    """Refs of the people to whom a mail about their part has left."""


def _put_back(tx: Transaction, acting: Acting, incoming: Incoming, batch: int | None = None) -> _PutBack:
    """What came of the mail, or of the one decision on it that is `batch`, as it was before. Raises as `refuse_undo`
    and `revert` do."""
    refuse_undo(tx, incoming)
    changes = [one for one in tx.changes(via=str(Via.mail(incoming.ref))) if batch in (None, one.batch)]
    records = revert(tx, acting, changes_of_mail(tx, incoming.ref, batch=batch))
    revert_answers(tx, records)
    take_back_taken_over(tx, changes)
    return _PutBack(frozenset(record.ref for record in records), frozenset(hold_part_mails(tx, changes)))


def _as_read(tx: Transaction, incoming: Incoming) -> Incoming:
    """Without what a yes has added to it, and with what it has settled: the next one starts from the same."""
    read = incoming.understanding
    if read is None:
        return incoming
    since = (one for one in tx.changes(ref=incoming.ref) if one.batch > incoming.read_in)
    verdicts = [one.old for one in since if one.field == "verdict"]
    return incoming.model_copy(
        update={
            "verdict": verdicts[-1] if verdicts else incoming.verdict,
            "updates": read.updates,
            "requests": read.requests,
            "sign_off": read.sign_off,
            "rsvp": read.rsvp,
            "settled": settled_by_sender(tx, incoming),
        }
    )


def _notified_here(requests: Iterable[Request], elsewhere: frozenset[Ask]) -> list[Request]:
    """Those of which the sender does not hear from another page."""
    return [request for request in requests if request.ask not in elsewhere]


def _decided(
    requests: tuple[Request, ...], elsewhere: frozenset[Ask], state: IncomingState
) -> dict[str, IncomingState | Verdict | tuple[Request, ...]]:
    """As the mail stands once all is decided that is decided here: it waits on for what is decided on another page."""
    left = tuple(request for request in requests if request.ask in elsewhere)
    return {"state": "waiting", "verdict": "apply", "requests": left} if left else {"state": state}


def _asks(incoming: Incoming) -> bool:
    """Whether it asks something that nobody has answered: it waits on once what it tells is done."""
    understood = incoming.understanding
    return understood is not None and any(
        one.rule == "question" and one.strength == "wait" for one in understood.clauses
    )


def _all(proposed: tuple[Update, ...], done: tuple[Update, ...]) -> tuple[Update, ...]:
    """What the mail proposes, with what was done instead in its place."""
    instead = {update.ref: update for update in done}
    return (*(update for update in proposed if update.ref not in instead), *done)


def _in_state(reader: Reader, ref: str, states: tuple[IncomingState, ...]) -> Incoming:
    incoming = reader.get(Incoming, ref)
    if incoming.state not in states:
        raise Refused("inbox.nothing_waits", ref=incoming.ref, state=incoming.state)
    return incoming
