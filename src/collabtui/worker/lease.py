"""One worker at a time per database, whether it runs in a screen, in a daemon or in cron."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from collabtui.errors import Refused
from collabtui.store.interface import Store

NAME = "worker"
SECONDS = 120
"""How long a lease lasts without being renewed: longer than any single step of the worker."""


class Lease:
    """A lease that is held. `renew` between the steps of long work."""

    def __init__(self, store: Store, holder: str, wall_clock: Callable[[], datetime]) -> None:
        self._store = store
        self._holder = holder
        self._wall_clock = wall_clock

    def renew(self) -> None:
        """Raises `Refused` (worker.lost) when somebody else has it: then this worker slept too long and must stop."""
        if not self._store.acquire_lease(NAME, self._holder, now=self._wall_clock(), seconds=SECONDS):
            raise Refused("worker.lost")


@contextmanager
def holding(store: Store, wall_clock: Callable[[], datetime]) -> Iterator[Lease]:
    """Hold the lease for the block. Raises `Refused` (worker.busy: holder) while another process that lives holds it.

    `wall_clock` is real time even where `--now` fixes the product's clock: the lease is about processes. A holder on
    this machine whose process is gone is not waited for: after kill -9 the next worker goes on at once."""
    holder = this_process()
    if not store.acquire_lease(NAME, holder, now=wall_clock(), seconds=SECONDS):
        other = store.lease_holder(NAME)
        if other is None or not _is_gone(other):
            raise Refused("worker.busy", holder=other or "?")
        store.release_lease(NAME, other)
        if not store.acquire_lease(NAME, holder, now=wall_clock(), seconds=SECONDS):
            raise Refused("worker.busy", holder=store.lease_holder(NAME) or "?")
    try:
        yield Lease(store, holder, wall_clock)
    finally:
        store.release_lease(NAME, holder)


def is_running(holder: str, until: str, now: datetime) -> bool:
    """Whether the holder of a lease, as it is kept, works: the lease has not run out, and its process lives."""
    return datetime.fromisoformat(until) > now and not _is_gone(holder)


def this_process() -> str:
    """`host:pid:start`; the start time tells a process from a later one that was given the same number."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}"


def _is_gone(holder: str) -> bool:
    host, _, process = holder.partition(":")
    pid, _, started = process.partition(":")
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
