"""Taking a command back: the last one that can be, or any that is picked; a change at the keys, a yes to a mail, mails
that wait."""

from dataclasses import dataclass, replace

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.records import model_of
from collabtui.domain.via import Via
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo.inverse_change import put_reverted
from collabtui.lifecycle.history.correction_mails import invited_again, queue_corrections
from collabtui.lifecycle.history.kept_back_mails import kept_back_by_undo
from collabtui.lifecycle.history.mails_that_gave_way import mails_that_gave_way
from collabtui.lifecycle.history.undo_outbox import waiting_again
from collabtui.lifecycle.history.undo_plan import UndoPlan, own_changes, plan_of, plans
from collabtui.lifecycle.mail_in.answerable.answer_registry import revert_answers
from collabtui.lifecycle.mail_in.review import undo_decision, undo_mail
from collabtui.lifecycle.mail_in.trusted_server_decision import read_as_trusted
from collabtui.lifecycle.people.head_change import back_at_head
from collabtui.lifecycle.votes.votes_of_meetings import end_votes
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class Undone:
    """The command that was taken back."""

    plan: UndoPlan
    """As it was worked out before; what it says was done."""
    refs: tuple[str, ...]
    title: str
    """Of the first."""
    held: int
    """Mails that were about to leave, and stay."""
    corrections: int
    """Mails that tell people that an earlier one holds no more."""
    gave_way: tuple[str, ...] = ()
    """Refs of waiting mails that had given way to what was taken back."""
    not_sent: tuple[str, ...] = ()
    """Names of those whose mails stay, of a yes to a mail, too."""


@dataclass(frozen=True)
class NextUndo:
    """The change that is taken back next, and those that are passed over on the way."""

    plan: UndoPlan
    skipped: tuple[UndoPlan, ...] = ()
    """Newer changes that cannot be taken back, each with its refusal."""


def next_undo(acting: Acting, ref: str = "") -> NextUndo:
    """The newest own change that can be taken back; of a record, where `ref` names one: then also what it is part of.

    Raises `Refused`: undo.nothing; where there are only such as cannot be taken back, why the newest cannot."""
    skipped: list[UndoPlan] = []
    for plan in plans(acting):
        if ref and ref not in plan.refs:
            continue
        if plan.refusal is None:
            return NextUndo(plan, tuple(skipped))
        skipped.append(plan)
    if skipped and skipped[0].refusal:
        raise skipped[0].refusal
    raise Refused("undo.nothing")


def undo_in_meeting(acting: Acting, ref: str) -> Undone:
    """Take back the last own line or command of a running meeting that can be.

    Raises `Refused`: capture.nothing_to_undo (ref) where nothing was done since it began; else why the newest cannot be
    taken back."""
    refusal: Refused | None = None
    for plan in plans(acting):
        if any(value.ref == ref and value.field == "state" for value in plan.values):
            break  # so far back the meeting was not running
        if not any(_is_of_meeting(acting, one, ref) for one in plan.refs):
            continue
        if plan.refusal is None:
            return undo_batch(acting, plan.batch)
        refusal = refusal or plan.refusal
    raise refusal or Refused("capture.nothing_to_undo", ref=ref)


def _is_of_meeting(acting: Acting, ref: str, meeting: str) -> bool:
    return ref == meeting or getattr(acting.store.get(model_of(ref), ref), "meeting", None) == meeting


def planned_undo(acting: Acting, batch: int) -> NextUndo:
    """One that is picked. Raises `Unknown` (undo.unknown: batch), and why it cannot be taken back."""
    change = next((one for one in own_changes(acting.store, acting.actor) if one.batch == batch), None)
    if change is None:
        raise Unknown("undo.unknown", batch=batch)
    plan = plan_of(acting.store, change, acting.now)
    if plan.refusal:
        raise plan.refusal
    return NextUndo(plan)


def undo_last(acting: Acting) -> Undone:
    """Take back the last own change that can be taken back. Raises as `next_undo` does."""
    return undo_batch(acting, next_undo(acting).plan.batch)


def undo_batch(acting: Acting, batch: int) -> Undone:
    """Take one of one's own changes back, whatever came after it. Raises `Unknown` (undo.unknown: batch) for what is
    none, or was taken back already, and the refusal of its plan."""
    undone = _undone(acting, planned_undo(acting, batch).plan)
    return replace(undone, not_sent=kept_back_by_undo(acting.store, batch))


def _undone(acting: Acting, plan: UndoPlan) -> Undone:
    batch = plan.batch
    if plan.mail:
        undoing = acting.acting_as(acting.actor, str(Via.undo(batch)))
        mail = undo_decision(undoing, plan.mail, batch) if plan.only_decision else undo_mail(undoing, plan.mail)
        return Undone(plan, (mail.ref,), mail.subject, 0, 0, mails_that_gave_way(acting.store, plan.refs, acting.now))
    return put_inverse(acting, batch)


@mails_ahead
def put_inverse(acting: Acting, batch: int) -> Undone:
    """Carry out the plan of a batch that decides on no mail. Raises its refusal."""
    undoing = acting.acting_as(acting.actor, str(Via.undo(batch)))
    with undoing.transaction() as tx:
        return _carried_out(tx, undoing, plan_of(tx, tx.changes(batch=batch)[0], undoing.now), acting.via)


def undo_about_mail(acting: Acting, ref: str) -> Incoming:
    """Take back the own yes to a mail, where the mail had done a part by itself; else all that came of the mail. Raises
    as `undo_mail` does."""
    via = str(Via.mail(ref))
    own = next((change for change in own_changes(acting.store, acting.actor) if change.via == via), None)
    plan = plan_of(acting.store, own, acting.now) if own else None
    if plan and plan.only_decision and plan.refusal is None:
        return undo_decision(acting.acting_as(acting.actor, str(Via.undo(plan.batch))), ref, plan.batch)
    return undo_mail(acting, ref)


def _carried_out(tx: Transaction, acting: Acting, plan: UndoPlan, asked_by: str) -> Undone:
    if plan.refusal:
        raise plan.refusal
    held = [tx.put(mail.model_copy(update={"state": "held", "not_before": None})) for mail in plan.held]
    corrected, records = queue_corrections(tx, acting, plan)
    records += [put_reverted(tx, acting, one) for one in plan.records if one.now.ref not in {r.ref for r in records}]
    corrected += invited_again(tx, acting, plan, records)
    corrected += end_votes(tx, acting, records)
    for mail in waiting_again(tx, tx.changes(batch=plan.batch)):
        tx.put(mail)
    corrected += back_at_head(tx, acting, _who_changed(tx, plan))
    revert_answers(tx, records)
    corrected += queue_assignment_mails(tx, acting, among={mail.person for mail in plan.parts}, asked_by=asked_by)
    if any(isinstance(record, TrustedServer) for record in records):
        read_as_trusted(tx, acting)
    named: list[Record | Outgoing] = [*_in_order(plan, records), *held]
    about = records or held
    gave_way = mails_that_gave_way(tx, plan.refs, acting.now)
    return Undone(plan, tuple(one.ref for one in about), named[0].label, len(held), len(corrected), gave_way)


def _who_changed(reader: Reader, plan: UndoPlan) -> list[tuple[Person, Person]]:
    """People as they were and as they are. A department that has its name back has the same people as before."""
    if any(isinstance(one.now, Department) and "name" in one.fields for one in plan.records):
        return []
    return [(one.now, reader.get(Person, one.now.ref)) for one in plan.records if isinstance(one.now, Person)]


def _in_order(plan: UndoPlan, records: list[Record]) -> list[Record]:
    """As the batch wrote them last."""
    by_ref = {record.ref: record for record in records}
    return [by_ref[one.now.ref] for one in plan.records if one.now.ref in by_ref]
