"""The folder for unwanted mail: providers put answers there, so it is looked into, and what lies there waits."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from collabtui.config import Imap
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.worker.read_mailbox import ReadProgress, read_new

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
"""Between two looks while the inbox is watched; each costs the watch a few round trips."""

DECLINED = frozenset({"imap.folder", "imap.closed", "imap.busy", "imap.in_use", "imap.answer"})
"""The session goes on after these."""


class JunkRound:
    """Says when the next look is due, by real time."""

    def __init__(self, wall_clock: Callable[[], datetime]) -> None:
        self._wall_clock = wall_clock
        self._last: datetime | None = None

    def due(self) -> bool:
        now = self._wall_clock()
        if self._last is not None and self._last <= now < self._last + EVERY:
            return False
        self._last = now
        return True


def read_junk(
    workspace: Workspace,
    mailbox: ImapMailbox,
    server: Imap,
    progress: ReadProgress = lambda _: None,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Counter[str]:
    """Take in what is new there, and open the inbox again: what arrived there meanwhile has to be searched for. `stop`
    as `read_new` has it.

    A provider that has no such folder, or does not open it, takes nothing from the inbox."""
    if not server.junk:
        return Counter()
    try:
        folder = mailbox.junk_folder()
        if not folder or folder == server.folder:
            return Counter()
        aside = mailbox.beside(folder)
        aside.select()
    except Unreachable as error:
        if error.key not in DECLINED:
            raise
        log.info("the folder for unwanted mail is not read: %s", error)
        seen: Counter[str] = Counter()
    else:
        there = server.model_copy(update={"folder": folder})
        seen = read_new(workspace, aside, there, progress, junk=True, stop=stop)
    mailbox.select()
    return seen
