"""Taking the last command back, then the one before it: a change at the keys, a yes to a mail, mails that wait."""

from collections.abc import Iterator
from dataclasses import dataclass

from collabtui.domain.action import STATED_FIELD
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import Via, mail_of
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.undo import can_be_undone, revert
from collabtui.lifecycle.history.calendar_corrections import can_be_corrected, queue_corrections
from collabtui.lifecycle.mail_in.answerable.answer_kinds import revert_answers
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.lifecycle.mail_in.trust_server import read_as_trusted
from collabtui.store.interface import Reader, Transaction

_LOOKS = (500, 5_000, 50_000)
"""Changes that are looked through: further only where all of these were taken back already."""


@dataclass(frozen=True)
class Undone:
    """The command that was taken back, in words for a person."""

    refs: tuple[str, ...]
    title: str
    """Of the first."""
    held: int
    """Mails that were about to leave, and stay."""
    field: str = ""
    """What it was of the one thing, where it was no more than that."""
    corrected: int = 0
    """Mails that tell people's calendars that it holds no more."""


def undo_last(acting: Acting) -> Undone:
    """Take back the last batch of this actor that was not taken back before.

    Raises `Refused`: undo.nothing; undo.sent (sent, of) when a mail of it has left; and what `revert` raises."""
    last = next(_not_taken_back(acting.store, acting.actor), None)
    if last is None:
        raise Refused("undo.nothing")
    undoing = acting.acting_as(acting.actor, str(Via.undo(last.batch)))
    if ref := mail_of(last.via):
        mail = undo_mail(undoing, ref)
        return Undone((mail.ref,), mail.subject, 0)
    with undoing.transaction() as tx:
        changes = tx.changes(batch=last.batch)
        held, sent = _hold(tx, changes)
        if held and not any(map(can_be_undone, changes)):
            return Undone(tuple(mail.ref for mail in held), held[0].subject, len(held))
        records = revert(tx, acting, changes)
        corrected = queue_corrections(tx, undoing, records) if sent else []
        revert_answers(tx, records)
        if any(isinstance(record, TrustedServer) for record in records):
            read_as_trusted(tx, acting)
        refs = tuple(record.ref for record in records)
        return Undone(refs, records[0].label, len(held), _only_field(changes), len(corrected))


def _only_field(changes: list[TrailEntry]) -> str:
    changed = {(change.ref, change.field) for change in changes if change.field != STATED_FIELD}
    return changed.pop()[1] if len(changed) == 1 else ""


def _not_taken_back(store: Reader, actor: str) -> Iterator[TrailEntry]:
    """Newest first, one of each batch."""
    for limit in _LOOKS:
        changes, gone = store.changes(limit=limit), set()
        for change in changes:
            if (undone := Via.parse(change.via).undone) is not None:
                gone |= {undone, change.batch}
            elif change.actor == actor and change.batch not in gone and _worth_it(change):
                yield change
                gone.add(change.batch)
        if len(changes) < limit:
            return


def _worth_it(change: TrailEntry) -> bool:
    """A mail that was queued is a batch as well: an answer changes nothing else."""
    return can_be_undone(change) or (not change.field and model_of(change.ref) is Outgoing)


def _is_queued_again(change: TrailEntry) -> bool:
    """It had been held by an earlier undo."""
    return change.field == "state" and change.new == "queued"


def _hold(tx: Transaction, changes: list[TrailEntry]) -> tuple[list[Outgoing], int]:
    """Mails that the batch queued and that are held now, and how many have left. Once one has, the batch cannot be
    undone, unless calendars can be told otherwise."""
    made = (one.ref for one in changes if model_of(one.ref) is Outgoing and (not one.field or _is_queued_again(one)))
    mails = [tx.get(Outgoing, ref) for ref in dict.fromkeys(made)]
    left = [mail for mail in mails if mail.state in ("sending", "sent")]
    if left and not can_be_corrected(mails, changes):
        raise Refused("undo.sent", sent=len(left), of=len(mails))
    held = [mail.model_copy(update={"state": "held", "not_before": None}) for mail in mails if mail not in left]
    return [tx.put(mail) for mail in held], len(left)
