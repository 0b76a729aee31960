"""The work that many workers take in turn: reading a mailbox, minding the clock; and joining them again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from random import Random

from collabtui.config import Imap
from collabtui.domain.retry_pauses import Pauses
from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.watch_mailbox import Stop
from collabtui.store.interface import Store
from collabtui.worker.lease import BUSY, LOST, Hold, Lease, end_leases_over, joining, minding_the_clock, reading
from collabtui.worker.mailbox_shares import MailboxShares, ReadingEnds
from collabtui.worker.one_pass import pass_time
from collabtui.worker.uid_validity import mailbox_of

MAILBOX_LOOK = 5.0
"""Seconds between two looks at whether a mailbox has no reader any more."""
_STOP_LOOK = 0.25
_DATABASE_BUSY = "store.busy"


def rejoining(
    work: Callable[[Hold, threading.Event], None],
    stop: threading.Event,
    lost: Callable[[CollabError, float], float],
) -> None:
    """Work until `stop` is set; and anew where the database was busy or away, or for longer than the lease lasted. What
    else ends the work before it has begun is raised, and on a file whatever else ends it. `lost` returns its seconds:
    the first ones each time a lease is lost, for until then all went well."""
    joined = threading.Event()

    def hold(store: Store, wall_clock: Callable[[], datetime]) -> AbstractContextManager[Lease]:
        if store.many_at_once:
            joined.set()
        return joining(store, wall_clock, stop.wait)

    pauses = Pauses(Random())  # noqa: S311  # spreads retries; nothing secret hangs on it
    while not stop.is_set():
        try:
            with _until(stop) as ended:
                work(hold, ended)
        except CollabError as error:
            away = joined.is_set() and (error.key == LOST or isinstance(error, Unreachable))
            if not away and error.key != _DATABASE_BUSY:
                raise
            if error.key == LOST:
                pauses.over()
            stop.wait(lost(error, pauses.next()))


@contextmanager
def _until(stop: threading.Event) -> Iterator[threading.Event]:
    """Is set as soon as `stop` is; what ends one round sets it, too, and not `stop`."""
    ended, over = threading.Event(), threading.Event()

    def pass_on() -> None:
        while not over.is_set():
            if stop.wait(_STOP_LOOK):
                ended.set()
                return

    thread = threading.Thread(target=pass_on, name="collabtui-stop", daemon=True)
    thread.start()
    try:
        yield ended
    finally:
        over.set()
        thread.join()


def read_in_turn(
    workspace: Workspace,
    server: Imap,
    read_on: Callable[[Workspace, Stop], None],
    shares: MailboxShares,
    wall_clock: Callable[[], datetime],
    stop: Stop,
) -> None:
    """Read while nobody else reads this mailbox, and look again and again whether nobody does any more. A worker that
    reads fewer may have it."""
    mailbox = mailbox_of(server)
    while not stop.is_set():
        ends = ReadingEnds(stop, shares, workspace.store, mailbox, wall_clock)
        try:
            with reading(workspace.store, mailbox, wall_clock) as lease:
                shares.was_taken(workspace.store, mailbox)
                read_on(workspace.under(lease.fence), ends)
        except Refused as error:
            if error.key not in (LOST, BUSY):
                raise
            shares.ask_for(workspace.store, mailbox)
            stop.wait(MAILBOX_LOOK)
        finally:
            shares.was_left(mailbox)
        if ends.given_up:
            stop.wait(2 * MAILBOX_LOOK)  # who has asked for it looks in between


def pass_time_in_turn(
    workspace: Workspace, own: Lease, wall_clock: Callable[[], datetime], stop: Callable[[], bool] = lambda: False
) -> None:
    """Queue what the clock asks for, unless another worker is at it; when `stop` says so, what is left waits. Raises
    the first of what failed, once all else is done."""
    if not workspace.store.many_at_once:
        _pass_time(workspace, stop)
        return
    end_leases_over(workspace.store, own, wall_clock)
    try:
        with minding_the_clock(workspace.store, wall_clock):
            _pass_time(workspace, stop)
    except Refused as error:
        if error.key != BUSY:
            raise


def _pass_time(workspace: Workspace, stop: Callable[[], bool]) -> None:
    for error in pass_time(workspace, stop).failed:
        raise error
