"""The leases of workers, by which one works at a time. On a file that holds whether it runs in a screen, in a daemon or
in cron; where many may work at once each has a lease of its own, and each mailbox and the clock have one that they hold
in turn.

A thread renews the lease as long as the work lasts, also while that waits for a server. A machine that slept may find
that another worker has taken over: then its lease has another number, and whatever it still wants to write is refused.

A lease that ran out while the database was away, or all machines slept, says nothing about its holder: he may have a
mail in hand, and renews it as soon as he can. Nobody takes it away before he has had the time for that, with the
database within reach all the time: who comes for one pass stays and looks.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from threading import Event, Thread
from time import sleep

from collabtui.errors import CollabError, Refused
from collabtui.store.interface import Fence, HeldLease, Store

log = logging.getLogger(__name__)

NAME = "worker"
BUSY = "worker.busy"
"""Key of the refusal where somebody else works, or reads the mailbox, or minds the clock."""
LOST = "worker.lost"
"""Key of the refusal that ends a worker: another one has taken over."""
RESTORED = "worker.restored"
"""Key of the same where a copy takes the place of the database: whoever begins anew works on what was restored."""
RESTORE = "restore"
"""The lease of who puts a copy in the place of the database."""
SECONDS = 120
"""How long a lease lasts without being renewed."""
RENEWED_EVERY = 20.0
"""Seconds; several renewals may fail, on a disk that is busy, before the lease runs out."""
SECONDS_AMONG_MANY = 45
"""The same where another is there to take over: within a minute, and renewed twice as often."""
CLOCKS_APART = 10.0
"""Seconds by which the clock of a worker's machine may differ from the database's. One that is fast would take from all
others again and again, and send what waits for its hour."""
GRACE = timedelta(seconds=SECONDS_AMONG_MANY)
"""How long the database has to have been within reach before the lease of another that ran out is taken away, unless
his process is known to be gone. Whoever lives renews his lease by then."""
MISSED = 2
"""Renewals in a row. Who did not come to that many does not know where the database was meanwhile."""
LOOKS = 9
"""Of who comes for one pass, within the time of grace, at a lease that he wants to take away."""
CLOCK = "clock"
OVERDUE = "overdue"
"""Under this word and the name of a lease stands who let it run out, and until when he is waited for."""
_ENDED = (b"Z", b"X", b"x")
"""States of a process (proc(5), field 3) that does nothing any more."""
_held = count()


class Lease:
    """A lease that is held."""

    def __init__(
        self, store: Store, asked: "_Asked", number: int, wall_clock: Callable[[], datetime], *, after_crash: bool
    ) -> None:
        self._store = store
        self._asked = asked
        self._wall_clock = wall_clock
        self.fence = Fence(name=asked.name, number=number)
        self.after_crash = after_crash
        """The one before did not release it: it was killed, or its machine went down."""
        self._reached_at = self._reached_since = wall_clock()

    def had_reach_for(self) -> timedelta:
        """The time since which the database has been within reach, as far as renewals show."""
        return self._wall_clock() - self._reached_since

    def renew(self) -> None:
        """Raises `Refused` (worker.lost) when somebody else has it or had it: then this worker slept too long and must
        stop."""
        self._renew(self._store)

    def _renew(self, store: Store) -> None:
        now = self._wall_clock()
        number = self._asked.take(store, now)
        if number == self.fence.number:
            self._note_reach(now)
            return
        if number is not None:
            self._asked.release(store)
        raise Refused(LOST)

    def _note_reach(self, now: datetime) -> None:
        if now - self._reached_at > MISSED * timedelta(seconds=self._asked.renewed_every()):
            self._reached_since = now
        self._reached_at = now

    def renew_until(self, over: Event) -> None:
        """For a thread of its own. Ends with the work, or when the lease is lost: the work meets that itself."""
        while not over.wait(self._asked.renewed_every()):
            try:
                with closing(self._store.open_again()) as store:
                    self._renew(store)
            except Refused as error:
                log.info("the lease cannot be renewed: %s", error)  # the work meets it itself, in words for people
                return
            except CollabError as error:
                log.info("the lease is not renewed this time: %s", error)


@dataclass(frozen=True)
class _Asked:
    """What is asked for: by which name, by whom, for how long."""

    name: str
    holder: str
    seconds: int = SECONDS_AMONG_MANY

    def renewed_every(self) -> float:
        """Seconds."""
        return RENEWED_EVERY * self.seconds / SECONDS

    def take(self, store: Store, now: datetime) -> int | None:
        """Raises Refused `worker.clock` (seconds)."""
        if (apart := store.clocks_apart(now)) > CLOCKS_APART:
            raise Refused("worker.clock", seconds=round(apart))
        return store.acquire_lease(self.name, self.holder, now=now, seconds=self.seconds)

    def release(self, store: Store) -> None:
        store.release_lease(self.name, self.holder)


Hold = Callable[[Store, Callable[[], datetime]], AbstractContextManager[Lease]]
Wait = Callable[[float], bool | None]
"""For so many seconds; true where it was ended before, because nobody wants to work any more."""


def _holder() -> str:
    return f"{this_process()}:{next(_held)}"  # two workers of one process are two


def holding(store: Store, wall_clock: Callable[[], datetime], wait: Wait = sleep) -> AbstractContextManager[Lease]:
    """Hold the lease of the one worker for the block. Raises `Refused` (worker.busy: holder) while another worker that
    lives is there, and where many may work any one of them.

    `wall_clock` is real time even where `--now` fixes the product's clock: the lease is about processes. A holder on
    this machine whose process is gone is not waited for: after kill -9 the next worker goes on at once. Of any
    other whose lease ran out the first who sees it is refused, and who comes after the time of grace stays so long."""
    if store.many_at_once:
        refuse_beside_workers(store.leases(), wall_clock)
    _refuse_beside_overdue(store, wall_clock, wait)
    return _holding(store, _Asked(NAME, _holder(), SECONDS), wall_clock)


def refuse_beside_workers(leases: Iterable[HeldLease], wall_clock: Callable[[], datetime]) -> None:
    """Raises `Refused` (worker.busy: holder) where one of them is that of a worker that lives, alone or among many."""
    for held in leases:
        if _kind(held) == NAME and is_running(held.holder, held.until.isoformat(), wall_clock()):
            raise Refused(BUSY, holder=held.holder)


def _kind(held: HeldLease) -> str:
    return held.name.split(" ")[0]


def _refuse_beside_overdue(store: Store, wall_clock: Callable[[], datetime], wait: Wait) -> None:
    """Raises `Refused` (worker.busy: holder) while the time of grace of a worker's lease lasts that has run out. When
    it began is kept beside the lease, so that no command waits that comes before its end. What is over is taken away,
    but for the lease of the one worker, which whoever takes it finds left."""
    leases, now = store.leases(), wall_clock()
    noted = {held.name: held for held in leases if _kind(held) == OVERDUE}
    overdue = [held for held in leases if _kind(held) == NAME and held.until <= now]
    notes = {held.name: noted.pop(f"{OVERDUE} {held.name}", None) for held in overdue}
    for stale in noted.values():
        store.end_lease(stale)
    waited_for = [held for held in overdue if not _is_gone(held.holder)]
    early = [held for held in waited_for if not _grace_is_over(store, held, notes[held.name], now)]
    if early or (waited_for and not _are_left_alone(store, waited_for, wall_clock, wait)):
        raise Refused(BUSY, holder=(early or waited_for)[0].holder)
    for held in overdue:
        _end_overdue(store, held, notes[held.name])


def _grace_is_over(store: Store, held: HeldLease, note: HeldLease | None, now: datetime) -> bool:
    """Begins it where nobody has, or where the holder has renewed his lease since."""
    seen = f"{held.holder} {held.until.isoformat()}"
    if note is not None and note.holder == seen:
        return note.until <= now
    if note is not None:
        store.end_lease(note)
    _Asked(f"{OVERDUE} {held.name}", seen).take(store, now)
    return False


def _are_left_alone(store: Store, overdue: Iterable[HeldLease], wall_clock: Callable[[], datetime], wait: Wait) -> bool:
    """Whether nobody renews them although the database is within reach for the time of grace. That another pass was
    here before says nothing of that: the database may have been away ever since. A look that comes late says as much
    of the time before it."""
    apart = GRACE / LOOKS
    seen_at = wall_clock()
    for _ in range(LOOKS):
        if wait(apart.total_seconds()):
            return False
        there, now = store.leases(), wall_clock()
        if now - seen_at > MISSED * apart or any(held not in there for held in overdue):
            return False
        seen_at = now
    return True


def _end_overdue(store: Store, held: HeldLease, note: HeldLease | None) -> None:
    if held.name != NAME and store.end_lease(held):
        log.warning("the lease %s was left by %s", held.name, held.holder)
    if note is not None:
        store.end_lease(note)


def joining(store: Store, wall_clock: Callable[[], datetime], wait: Wait = sleep) -> AbstractContextManager[Lease]:
    """As `holding`; where many may work at once, beside the others, with a lease of its own."""
    if not store.many_at_once:
        return holding(store, wall_clock, wait)
    holder = _holder()
    return _holding(store, _Asked(f"{NAME} {holder}", holder), wall_clock)


def reading(store: Store, mailbox: str, wall_clock: Callable[[], datetime]) -> AbstractContextManager[Lease]:
    """One reader a mailbox, where many may work at once. Raises as `holding`."""
    return _holding(store, _Asked(mailbox_lease(mailbox), _holder()), wall_clock)


@contextmanager
def taking_over(store: Store, wall_clock: Callable[[], datetime]) -> Iterator[Lease]:
    """Hold the lease of the one worker, whoever has it, to put a copy in the place of the database: what he still wants
    to write is refused from now on, and he is told why. Raises `Refused` (worker.busy: holder) where he has renewed it
    at this moment."""
    with _holding(store, _Asked(RESTORE, _holder(), SECONDS), wall_clock):
        for held in store.leases():
            if _kind(held) == NAME:
                store.end_lease(held)
        with _holding(store, _Asked(NAME, _holder(), SECONDS), wall_clock) as lease:
            yield lease


def mailbox_lease(mailbox: str) -> str:
    """The name of the lease of who reads it."""
    return f"mailbox {mailbox}"


def minding_the_clock(store: Store, wall_clock: Callable[[], datetime]) -> AbstractContextManager[Lease]:
    """The duties of the clock are one worker's at a time, whoever comes first. Raises as `holding`."""
    return _holding(store, _Asked(CLOCK, _holder()), wall_clock)


def end_leases_over(store: Store, own: Lease, wall_clock: Callable[[], datetime]) -> None:
    """Take away the leases whose process is gone or that ran out, these once the database has been within our reach for
    the time of grace: what these workers had begun to send is taken over, and of what they still want to write nothing
    is taken."""
    has_waited = own.had_reach_for() >= GRACE
    for held in store.leases():
        is_over = has_waited and held.until <= wall_clock()
        if (is_over or _is_gone(held.holder)) and store.end_lease(held):
            log.warning("the lease %s was left by %s", held.name, held.holder)


@contextmanager
def _holding(store: Store, asked: _Asked, wall_clock: Callable[[], datetime]) -> Iterator[Lease]:
    restored = store.leases_given(RESTORE)
    left = store.lease_holder(asked.name) is not None
    number = asked.take(store, wall_clock())
    if number is None:
        other = store.lease_holder(asked.name)
        if other is None or not _is_gone(other):
            raise _busy(store, asked, wall_clock)
        store.release_lease(asked.name, other)
        number = asked.take(store, wall_clock())
        if number is None:
            raise _busy(store, asked, wall_clock)
    lease, over = Lease(store, asked, number, wall_clock, after_crash=left), Event()
    renewing = Thread(target=lease.renew_until, args=(over,), name="collabtui-lease", daemon=True)
    renewing.start()
    try:
        yield lease
    except Refused as error:
        if error.key == LOST and store.leases_given(RESTORE) != restored:
            raise Refused(RESTORED) from error
        raise
    finally:
        over.set()
        renewing.join()
        asked.release(store)


def _busy(store: Store, asked: _Asked, wall_clock: Callable[[], datetime]) -> Refused:
    """Who puts a copy in the place of the database is no worker, and soon done."""
    for held in store.leases():
        if held.name == RESTORE and is_running(held.holder, held.until.isoformat(), wall_clock()):
            return Refused(RESTORED)
    return Refused(BUSY, holder=store.lease_holder(asked.name) or "?")


def is_running(holder: str, until: str, now: datetime) -> bool:
    """Whether the holder of a lease, as it is kept, works: the lease has not run out, and its process lives."""
    return datetime.fromisoformat(until) > now and not _is_gone(holder)


def this_process() -> str:
    """`host:pid:start`, as the name of a holder begins; the start time tells a process from a later one that was given
    the same number."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}"


def process_of(holder: str) -> str:
    """As `this_process` gives it."""
    return holder.rpartition(":")[0]


def _is_gone(holder: str) -> bool:
    host, _, process = holder.partition(":")
    pid, started, *_ = [*process.split(":"), ""]
    return host == socket.gethostname() and pid.isdigit() and _started(int(pid)) != started


def _started(pid: int) -> str:
    """Clock ticks since boot at which the process began (proc(5), field 22); "" when there is no such process, or only
    its exit code that nobody has asked for; and where the system has no /proc, whether a signal could be sent."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:  # noqa: PTH123  # a kernel file: nothing of a path is needed
            state, *fields = stat.read().rpartition(b")")[2].split()
        return "" if state in _ENDED else fields[18].decode()
    except (FileNotFoundError, ProcessLookupError):  # the latter where it ends between open and read
        if os.path.isdir("/proc/self"):  # noqa: PTH112  # as above
            return ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    return "alive"
