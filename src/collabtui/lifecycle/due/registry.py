"""All that time asks for: the worker, `remind` with and without `--dry-run`, and `status` read this one list.

What of it the facilitator owes comes from `domain.duties`, which Today reads without the models that mails need.

A new duty of the clock is a module in this package and a line in `SOURCES`, or in `CHANGES` where time alters records
and writes to nobody.
"""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import organiser
from collabtui.lifecycle.base.queue_mail import queue
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.contacts_due import ContactsDue
from collabtui.lifecycle.due.departments_due import DepartmentsDue
from collabtui.lifecycle.due.dependants_due import DependantsDue
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.owed import DueMail, Source, TimedChange, day_of
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.retrospectives_due import RetrospectivesDue
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.due.series_due import SeriesDue
from collabtui.lifecycle.due.sign_offs_due import SignOffsDue
from collabtui.lifecycle.due.silence_due import SilenceDue
from collabtui.lifecycle.due.silent_consent import SilentConsent
from collabtui.lifecycle.due.silent_owners_due import SilentOwnersDue
from collabtui.lifecycle.due.unproved_mails_due import UnprovedMails
from collabtui.store.interface import Reader

SOURCES: tuple[Source, ...] = (
    ActionsDue(),
    DepartmentsDue(),
    ContactsDue(),
    ProgressDue(),
    FacilitatorDuties(),
    RetrospectivesDue(),
    UnprovedMails(),
    RisksDue(),
    DependantsDue(),
    SilenceDue(),
    SilentOwnersDue(),
    SignOffsDue(),
)
CHANGES: tuple[TimedChange, ...] = (SilentConsent(), SeriesDue())


def list_due(reader: Reader, acting: Acting) -> list[DueMail]:
    """The mails that `queue_due` would queue at this instant; writes nothing."""
    return [mail for source in SOURCES for mail in unsent(source, reader, acting)]


def unsent(source: Source, reader: Reader, acting: Acting) -> Iterator[DueMail]:
    """The mails that one source finds and the outbox does not have, to those who are not away. A mail that was held by
    hand stays held."""
    for mail in source.find(reader, acting):
        person = mail.message.person
        if person.is_away(day_of(acting.now, person)):
            continue
        if not reader.find(Outgoing, key=mail.message.key, limit=1):
            yield mail


def queue_due(acting: Acting) -> list[Outgoing]:
    """Queue what is due now. A second pass at the same instant queues nothing."""
    return [outgoing for source in SOURCES for outgoing in queue_from(source, acting)]


def queue_from(source: Source, acting: Acting) -> list[Outgoing]:
    """Each mail with its marks in a transaction of its own, so that nobody waits for the mails of others."""
    queued: list[Outgoing] = []
    for mail in unsent(source, acting.store, acting):
        if not mail.message.person.ref:  # the facilitator's first notice: he is entered, and it is found again
            with acting.transaction() as tx:
                organiser(tx, acting)
            return queued + queue_from(source, acting)
        queued += _queued(acting, mail)
    return queued


def _queued(acting: Acting, mail: DueMail) -> list[Outgoing]:
    """Empty where another process was quicker."""
    with acting.transaction() as tx:
        outgoing = queue(tx, acting, mail.message)
        if outgoing is None:
            return []
        for mark in mail.marks:
            tx.put(Reminded(ref=mark, at=acting.now, outgoing=outgoing.ref))
        return [outgoing]


def list_changes(reader: Reader, acting: Acting) -> list[tuple[str, str]]:
    """The records that `apply_changes` would change, as kind and ref; writes nothing."""
    return [(change.kind, ref) for change in CHANGES for ref in change.find(reader, acting)]


def apply_changes(acting: Acting) -> None:
    """Let time change what it changes. It comes after the mails of a pass: what a dry run listed is what the pass
    sends, and what a change gives rise to belongs to the next one."""
    for change in CHANGES:
        if any(change.find(acting.store, acting)):
            change.apply(acting)
