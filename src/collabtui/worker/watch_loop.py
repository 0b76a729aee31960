"""The loop of `watch`: mail by IMAP IDLE, time by the clock, the outbox as soon as something is in it, for ever.

Two threads, each with a database connection of its own: one waits for mail, the other looks at the clock and the
outbox. Neither waits for the other's server; after a failure each pauses by `domain.retry_pauses`.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random
from typing import Literal

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.retry_pauses import Pauses
from collabtui.errors import CollabError, Unreachable
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.event_loop import run_in_loop
from collabtui.mail.transport.imap import ImapMailbox, connect
from collabtui.mail.transport.watch_mailbox import Stop
from collabtui.mail.transport.watch_mailbox import watch as watch_mailbox
from collabtui.store.interface import REPLACED
from collabtui.worker import read_mailbox
from collabtui.worker.among_many import pass_time_in_turn, read_in_turn, rejoining
from collabtui.worker.check_after_crash import check_after_crash, copy_by_rhythm
from collabtui.worker.junk_folder import JunkRound, read_junk
from collabtui.worker.lease import LOST, Hold, Lease, holding
from collabtui.worker.mailbox_shares import MailboxShares
from collabtui.worker.mailbox_trouble import TroubleNote
from collabtui.worker.one_pass import AskSecret, send_once
from collabtui.worker.served_accounts import Served, served
from collabtui.worker.settled_batches import LeftToNote
from collabtui.worker.uid_validity import mailbox_of

log = logging.getLogger(__name__)

LOOK = 0.25
"""Seconds between two looks at the outbox; a look is one indexed query."""
ENDS = frozenset({LOST, REPLACED})
"""What no later round can mend: the lease is another's, the database is not the one that was opened."""
TICK = 20.0
"""Seconds between two looks at what the clock asks for, and at whether the lease is still ours."""


@dataclass(frozen=True)
class WatchEvent:
    """Something the worker did or could not do: what a screen or a log line shows."""

    kind: Literal["connected", "read", "sent", "lost", "stopped"]
    host: str = ""
    """Of the mailbox that is watched now."""
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
    accounts: Sequence[str] = (),
) -> None:
    """Work for the accounts that `served` makes of the names until `stop` is set; accounts that are entered meanwhile
    join. Raises `Refused` (worker.busy) while another worker runs, as `served`, and what ended a thread otherwise.
    `open_workspace` gives each thread a store of its own."""
    _watch(partial(holding, wait=stop.wait), open_workspace, ask, wall_clock, stop, tell, accounts)
    tell(WatchEvent("stopped"))


def watch_with_others(
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell = lambda _: None,
    accounts: Sequence[str] = (),
) -> None:
    """The same where many may work at once: beside them; and joins them again where the database was away for longer
    than its lease lasted."""

    def work(hold: Hold, until: threading.Event) -> None:
        _watch(hold, open_workspace, ask, wall_clock, until, tell, accounts)

    rejoining(work, stop, lambda error, seconds: _lost("worker", error, seconds, tell))
    tell(WatchEvent("stopped"))


def _watch(
    hold: Hold,
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell,
    accounts: Sequence[str],
) -> None:
    with open_workspace() as opened, hold(opened.store, wall_clock) as lease:
        workspace = opened.under(lease.fence)
        check_after_crash(workspace, lease)
        shares = MailboxShares(wall_clock)
        reading = _Readers(
            lambda server: _read(open_workspace, server, lease, shares, ask, wall_clock, stop, tell), stop
        )
        try:
            reading.look(served(workspace, accounts))
            senders = partial(_joined, workspace, accounts, reading)
            _send_and_remind(workspace, ask, lease, wall_clock, stop, tell, senders)
        finally:
            stop.set()
            reading.join()
        for failure in reading.failures:
            raise failure


class _Readers:
    """A thread for each mailbox. What ends one of them stops the watch."""

    def __init__(self, read: Callable[[Imap], None], stop: threading.Event) -> None:
        self._read, self._stop = read, stop
        self._threads: dict[str, threading.Thread] = {}
        self.failures: list[BaseException] = []

    def look(self, theirs: Served) -> None:
        """Begins to read those that are new."""
        for server in theirs.mailboxes:
            if mailbox_of(server) not in self._threads:
                thread = threading.Thread(target=self._run, args=(server,), name="collabtui-mail-in", daemon=True)
                self._threads[mailbox_of(server)] = thread
                thread.start()

    def join(self) -> None:
        for thread in self._threads.values():
            thread.join()

    def _run(self, server: Imap) -> None:
        try:
            self._read(server)
        except BaseException as error:  # noqa: BLE001  # handed over to the thread that is waited for
            self.failures.append(error)
            self._stop.set()


def _joined(workspace: Workspace, accounts: Sequence[str], reading: _Readers) -> tuple[Workspace, ...]:
    """Those that are sent for, once the mailboxes of those who came later are read, too."""
    theirs = served(workspace, accounts)
    reading.look(theirs)
    return theirs.senders


def _read(
    open_workspace: Callable[[], AbstractContextManager[Workspace]],
    server: Imap,
    lease: Lease,
    shares: MailboxShares,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell,
) -> None:
    pauses = Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it

    def read_on(mine: Workspace, ends: Stop) -> None:
        pauses.over()  # the database is open, and the mailbox ours
        _read_on(mine, server, ask, wall_clock, ends, tell)

    while not stop.is_set():
        try:
            with open_workspace() as own:
                if own.store.many_at_once:
                    read_in_turn(own, server, read_on, shares, wall_clock, stop)
                else:
                    read_on(own.under(lease.fence), stop)
        except Unreachable as error:  # the disk, or another program that holds the database
            stop.wait(_lost("mail in", error, pauses.next(), tell))


def _read_on(
    workspace: Workspace,
    server: Imap,
    ask: AskSecret,
    wall_clock: Callable[[], datetime],
    stop: Stop,
    tell: Tell,
) -> None:
    junk, note = JunkRound(wall_clock), TroubleNote(workspace.home)

    def open_mailbox() -> AbstractContextManager[ImapMailbox]:
        return connect(server, ask(server, "imap"), stop=stop.is_set)

    def taken(incoming: Incoming) -> None:
        tell(WatchEvent("read", incoming=incoming))

    def read(mailbox: ImapMailbox) -> int:
        with _faults_worded():
            seen = read_mailbox.read_new(workspace, mailbox, server, taken, stop=stop.is_set)
            if junk.due():
                seen += read_junk(workspace, mailbox, server, taken, stop=stop.is_set)
                seen += read_mailbox.read_new(workspace, mailbox, server, taken, stop=stop.is_set)
            note.worked(mailbox_of(server))
            return seen.total()

    def lost(error: CollabError, seconds: float) -> None:
        if error.key in ENDS:
            raise error  # another reads this mailbox now, or a copy was put in the place of the database
        note.failed(mailbox_of(server), error, workspace.clock())
        _lost("mail in", error, seconds, tell)

    random = Random()  # noqa: S311  # spreads retries; nothing secret hangs on it
    connected = WatchEvent("connected", host=server.host)
    watch_mailbox(open_mailbox, read, stop=stop, random=random, ready=lambda: tell(connected), lost=lost)


class _NextTry:
    """Whether it is time for another try of what sending needs, look after look."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._pauses = Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it
        self._wait = 0.0
        """Seconds until the next try."""

    def waits(self) -> bool:
        """Once in `LOOK` seconds."""
        self._wait -= LOOK
        return self._wait > 0

    def failed(self, error: CollabError) -> None:
        self._wait = _lost("mail out", error, self._pauses.next(), self._tell)

    def rest(self) -> None:
        """Nothing failed, and what is due stays where it is: it is not looked at four times a second."""
        self._wait = TICK

    def over(self) -> None:
        """It worked: the next failure is a first one."""
        self._pauses.over()


class _Outboxes:
    """The sending for all accounts, one after the other. They share what is left to be noted: who takes it up writes
    first what is known of any mail under the lease, and puts back the others of all accounts then."""

    def __init__(self, ask: AskSecret, stop: threading.Event, tell: Tell) -> None:
        self._ask, self._stop, self._tell = ask, stop, tell
        self._left = LeftToNote()
        self._database = _NextTry(tell)
        self._servers: dict[str | None, _NextTry] = {}

    def look(self, theirs: Sequence[Workspace]) -> None:
        """One question for all of them, however many they are: most looks find nothing. Raises `Refused`
        (store.replaced)."""
        if self._database.waits() or not theirs:
            return
        try:
            with _faults_worded():
                due = self._due(theirs[0])
        except CollabError as error:
            if error.key == REPLACED:
                raise
            self._database.failed(error)
            return
        self._database.over()
        for workspace in theirs:
            server = self._servers.setdefault(workspace.account, _NextTry(self._tell))
            if not server.waits() and workspace.account in due:
                self._send(workspace, server)

    def end(self, workspace: Workspace) -> None:
        """Writes what is known still, where the database takes it by now: whoever works next would send it again."""
        if self._left.answered:
            with suppress(CollabError):
                self._left.take_up(workspace.as_worker(), lambda _: None)

    def _due(self, workspace: Workspace) -> Collection[str | None]:
        if self._left.is_marked:
            self._left.take_up(workspace.as_worker(), self._sent)
        return outbox.accounts_due(workspace.store, workspace.clock())

    def _send(self, workspace: Workspace, server: _NextTry) -> None:
        try:
            with _faults_worded():
                count = run_in_loop(send_once(workspace, self._ask, self._sent, self._stop.is_set, self._left))
        except CollabError as error:
            server.failed(error)
            return
        if count.sent:
            server.over()
        elif count.unreadable:
            server.rest()

    def _sent(self, mail: Outgoing) -> None:
        self._tell(WatchEvent("sent", outgoing=mail))


def _send_and_remind(
    workspace: Workspace,
    ask: AskSecret,
    lease: Lease,
    wall_clock: Callable[[], datetime],
    stop: threading.Event,
    tell: Tell,
    senders: Callable[[], Sequence[Workspace]],
) -> None:
    """A server that is gone keeps the mails of its own account back, and nobody else's."""
    ticking = Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it
    outboxes = _Outboxes(ask, stop, tell)
    theirs: Sequence[Workspace] = ()
    ticks = 0.0
    try:
        while not stop.is_set():
            if ticks <= 0:
                ticks = _tick(workspace, lease, wall_clock, ticking, stop, tell)
                theirs = _looked_up(senders, theirs, tell)
            outboxes.look(theirs)
            stop.wait(LOOK)
            ticks -= LOOK
    finally:
        outboxes.end(workspace)


def _looked_up(
    senders: Callable[[], Sequence[Workspace]], before: Sequence[Workspace], tell: Tell
) -> Sequence[Workspace]:
    try:
        return senders()
    except Unreachable as error:
        _lost("accounts", error, TICK, tell)
        return before


def _tick(
    workspace: Workspace,
    lease: Lease,
    wall_clock: Callable[[], datetime],
    pause: Pauses,
    stop: threading.Event,
    tell: Tell,
) -> float:
    """Seconds until the next look at the clock. Raises `Refused` (worker.lost) where the lease is another's, and
    (store.replaced)."""
    try:
        with _faults_worded():
            lease.renew()
            pass_time_in_turn(workspace, lease, wall_clock, stop.is_set)
            copy_by_rhythm(workspace, wall_clock)
    except CollabError as error:
        if error.key in ENDS:
            raise
        return _lost("time", error, pause.next(), tell)
    pause.over()
    return TICK


def _lost(what: str, error: CollabError, seconds: float, tell: Tell) -> float:
    """Returns `seconds`. Whoever watches words it for people; the log would show them the key."""
    log.info("%s: %s, next try in %.0f s", what, error, seconds)
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
