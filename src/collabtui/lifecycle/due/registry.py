"""All that time asks for: the worker, `remind` with and without `--dry-run`, and `status` read this one list.

What of it the facilitator owes comes from `domain.duties`, which Today reads without the models that mails need.

A new duty of the clock is a module in this package and a line in `SOURCES`, or in `CHANGES` where time, or the
configuration, alters records.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.errors import Conflict
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import is_organiser_passed_over, organiser
from collabtui.lifecycle.base.each_by_itself import Failed, by_itself
from collabtui.lifecycle.base.queue_mail import queue, written_before
from collabtui.lifecycle.base.rendering.rendered_ahead import within_one
from collabtui.lifecycle.due.absent_signers_due import AbsentSignersDue
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.both_heads_due import BothHeadsDue
from collabtui.lifecycle.due.checks_due import ChecksDue
from collabtui.lifecycle.due.contacts_due import ContactsDue
from collabtui.lifecycle.due.daily_mail import (
    combined,
    is_apart,
    is_joining,
    is_kept,
    is_of_others,
    is_queued,
    may_go,
    together,
)
from collabtui.lifecycle.due.dependants_due import DependantsDue
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.for_departments.deputy_answers_due import DeputyAnswersDue
from collabtui.lifecycle.due.for_departments.heads_back_due import HeadsBackDue
from collabtui.lifecycle.due.for_facilitator.absent_owners_due import AbsentOwnersDue
from collabtui.lifecycle.due.for_facilitator.duties_in_place import DutiesInPlace
from collabtui.lifecycle.due.for_facilitator.grants_due import GrantsDue
from collabtui.lifecycle.due.for_facilitator.unjudged_answers_due import UnjudgedAnswersDue
from collabtui.lifecycle.due.for_facilitator.unread_departments_due import UnreadDepartmentsDue
from collabtui.lifecycle.due.for_meetings.carried_agenda_due import CarriedAgendaDue
from collabtui.lifecycle.due.for_meetings.material_due import MaterialDue
from collabtui.lifecycle.due.milestones_due import MilestonesDue
from collabtui.lifecycle.due.organiser_due import OrganiserMoved
from collabtui.lifecycle.due.owed import DueMail, Source, TimedChange
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.resources_due import ResourcesDue
from collabtui.lifecycle.due.retrospectives_due import RetrospectivesDue
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.due.series_due import SeriesDue
from collabtui.lifecycle.due.sign_offs_due import SignOffsDue
from collabtui.lifecycle.due.silence_told_to_facilitator import SilenceDue
from collabtui.lifecycle.due.silent_consent import SilentConsent
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.due.silent_owners_due import SilentOwnersDue
from collabtui.lifecycle.due.unproved_mails_due import UnprovedMails
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.store.interface import Reader

SOURCES: tuple[Source, ...] = (
    ActionsDue(),
    DepartmentsDue(),
    ContactsDue(),
    ProgressDue(),
    FacilitatorDuties(),
    RetrospectivesDue(),
    MilestonesDue(),
    UnprovedMails(),
    UnjudgedAnswersDue(),
    RisksDue(),
    DependantsDue(),
    SilenceDue(),
    SilentOwnersDue(),
    BothHeadsDue(),
    SignOffsDue(),
    AbsentSignersDue(),
    AbsentOwnersDue(),
    ChecksDue(),
    UnreadDepartmentsDue(),
    GrantsDue(),
    VotesDue(),
    ResourcesDue(),
    DeputyAnswersDue(),
    HeadsBackDue(),
    MaterialDue(),
)
_LAST_ASKED, _ASKED_BEFORE = "pass", "pass-before"
"""Refs of the records of when the clock was last asked, and when before that."""
_NOTED_EACH = timedelta(hours=1)
CHANGES: tuple[TimedChange, ...] = (SilentConsent(), OrganiserMoved(), SeriesDue(), CarriedAgendaDue())


def list_due(reader: Reader, acting: Acting) -> list[DueMail]:
    """The mails that `queue_due` would queue at this instant; writes nothing."""
    return list(due_mails(SOURCES, reader, acting))


def due_mails(
    sources: Collection[Source], reader: Reader, acting: Acting, failed: Failed | None = None
) -> Iterator[DueMail]:
    """The mails that are due now: to each person his one mail of the day, and apart what waits for no other; none to
    whom is passed over. `failed` as `by_itself` has it."""
    unreadable = {*acting.store.passed_over(Person.kept.table), *([""] if is_organiser_passed_over(acting) else ())}
    for mail in _mails_of_the_day(sources, reader, acting, failed):
        if mail.message.person.ref not in unreadable:
            yield mail


def _mails_of_the_day(
    sources: Collection[Source], reader: Reader, acting: Acting, failed: Failed | None
) -> Iterator[DueMail]:
    """What sources with few mails find is held until all have been asked; the digests of actions, of which there may be
    many, are built one by one."""
    acting = replace(acting, last_pass_at=_pass_at(reader, _LAST_ASKED), pass_before_at=_pass_at(reader, _ASKED_BEFORE))
    held: dict[str, list[DueMail]] = {}
    of_others: dict[str, list[DueMail]] = {}
    in_place = DutiesInPlace(reader, acting)
    for source in sources:
        if isinstance(source, ActionsDue):
            continue
        for mail in _found(source, reader, acting, in_place, failed):
            if is_of_others(mail) and mail.message.person.ref:
                of_others.setdefault(mail.message.person.ref, []).append(mail)
            elif (is_apart(mail) and not is_joining(mail)) or not mail.message.person.ref:
                yield mail
            else:
                held.setdefault(mail.message.person.ref, []).append(mail)
    for source in sources:
        if isinstance(source, ActionsDue):
            for mail in _found(source, reader, acting, in_place, failed):
                if is_of_others(mail):
                    yield together(acting, [*of_others.pop(mail.message.person.ref, ()), mail])
                elif is_apart(mail):
                    yield mail
                else:
                    yield from combined(acting, [mail, *held.pop(mail.message.person.ref, ())])
    for mails in of_others.values():
        yield together(acting, mails)
    for mails in held.values():
        yield from combined(acting, mails)
    yield from in_place.mails()


def _found(
    source: Source, reader: Reader, acting: Acting, in_place: DutiesInPlace, failed: Failed | None
) -> Iterator[DueMail]:
    with by_itself(acting.store, failed):
        yield from unsent(source, reader, acting, in_place)


def unsent(source: Source, reader: Reader, acting: Acting, in_place: DutiesInPlace | None = None) -> Iterator[DueMail]:
    """The mails that one source finds and that were not said, neither by themselves nor in another mail, to those who
    are to hear of it now. A mail that was held by hand stays held. `in_place` notes what is another's to do."""
    for mail in in_place.found(source) if in_place else source.find(reader, acting):
        if is_queued(reader, mail) or is_kept(reader, mail):
            continue
        if may_go(reader, acting, mail):
            yield mail


def queue_due(
    acting: Acting,
    sources: tuple[Source, ...] = SOURCES,
    stop: Callable[[], bool] = lambda: False,
    failed: Failed | None = None,
) -> list[Outgoing]:
    """Queue what is due now, each mail with its marks in a transaction of its own, so that nobody waits for the mails
    of others. A second pass at the same instant queues nothing, or what was left when `stop` said so. `failed` as
    `by_itself` has it."""
    queued: list[Outgoing] = []
    for mail in due_mails(sources, acting.store, acting, failed):
        if not mail.message.person.ref:  # the facilitator's first notice: he is entered, and it is found again
            with acting.transaction() as tx:
                organiser(tx, acting)
            return queued + queue_due(acting, sources, stop, failed)
        with by_itself(acting.store, failed):
            queued += _queued(acting, mail)
        if stop():
            return queued
    _note_pass(acting)
    return queued


def _pass_at(reader: Reader, ref: str) -> datetime | None:
    return next((kept.at for kept in reader.find(Reminded, ref=ref, limit=1)), None)


def _note_pass(acting: Acting) -> None:
    """Once an hour is enough to know which hours of reminders were missed, and a worker makes many passes."""
    before = _pass_at(acting.store, _LAST_ASKED)
    if before is not None and abs(acting.now - before) < _NOTED_EACH:
        return
    with (
        suppress(Conflict),
        acting.transaction(within=("reminders",)) as tx,
    ):  # another pass has noted it, or it is aside
        for ref, at in ((_LAST_ASKED, acting.now), (_ASKED_BEFORE, before)):
            if at is not None:
                known = tx.find(Reminded, ref=ref, limit=1) or [Reminded(ref=ref, at=at, outgoing="")]
                tx.put(known[0].model_copy(update={"at": at}))


def _queued(acting: Acting, mail: DueMail) -> list[Outgoing]:
    """Empty where another process was quicker. Rendered before: of hundreds, one after the other, each would hold the
    database so soon again that others found no moment to write in."""
    own = within_one(acting, written_before(acting, acting.store, [mail.message]))
    with own.transaction(within=("reminders", mail.message.person.ref)) as tx:
        if any(tx.find(Reminded, ref=mark, limit=1) for mark in mail.marks):
            return []
        outgoing = queue(tx, own, mail.message)
        if outgoing is None:
            return []
        for mark in mail.marks:
            tx.put(Reminded(ref=mark, at=acting.now, outgoing=outgoing.ref))
        return [outgoing]


def list_changes(reader: Reader, acting: Acting) -> list[tuple[str, str]]:
    """The records that `apply_changes` would change, as kind and ref; writes nothing."""
    with by_itself(acting.store, None):
        return [(change.kind, ref) for change in CHANGES for ref in change.find(reader, acting)]


def apply_changes(acting: Acting, failed: Failed | None = None) -> None:
    """Let time change what it changes. It comes after the mails of a pass: what a dry run listed is what the pass
    sends, and what a change gives rise to belongs to the next one."""
    for change in CHANGES:
        with by_itself(acting.store, failed):
            if any(change.find(acting.store, acting)):
                change.apply(acting)
