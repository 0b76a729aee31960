"""The same for ever: mail by IMAP IDLE, time by the clock, the outbox as soon as something is in it.

Two threads, each with a database connection of its own: one waits for mail, the other looks at the clock and the
outbox. Neither waits for the other's server; after a failure each pauses by `domain.retry_pauses`.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.retry_pauses import Pauses
from collabtui.errors import CollabError, Unreachable
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.imap import ImapMailbox, connect
from collabtui.mail.transport.watch_mailbox import watch as watch_mailbox
from collabtui.worker import read_mailbox
from collabtui.worker.health import check_after_crash, copy_by_rhythm
from collabtui.worker.junk_folder import JunkRound, read_junk
from collabtui.worker.lease import LOST, Lease, holding
from collabtui.worker.one_pass import AskSecret, pass_time, send_once

log = logging.getLogger(__name__)

LOOK = 0.25
"""Seconds between two looks at the outbox; a look is one indexed query."""
TICK = 20.0
"""Seconds between two looks at what the clock asks for, and at whether the lease is still ours."""


@dataclass(frozen=True)
class WatchEvent:
    """Something the worker did or could not do: what a screen or a log line shows."""

    kind: Literal["connected", "read", "sent", "lost", "stopped"]
    incoming: Incoming | None = None
    outgoing: Outgoing | None = None
    error: CollabError | None = None
    retry_in: float = 0.0
    """Seconds."""


Tell = Callable[[WatchEvent], None]
"""Called in the worker's threads."""


def watch(
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell = lambda _: None,
) -> None:
    """Work until `stop` is set. Raises `Refused` (worker.busy) while another worker runs, and what ended either
    thread otherwise. `open_workspace` gives each thread a store of its own."""
    with open_workspace() as opened, holding(opened.store, wall_clock) as lease:
        workspace = opened.under(lease.fence)
        check_after_crash(workspace, lease)
        failures: list[BaseException] = []

        def read() -> None:
            try:
                _read(open_workspace, lease, ask, wall_clock, stop, tell)
            except BaseException as error:  # noqa: BLE001  # handed over to the thread that is waited for
                failures.append(error)
                stop.set()

        reader = threading.Thread(target=read, name="collabtui-mail-in", daemon=True)
        reader.start()
        try:
            _send_and_remind(workspace, ask, lease, wall_clock, stop, tell)
        finally:
            stop.set()
            reader.join()
        for failure in failures:
            raise failure
    tell(WatchEvent("stopped"))


def _read(
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    lease: Lease,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell,
) -> None:
    pauses = Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it
    while not stop.is_set():
        try:
            with open_workspace() as own:
                _read_on(own.under(lease.fence), ask, wall_clock, stop, tell)
        except Unreachable as error:  # the disk, or another program that holds the database
            stop.wait(_lost("mail in", error, pauses.next(), tell))


def _read_on(
    workspace: Workspace, ask: AskSecret, wall_clock: Callable[[], datetime], stop: threading.Event, tell: Tell
) -> None:
    server, junk = workspace.config.imap, JunkRound(wall_clock)

    def open_mailbox() -> AbstractContextManager[ImapMailbox]:
        return connect(server, ask(server, "imap"), stop=stop.is_set)

    def taken(incoming: Incoming) -> None:
        tell(WatchEvent("read", incoming=incoming))

    def read(mailbox: ImapMailbox) -> int:
        with _faults_worded():
            seen = read_mailbox.read_new(workspace, mailbox, server, taken)
            if junk.due():
                seen += read_junk(workspace, mailbox, server, taken) + read_mailbox.read_new(
                    workspace, mailbox, server, taken
                )
            return seen.total()

    def lost(error: CollabError, seconds: float) -> None:
        _lost("mail in", error, seconds, tell)

    random = Random()  # noqa: S311  # spreads retries; nothing secret hangs on it
    watch_mailbox(open_mailbox, read, stop=stop, random=random, ready=lambda: tell(WatchEvent("connected")), lost=lost)


def _send_and_remind(
    workspace: Workspace,
    ask: AskSecret,
    lease: Lease,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell,
) -> None:
    ticking, sending = Pauses(Random()), Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it
    ticks = waits = 0.0
    while not stop.is_set():
        if ticks <= 0:
            ticks = _tick(workspace, lease, wall_clock, ticking, tell)
        if waits <= 0:
            waits = _send(workspace, ask, sending, stop, tell)
        stop.wait(LOOK)
        ticks -= LOOK
        waits -= LOOK


def _tick(workspace: Workspace, lease: Lease, wall_clock: Callable[[], datetime], pause: Pauses, tell: Tell) -> float:
    """Seconds until the next look at the clock. Raises `Refused` (worker.lost) where the lease is another's."""
    try:
        with _faults_worded():
            lease.renew()
            pass_time(workspace)
            copy_by_rhythm(workspace, wall_clock)
    except CollabError as error:
        if error.key == LOST:
            raise
        return _lost("time", error, pause.next(), tell)
    pause.over()
    return TICK


def _send(workspace: Workspace, ask: AskSecret, pause: Pauses, stop: threading.Event, tell: Tell) -> float:
    """Seconds until the next try: 0 unless the server is gone."""
    try:
        with _faults_worded():
            if not outbox.due(workspace.store, workspace.clock(), limit=1):
                return 0.0  # an event loop for each look would be most of what an idle worker costs
            sent = asyncio.run(
                send_once(workspace, ask, lambda mail: tell(WatchEvent("sent", outgoing=mail)), stop.is_set)
            )
    except CollabError as error:
        return _lost("mail out", error, pause.next(), tell)
    if sent.sent:
        pause.over()
    return 0.0


def _lost(what: str, error: CollabError, seconds: float, tell: Tell) -> float:
    """Returns `seconds`."""
    log.warning("%s: %s, next try in %.0f s", what, error, seconds)
    tell(WatchEvent("lost", error=error, retry_in=seconds))
    return seconds


@contextmanager
def _faults_worded() -> Iterator[None]:
    """A mistake of ours ends one round and not the watch: raises `Unreachable` (worker.fault: text) in its place."""
    try:
        yield
    except CollabError:
        raise
    except Exception as error:
        log.exception("a round of the watch failed")
        raise Unreachable("worker.fault", text=f"{type(error).__name__}: {error}") from error
