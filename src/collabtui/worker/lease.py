"""One worker at a time per database, whether it runs in a screen, in a daemon or in cron.

A thread renews the lease as long as the work lasts, also while that waits for a server. A machine that slept may find
that another worker has taken over: then its lease has another number, and whatever it still wants to write is refused.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from threading import Event, Thread

from collabtui.errors import CollabError, Refused
from collabtui.store.interface import Fence, Store

log = logging.getLogger(__name__)

NAME = "worker"
LOST = "worker.lost"
"""Key of the refusal that ends a worker: another one has taken over."""
SECONDS = 120
"""How long a lease lasts without being renewed."""
RENEWED_EVERY = 20.0
"""Seconds; several renewals may fail, on a disk that is busy, before the lease runs out."""
_held = count(1)


class Lease:
    """A lease that is held."""

    def __init__(
        self, store: Store, holder: str, number: int, wall_clock: Callable[[], datetime], *, after_crash: bool
    ) -> None:
        self._store = store
        self._holder = holder
        self._wall_clock = wall_clock
        self.fence = Fence(name=NAME, number=number)
        self.after_crash = after_crash
        """The one before did not release it: it was killed, or its machine went down."""

    def renew(self) -> None:
        """Raises `Refused` (worker.lost) when somebody else has it or had it: then this worker slept too long and must
        stop."""
        self._renew(self._store)

    def _renew(self, store: Store) -> None:
        number = store.acquire_lease(NAME, self._holder, now=self._wall_clock(), seconds=SECONDS)
        if number == self.fence.number:
            return
        if number is not None:
            store.release_lease(NAME, self._holder)
        raise Refused(LOST)

    def renew_until(self, over: Event) -> None:
        """For a thread of its own. Ends with the work, or when the lease is lost: the work meets that itself."""
        while not over.wait(RENEWED_EVERY):
            try:
                with closing(self._store.open_again()) as store:
                    self._renew(store)
            except Refused as error:
                log.warning("the lease cannot be renewed: %s", error)
                return
            except CollabError as error:
                log.warning("the lease is not renewed this time: %s", error)


@contextmanager
def holding(store: Store, wall_clock: Callable[[], datetime]) -> Iterator[Lease]:
    """Hold the lease for the block. Raises `Refused` (worker.busy: holder) while another worker that lives holds it.

    `wall_clock` is real time even where `--now` fixes the product's clock: the lease is about processes. A holder on
    this machine whose process is gone is not waited for: after kill -9 the next worker goes on at once."""
    holder = f"{this_process()}:{next(_held)}"  # two workers of one process are two
    left = store.lease_holder(NAME) is not None
    number = store.acquire_lease(NAME, holder, now=wall_clock(), seconds=SECONDS)
    if number is None:
        other = store.lease_holder(NAME)
        if other is None or not _is_gone(other):
            raise Refused("worker.busy", holder=other or "?")
        store.release_lease(NAME, other)
        number = store.acquire_lease(NAME, holder, now=wall_clock(), seconds=SECONDS)
        if number is None:
            raise Refused("worker.busy", holder=store.lease_holder(NAME) or "?")
    lease, over = Lease(store, holder, number, wall_clock, after_crash=left), Event()
    renewing = Thread(target=lease.renew_until, args=(over,), name="collabtui-lease", daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        over.set()
        renewing.join()
        store.release_lease(NAME, holder)


def is_running(holder: str, until: str, now: datetime) -> bool:
    """Whether the holder of a lease, as it is kept, works: the lease has not run out, and its process lives."""
    return datetime.fromisoformat(until) > now and not _is_gone(holder)


def this_process() -> str:
    """`host:pid:start`, as the name of a holder begins; the start time tells a process from a later one that was given
    the same number."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}"


def _is_gone(holder: str) -> bool:
    host, _, process = holder.partition(":")
    pid, started, *_ = [*process.split(":"), "", ""]
    return host == socket.gethostname() and pid.isdigit() and _started(int(pid)) != started


def _started(pid: int) -> str:
    """Clock ticks since boot at which the process began (proc(5), field 22); "" when there is no such process, and
    where the system has no /proc, whether a signal could be sent."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:  # noqa: PTH123  # a kernel file: nothing of a path is needed
            return stat.read().rpartition(b")")[2].split()[19].decode()
    except FileNotFoundError:
        if os.path.isdir("/proc/self"):  # noqa: PTH112
            return ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    return "alive"
