"""A folder on a scripted server, read pass by pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from collabtui.domain.mail.mail_records import Cursor, Incoming, Unfetched
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.imap import connect
from collabtui.worker.read_mailbox import read_new
from support.imap_script import SECRET, scripted
from support.lying_imap import LyingImap
from support.scripted_server import Scripted
from support.world import CONFIG, Clock


def mail(number: int) -> bytes:
    return (
        f"From: x{number}@elsewhere.test\r\nTo: li@example.test\r\nDate: Mon, 02 Mar 2026 14:00:00 +0800\r\n"
        f"Message-ID: <{number}@there>\r\nSubject: mail {number}\r\n\r\nHello from number {number}.\r\n"
    ).encode()


@contextmanager
def reading(home: Path, folder: LyingImap) -> "Iterator[Reader]":
    clock = Clock()
    with open_workspace(Home(home), CONFIG, clock) as workspace, Scripted(folder) as server:
        yield Reader(workspace, server, clock)


class Reader:
    """One pass at a time, each in a session of its own, as `sync` does it."""

    def __init__(self, workspace: Workspace, server: Scripted, clock: Clock) -> None:
        self.workspace = workspace
        self.server = server
        self.clock = clock
        self.host, self.username = server.host, "li"

    def read(self, stop: Callable[[], bool] = lambda: False) -> int:
        """How many mails came in. Raises what a pass raises."""
        server = scripted(self.server, junk=False, host=self.host, username=self.username)
        with connect(server, SECRET, timeout=2) as mailbox:
            mailbox.select()
            return read_new(self.workspace, mailbox, server, stop=stop).total()

    def read_or_fail(self) -> str:
        """The key of the error in which the pass ended."""
        try:
            self.read()
        except Unreachable as error:
            return error.key
        return ""

    def pass_by(self, time: timedelta) -> None:
        self.clock.now += time

    @property
    def taken_in(self) -> list[str]:
        return sorted(incoming.message_id for incoming in self.workspace.store.find(Incoming))

    @property
    def waiting(self) -> list[Unfetched]:
        return self.workspace.store.find(Unfetched, state="waiting")

    @property
    def cursor(self) -> Cursor:
        (cursor,) = self.workspace.store.find(Cursor)
        return cursor


def ids(*numbers: int) -> list[str]:
    return sorted(f"<{number}@there>" for number in numbers)


def mails(*numbers: int) -> dict[int, bytes]:
    return {number: mail(number) for number in numbers}
