"""The mails that follow an undo of what was called off after people were told: their calendars have it again."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.invitation_sequence import carry_out
from collabtui.lifecycle.meetings.invite import to_be_invited
from collabtui.lifecycle.meetings.invite_series import coming_of
from collabtui.store.interface import Transaction


def can_be_corrected(mails: Iterable[Outgoing], changes: Iterable[TrailEntry]) -> bool:
    """Whether the batch called something off, and told nothing but calendars."""
    return all(mail.calendar_uid for mail in mails) and any(map(_calls_off, changes))


def queue_corrections(tx: Transaction, acting: Acting, records: Iterable[Record]) -> list[Outgoing]:
    """`records` as they were put back. People are asked anew, above the SEQUENCE that called it off."""
    queued: list[Outgoing] = []
    for record in records:
        if isinstance(record, Series) and record.state == "invited":
            series = tx.put(tx.get(Series, record.ref).model_copy(update={"invited_as": ""}))
            coming = coming_of(tx, acting, series)
            queued += _asked(tx, acting, coming[0].ref) if coming else []
        elif isinstance(record, Meeting) and record.series is None and record.state == "invited":
            tx.put(tx.get(Meeting, record.ref).model_copy(update={"invited_as": ""}))
            queued += _asked(tx, acting, record.ref)
    return queued


def _asked(tx: Transaction, acting: Acting, ref: str) -> tuple[Outgoing, ...]:
    return carry_out(tx, acting, to_be_invited(tx, acting, ref)).queued


def _calls_off(change: TrailEntry) -> bool:
    kind = model_of(change.ref)
    return (kind is Series and change.field in ("called_off", "rule")) or (
        kind in (Meeting, Series) and change.field == "state" and change.new == "cancelled"
    )
