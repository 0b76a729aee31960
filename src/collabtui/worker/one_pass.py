"""One pass: read new mail and apply it, remind, close what is over, send the outbox."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from collabtui.config import Server
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Office
from collabtui.lifecycle.due.close import notify_facilitator, take_silence_as_consent
from collabtui.lifecycle.due.departments_due import chase_departments
from collabtui.lifecycle.due.progress import ask_for_progress
from collabtui.lifecycle.due.remind import remind
from collabtui.lifecycle.matters.acceptance import remind_of_retrospectives
from collabtui.lifecycle.meetings.series_ahead import plan_ahead
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret, Which
from collabtui.worker import read_mailbox, send_outbox
from collabtui.worker.junk_folder import read_junk
from collabtui.worker.lease import holding
from collabtui.worker.send_outbox import Sent

Ask = Callable[[Server, Which], Secret | None]
"""Looks a password up; None where there is no login."""


@dataclass
class Synced:
    """What one pass did. A part that failed does not keep the others from their work."""

    read: Counter[str] = field(default_factory=Counter)
    """Mails taken in, by verdict."""
    reminded: int = 0
    """Digests, escalations and notices queued."""
    sent: Sent = field(default_factory=Sent)
    errors: list[CollabError] = field(default_factory=list)


def sync(
    office: Office,
    ask: Ask,
    wall_clock: Callable[[], datetime],
    *,
    read: read_mailbox.Progress = lambda _: None,
    send: send_outbox.Progress = lambda _: None,
) -> Synced:
    """One pass of the worker. Raises `Refused` (worker.busy) while another worker runs."""
    done = Synced()
    with holding(office.store, wall_clock) as lease:
        with _noted(done):
            done.read = read_once(office, ask, read)
        lease.renew()
        done.reminded = pass_time(office)
        with _noted(done):
            done.sent = asyncio.run(send_once(office, ask, send))
    return done


def flush(office: Office, ask: Ask, wall_clock: Callable[[], datetime], send: send_outbox.Progress) -> Sent:
    """Only the last step: what a command that sends does after queueing. Raises `Refused` (worker.busy) and
    `Unreachable`."""
    with holding(office.store, wall_clock):
        return asyncio.run(send_once(office, ask, send))


def read_once(office: Office, ask: Ask, progress: read_mailbox.Progress) -> Counter[str]:
    server = office.config.imap
    with connect(server, ask(server, "imap")) as mailbox:
        mailbox.select()
        return read_mailbox.read_new(office, mailbox, server, progress) + read_junk(office, mailbox, server, progress)


def pass_time(office: Office) -> int:
    """What the clock asks for; how many mails that queued."""
    take_silence_as_consent(office.worker_desk())
    plan_ahead(office.worker_desk())
    said = [*remind(office.worker_desk()), *chase_departments(office.worker_desk())]
    said += [mail.ref for mail in ask_for_progress(office.worker_desk())]
    told = [*notify_facilitator(office.worker_desk()), *remind_of_retrospectives(office.worker_desk())]
    return len(said) + len(told)


async def send_once(
    office: Office, ask: Ask, progress: send_outbox.Progress, stop: Callable[[], bool] = lambda: False
) -> Sent:
    """Asks for the password only when there is something to send. `stop` ends the waiting for a server."""
    if not office.store.due_outgoing(office.clock(), limit=1):
        return Sent()
    server = office.config.smtp
    return await send_outbox.send_due(office, server, ask(server, "smtp"), progress, stop)


@contextmanager
def _noted(done: Synced) -> Iterator[None]:
    try:
        yield
    except CollabError as error:
        done.errors.append(error)
