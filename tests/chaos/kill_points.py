"""Where a program can die: before each statement to the database, each packet of a line, each change of a file.

They are counted, so that "the 137th of `sync`" is the same place each time: a kill after so many milliseconds would be
another one on a busy machine. A kill inside a write leaves the beginning of it on the disk:
`faults/torn_log.py` does that.
"""

import itertools
import mmap
import os
import signal
import socket
import sqlite3
import struct
import sys
from collections.abc import Callable
from typing import Any

FILE_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
SOCKET_CALLS = ("send", "sendall", "sendmsg", "recv", "recv_into")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class KillPoints:
    """Counts into `shared`, which who waits for the process reads; at the point `kill_at` the process is no more."""

    def __init__(self, shared: mmap.mmap, kill_at: int | None) -> None:
        self._shared = shared
        self._kill_at = kill_at
        self._numbers = itertools.count(1)  # one step of the interpreter: threads do not share a number

    def reached(self, *_: object) -> None:
        number = next(self._numbers)
        self._shared[:8] = struct.pack("q", number)
        if number == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """For the rest of this process's life."""
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect

        def watched(*given: Any, **more: Any) -> sqlite3.Connection:
            connection = connect(*given, **more)
            connection.set_trace_callback(self.reached)
            return connection

        setattr(sqlite3, "connect", watched)  # noqa: B010  # an assignment would have to have all its overloads
        for name in SOCKET_CALLS:
            setattr(socket.socket, name, self._before(getattr(socket.socket, name)))
        os.fsync = self._before(os.fsync)
        sys.addaudithook(self._audited)

    def _before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **more: Any) -> Any:
            self.reached()
            return call(*given, **more)

        return counted

    def _audited(self, event: str, given: tuple[Any, ...]) -> None:
        if event in FILE_EVENTS or (event == "open" and isinstance(given[2], int) and given[2] & WRITING):
            self.reached()


def counted(shared: mmap.mmap) -> int:
    number: int = struct.unpack("q", shared[:8])[0]
    return number
