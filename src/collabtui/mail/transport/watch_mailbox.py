"""Watching a mailbox (IDLE, or rounds where there is none): connect, read, wait for a notice, and come back after a
failure (how long until then: `domain.retry_pauses`)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from typing import Protocol

from collabtui.domain.retry_pauses import Pauses
from collabtui.errors import CollabError, Conflict, Refused
from collabtui.mail.transport.imap import ImapMailbox

IDLE_ROUNDS = (0.2, 1.0, 5.0, 30.0, 60.0)
"""Seconds of each wait, from the last find on. A notice is lost to us when it comes with the answer to another command;
that happens where mail follows mail, so the first rounds are short. None lets a router forget the line."""
POLL_ROUNDS = (5.0, 15.0, 30.0, 60.0)
"""The same where the server gives no notice."""
LOCKING = frozenset({"imap.login", "imap.method"})
"""Another try soon is of no use, and providers lock the account after some."""


class Stop(Protocol):
    """As much of threading.Event as is needed."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float) -> bool:
        """True as soon as it is set, false after `timeout` seconds."""


def watch(
    open_mailbox: Callable[[], AbstractContextManager[ImapMailbox]],
    read: Callable[[ImapMailbox], int],
    *,
    stop: Stop,
    random: Random,
    ready: Callable[[], None],
    lost: Callable[[CollabError, float], None],
) -> None:
    """Returns when `stop` is set. Blocks, so it wants a thread of its own, in which everything given is called.

    `open_mailbox` connects, with a password asked for anew, because tokens expire. `read` reads what is new and says
    how many it found; it is called at once and after every wait. `ready` is told of each folder opened; `lost` of each
    failure, with the seconds until the next try. Whatever one of them raises that is no CollabError ends the watch, as
    does anything that `lost` raises."""
    pause = Pauses(random)
    while not stop.is_set():
        try:
            with open_mailbox() as mailbox:
                mailbox.select()
                ready()
                _rounds(mailbox, read, stop, pause)
        except CollabError as error:
            if stop.is_set():
                return
            seconds = pause.longest() if _hopeless(error) else pause.next()
            lost(error, seconds)
            stop.wait(seconds)


def _rounds(mailbox: ImapMailbox, read: Callable[[ImapMailbox], int], stop: Stop, pause: Pauses) -> None:
    silent = 0
    while not stop.is_set():
        if read(mailbox):
            silent = 0
            continue  # more may have come meanwhile
        rounds = IDLE_ROUNDS if mailbox.idles else POLL_ROUNDS
        mailbox.wait(rounds[min(silent, len(rounds) - 1)], stop.is_set)
        silent += 1
        pause.over()  # a server that lets us in and hangs up at once has not recovered


def _hopeless(error: CollabError) -> bool:
    """Not where another worker wrote beside this one: what it meant to write is read anew."""
    refused = isinstance(error, Refused) and not isinstance(error, Conflict)
    return refused or error.key in LOCKING
