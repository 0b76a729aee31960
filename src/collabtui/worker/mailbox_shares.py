"""Mailboxes shared out among workers, each with one reader at a time by its lease.

The first worker finds all of them free and reads them. One that comes later, and reads fewer, leaves a note beside the
lease of each that it would read; who reads two more than it gives one up, after the mail that he has in hand.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from threading import Lock

from collabtui.errors import CollabError
from collabtui.mail.transport.watch_mailbox import Stop
from collabtui.store.interface import HeldLease, Store
from collabtui.worker.lease import mailbox_lease, process_of, this_process

log = logging.getLogger(__name__)

LOOK = timedelta(seconds=5)
"""Between two looks of a reader at whether another wants his mailbox."""
_WANTED = "wanted"
"""Under this word and the name of a mailbox stands who would read it."""
_WANTED_SECONDS = 15
_LEVEL = 1
"""By so many mailboxes two workers may differ."""


class MailboxShares:
    """The mailboxes of one process, which all threads of it share."""

    def __init__(self, wall_clock: Callable[[], datetime], process: str | None = None) -> None:
        self._wall_clock = wall_clock
        self._process = process or this_process()
        self._lock = Lock()
        self._given_up = set[str]()
        """Of which the lease is still ours."""

    def ask_for(self, store: Store, mailbox: str) -> None:
        """Leave a note where the reader of this mailbox reads too many; take it away where that is so no more."""
        leases, now = store.leases(), self._wall_clock()
        read_by, note = _read_by(leases, now), _note(mailbox)
        reader = next((process_of(one.holder) for one in leases if one.name == mailbox_lease(mailbox)), None)
        if reader and read_by[reader] - read_by[self._process] > _LEVEL:
            store.acquire_lease(note, self._process, now=now, seconds=_WANTED_SECONDS)
        elif any((one.name, one.holder) == (note, self._process) for one in leases):
            store.release_lease(note, self._process)

    def was_taken(self, store: Store, mailbox: str) -> None:
        """This process reads it now."""
        store.release_lease(_note(mailbox), self._process)

    def gives_up(self, store: Store, mailbox: str) -> bool:
        """Whether it is to be read by another, who has asked for it. What is being given up counts as his already."""
        leases, now = store.leases(), self._wall_clock()
        asking = next((one.holder for one in leases if one.name == _note(mailbox) and one.until > now), None)
        if asking is None:
            return False
        read_by = _read_by(leases, now)
        with self._lock:
            under_way = 2 * len(self._given_up - {mailbox})
            if read_by[self._process] - read_by[asking] - under_way > _LEVEL:
                self._given_up.add(mailbox)
            return mailbox in self._given_up

    def was_left(self, mailbox: str) -> None:
        """Its lease is released."""
        with self._lock:
            self._given_up.discard(mailbox)


class ReadingEnds:
    """Set as soon as `stop` is, and when the mailbox is given up. For the thread that reads it."""

    def __init__(
        self, stop: Stop, shares: MailboxShares, store: Store, mailbox: str, wall_clock: Callable[[], datetime]
    ) -> None:
        self._stop, self._shares, self._store, self._mailbox = stop, shares, store, mailbox
        self._wall_clock = wall_clock
        self._looked_at = wall_clock()
        self.given_up = False

    def is_set(self) -> bool:
        return self._stop.is_set() or self._is_given_up()

    def wait(self, timeout: float) -> bool:
        return self._stop.wait(timeout)

    def _is_given_up(self) -> bool:
        now = self._wall_clock()
        if not self.given_up and not timedelta() <= now - self._looked_at < LOOK:
            self._looked_at = now
            try:
                self.given_up = self._shares.gives_up(self._store, self._mailbox)
            except CollabError as error:  # the reading meets it as well, and knows what to do then
                log.info("nobody knows who else would read %s: %s", self._mailbox, error)
        return self.given_up


def _note(mailbox: str) -> str:
    return f"{_WANTED} {mailbox}"


def _read_by(leases: Iterable[HeldLease], now: datetime) -> Counter[str]:
    """How many mailboxes each process reads."""
    prefix = mailbox_lease("")
    return Counter(process_of(one.holder) for one in leases if one.name.startswith(prefix) and one.until > now)
