"""The mails that follow one that has left, when its command is taken back: calendars drop the meeting or have it again;
anybody else reads that it holds no more."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import ANNOUNCED, Meeting, asked_again
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import is_to_come
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.undo.undo_split import is_split_part
from collabtui.lifecycle.history.known_changes import is_known
from collabtui.lifecycle.history.undo_plan import UndoPlan, is_calling_off, is_invitation, is_move, is_split
from collabtui.lifecycle.history.undo_words import UndoWords
from collabtui.lifecycle.meetings import invite, invite_series
from collabtui.lifecycle.meetings.calendar_addresses import at_each_address
from collabtui.lifecycle.meetings.calendar_holders import calendars
from collabtui.lifecycle.meetings.prepared_invitation import carry_out
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue


def queue_corrections(tx: Transaction, acting: Acting, plan: UndoPlan) -> tuple[list[Outgoing], list[Record]]:
    """The mails, and the records that are put back by this already: a meeting with the SEQUENCE that its calendar part
    has. Mails of the plan that have not left are held by then."""
    records = list(plan.records)
    if is_invitation(records, {mail.kind for mail in plan.left}):
        prepared = invite.invitation_taken_back(tx, acting, _meeting(plan))
        return queue_all(tx, acting, tuple(at_each_address(tx, prepared.messages))), [tx.put(prepared.meeting)]
    kinds = {mail.kind for mail in plan.left}
    if is_split(records) or is_calling_off(records, plan.left) or is_move(records, kinds):
        return _disregard(tx, acting, plan, [mail for mail in plan.left if not mail.calendar_uid]), []
    return _disregard(tx, acting, plan, plan.left), []


def _disregard(tx: Transaction, acting: Acting, plan: UndoPlan, left: Iterable[Outgoing]) -> list[Outgoing]:
    return queue_all(tx, acting, [_holds_no_more(tx, acting, plan, mail) for mail in left])


def invited_again(tx: Transaction, acting: Acting, plan: UndoPlan, records: Iterable[Record]) -> list[Outgoing]:
    """Invite anew, above the SEQUENCE that called it off, who was told that something is off (RFC 5546 section
    3.2.2.1). `records` as they were put back."""
    if is_split(plan.records):
        return _whole_again(tx, acting, plan)
    if plan.updated:
        return _as_before(tx, acting, records)
    if plan.left and is_move(plan.records, {mail.kind for mail in plan.left}):
        return _moved_back(tx, acting, plan, records)
    if not is_calling_off(plan.records, plan.left):
        return []
    queued: list[Outgoing] = []
    for record in records:
        if not any(mail.calendar_uid for mail in plan.left) and not _nobody_has(tx, plan, record):
            continue
        if isinstance(record, Series) and record.state == "invited":
            series = tx.put(tx.get(Series, record.ref).model_copy(update={"invited_as": ""}))
            coming = invite_series.coming_of(tx, acting, series)
            queued += _invited(tx, acting, coming[0].ref) if coming else []
        elif isinstance(record, Meeting) and record.series is None and record.state == "invited":
            tx.put(asked_again(tx.get(Meeting, record.ref)).model_copy(update={"invited_as": ""}))
            queued += _invited(tx, acting, record.ref)
    return queued


def _nobody_has(reader: Reader, plan: UndoPlan, record: Record) -> bool:
    """Whether what called it off was held together with what asked people to it, as neither had left yet."""
    was_held = any(mail.never_tried and mail.kind == "cancellation" for mail in plan.held)
    if not was_held or not isinstance(record, Meeting | Series):
        return False
    return all(one.nothing for one in calendars(reader, record.uid).values())


def _as_before(tx: Transaction, acting: Acting, records: Iterable[Record]) -> list[Outgoing]:
    """Updates with what is put back, to those who have it otherwise by a later mail. What nobody can be invited to
    as it is, without an agenda or people, waits for the next invitation."""
    queued: list[Outgoing] = []
    for record in sorted(records, key=lambda one: not isinstance(one, Series)):
        if isinstance(record, Series):
            meeting = next(iter(invite_series.coming_of(tx, acting, record)), None)
        else:
            meeting = tx.get(Meeting, record.ref) if isinstance(record, Meeting) else None
        if meeting is None or not is_to_come(meeting, acting.now) or not (meeting.slots and meeting.participants):
            continue
        now: Record = tx.get(type(record), record.ref)
        if isinstance(now, Meeting | Series) and now.state == "invited" and not is_known(tx, now, acting.now):
            queued += _invited(tx, acting, meeting.ref)
    return queued


def _moved_back(tx: Transaction, acting: Acting, plan: UndoPlan, records: Iterable[Record]) -> list[Outgoing]:
    """Updates with the time before, above the SEQUENCE that calendars have."""
    known = {one.now.ref: one.now for one in plan.records}
    series = {one.ref for one in records if isinstance(one, Series)}
    queued: list[Outgoing] = []
    for record in records:
        if not isinstance(record, Meeting | Series) or record.state != "invited":
            continue
        now = known[record.ref]
        assert isinstance(now, Meeting | Series)  # noqa: S101  # as it was put back
        announced = {name: getattr(now, name) for name in ANNOUNCED}
        back = tx.put(tx.get(type(record), record.ref).model_copy(update=announced))
        if isinstance(back, Series):
            coming = invite_series.coming_of(tx, acting, back)
            queued += _invited(tx, acting, coming[0].ref) if coming else []
        elif back.series not in series:
            queued += _invited(tx, acting, back.ref)
    return queued


def _whole_again(tx: Transaction, acting: Acting, plan: UndoPlan) -> list[Outgoing]:
    """The part that went on by itself is called off in the calendars that have it, and the series is asked for as it
    was before it was split."""
    queued: list[Outgoing] = []
    for part in (tx.get(Series, one.now.ref) for one in plan.records if one.is_withdrawn and is_split_part(one.now)):
        before = tx.get(Series, part.follows or "")
        off = invite_series.ended(tx, acting, part, invite_series.meetings_of(tx, part), before)
        tx.put(off.series)
        queued += queue_all(tx, acting, tuple(at_each_address(tx, off.messages)))
        if before.state == "invited":
            series = tx.put(before.model_copy(update={"invited_as": ""}))
            coming = invite_series.coming_of(tx, acting, series)
            queued += _invited(tx, acting, coming[0].ref) if coming else []
    return queued


def _invited(tx: Transaction, acting: Acting, ref: str) -> tuple[Outgoing, ...]:
    return carry_out(tx, acting, invite.to_be_invited(tx, acting, ref)).queued


def _meeting(plan: UndoPlan) -> Meeting:
    """As it is put back, under the SEQUENCE that calendars know."""
    now, then = plan.records[0].now, plan.records[0].then
    assert isinstance(now, Meeting)  # noqa: S101  # what is invited to
    assert isinstance(then, Meeting)  # noqa: S101  # it was one before, too
    return then.model_copy(update={"sequence": now.sequence})


def _holds_no_more(tx: Transaction, acting: Acting, plan: UndoPlan, mail: Outgoing) -> Message:
    person = tx.get(Person, mail.person)
    taken_back = UndoWords(Catalogue(person.locale, today=lambda: acting.today), acting.zone, tx).lines(plan)
    return Message(
        kind="notice",
        key=outbox_keys.holds_no_more(mail.key),
        person=person,
        template="withdrawn",
        context={"subject": _topic(mail), "sent_at": mail.sent_at or mail.queued_at, "lines": taken_back},
        meeting=mail.meeting,
        matter=mail.matter,
        in_reply_to=mail.message_id,
    )


def _topic(mail: Outgoing) -> str:
    """Its subject without the code at the end, which belongs to that mail."""
    return mail.subject.removesuffix(f"#{mail.code}").strip()
