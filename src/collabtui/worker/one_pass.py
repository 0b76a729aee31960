"""One pass: read new mail and apply it, remind, close what is over, send the outbox."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep
from typing import NamedTuple

from collabtui.config import Imap, Server
from collabtui.errors import CollabError, UnreadableRecord
from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
from collabtui.lifecycle.backup.records_set_aside import note_set_aside, set_aside_before
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import apply_changes, queue_due
from collabtui.mail.transport.event_loop import run_in_loop
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret, Which
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.worker import read_mailbox, send_outbox
from collabtui.worker.check_after_crash import check_after_crash, copy_by_rhythm
from collabtui.worker.junk_folder import read_junk
from collabtui.worker.lease import Wait, holding, reading
from collabtui.worker.mailbox_trouble import TroubleNote
from collabtui.worker.send_outbox import SendCount
from collabtui.worker.served_accounts import served
from collabtui.worker.settled_batches import LeftToNote, SendProgress
from collabtui.worker.uid_validity import mailbox_of

AskSecret = Callable[[Server, Which], Secret | None]
"""Looks a password up; None where there is no login."""


@dataclass
class Synced:
    """The outcome of one pass. A part that failed does not keep the others from their work."""

    read: Counter[str] = field(default_factory=Counter)
    """Mails taken in, by verdict."""
    reminded: int = 0
    """Digests, escalations and notices queued."""
    sent: SendCount = field(default_factory=SendCount)
    errors: list[CollabError] = field(default_factory=list)


def sync(
    workspace: Workspace,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    *,
    accounts: Sequence[str] = (),
    read: read_mailbox.ReadProgress = lambda _: None,
    send: SendProgress = lambda _: None,
    wait: Wait = sleep,
) -> Synced:
    """One pass of the worker, for the accounts that `served` makes of the names. A mailbox that cannot be reached
    keeps no other from its mail. Raises `Refused` (worker.busy) while another worker runs; as `served`."""
    done = Synced()
    with holding(workspace.store, wall_clock, wait) as lease:
        workspace = workspace.under(lease.fence)
        check_after_crash(workspace, lease)
        theirs = served(workspace, accounts)
        for mailbox in theirs.mailboxes:
            with _noted(done), trouble_noted(workspace, mailbox):
                done.read += read_once(workspace, mailbox, ask, wall_clock, read)
        lease.renew()
        with _noted(done):
            time = pass_time(workspace)
            done.reminded = time.queued
            done.errors += [*(row.error() for row in time.set_aside), *time.failed]
        for sender in theirs.senders:
            with _noted(done):
                done.sent += run_in_loop(send_once(sender, ask, send))
        named = {error.values.get("ref") for error in done.errors if isinstance(error, UnreadableRecord)}
        done.errors += [error for error in done.sent.unreadable if error.values.get("ref") not in named]
        copy_by_rhythm(workspace, wall_clock)
    return done


def flush(
    workspace: Workspace,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    send: SendProgress,
    wait: Wait = sleep,
) -> SendCount:
    """Only the last step: what a command that sends does after queueing. Raises `Refused` (worker.busy) and
    `Unreachable`."""
    with holding(workspace.store, wall_clock, wait) as lease:
        senders = served(workspace.under(lease.fence), ()).senders
        return sum((run_in_loop(send_once(sender, ask, send)) for sender in senders), SendCount())


def read_once(
    workspace: Workspace,
    server: Imap,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    progress: read_mailbox.ReadProgress,
) -> Counter[str]:
    if workspace.store.many_at_once:
        with reading(workspace.store, mailbox_of(server), wall_clock) as lease:
            return _read(workspace.under(lease.fence), server, ask, progress)
    return _read(workspace, server, ask, progress)


def _read(workspace: Workspace, server: Imap, ask: AskSecret, progress: read_mailbox.ReadProgress) -> Counter[str]:
    with connect(server, ask(server, "imap")) as mailbox:
        mailbox.select()
        return read_mailbox.read_new(workspace, mailbox, server, progress) + read_junk(
            workspace, mailbox, server, progress
        )


class TimePassed(NamedTuple):
    queued: int
    """Mails."""
    set_aside: Collection[UnreadableRow]
    """Records that could not be read, or name what is not there."""
    failed: Collection[CollabError] = ()
    """Why some of it was not done, each reason once."""


def pass_time(workspace: Workspace, stop: Callable[[], bool] = lambda: False) -> TimePassed:
    """Queue what the clock asks for, and let it change what it changes. What fails keeps nothing else from being done.
    When `stop` says so, what is left waits for the next pass."""
    stores, known, failed = [workspace.store], set_aside_before(workspace), list[CollabError]()
    found = past_unreadable(stores, lambda: queue_due(workspace.as_worker(), stop=stop, failed=failed.append), known)
    met = {*found.set_aside, *known}  # what mails met is known
    if not stop():
        changing = past_unreadable(stores, lambda: apply_changes(workspace.as_worker(), failed.append), known)
        met.update(changing.set_aside)
    note_set_aside(workspace, met)
    return TimePassed(len(found.result), sorted(met), tuple({str(error): error for error in failed}.values()))


async def send_once(
    workspace: Workspace,
    ask: AskSecret,
    progress: SendProgress,
    stop: Callable[[], bool] = lambda: False,
    left: LeftToNote | None = None,
) -> SendCount:
    """Asks for the password only when there is something to send. `stop` ends the waiting for a server."""
    if not outbox.due(workspace.store, workspace.clock(), limit=1, account=workspace.account):
        return SendCount()
    server = workspace.config.smtp
    return await send_outbox.send_due(workspace, server, ask(server, "smtp"), progress, stop, left)


@contextmanager
def trouble_noted(workspace: Workspace, server: Imap) -> Iterator[None]:
    """Note for `status` what keeps the mailbox from being read, until it was read again."""
    note = TroubleNote(workspace.home)
    try:
        yield
    except CollabError as error:
        note.failed(mailbox_of(server), error, workspace.clock())
        raise
    note.worked(mailbox_of(server))


@contextmanager
def _noted(done: Synced) -> Iterator[None]:
    try:
        yield
    except CollabError as error:
        done.errors.append(error)
