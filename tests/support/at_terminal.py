"""A program at a terminal of its own, in a process of its own: what it draws, and a hand on its keys."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from support.paths import SOURCE
from support.patience import Patience

PATIENCE = 30.0
"""Seconds of its own without what is waited for."""
_CONTROL = re.compile(
    r"\x1b(?:\[[0-9;:?<>=]*[A-Za-z~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>78])"
)
_BEGUN = re.compile(r"\x1b(?:\[[0-9;:?<>=]*|\][^\x07\x1b]*|P[^\x1b]*|[()]?)\Z")


class Terminal:
    """The product's screens on a pseudo-terminal. What is drawn is read as text: the letters in the order in which they
    come, without what moves the cursor or colours them. A part of a line that did not change is not drawn again."""

    def __init__(self, *words: str, home: Path, size: tuple[int, int] = (80, 24)) -> None:
        environ = {
            "PATH": os.environ["PATH"], "COLLABTUI_HOME": str(home), "PYTHONPATH": str(SOURCE), "TZ": "",
            "TERM": "xterm-256color", "LANG": "C.UTF-8",
        }  # fmt: skip
        self.keys, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(  # noqa: S603  # ours
            [sys.executable, "-m", "collabtui", *words],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._raw = b""
        self.shown = ""
        """All that was drawn since it was last set to nothing."""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def type(self, text: str) -> None:
        """What was drawn before is forgotten."""
        self.read(0)
        self.shown = ""
        os.write(self.keys, text.encode())

    def read(self, seconds: float) -> bool:
        """Take in what has been drawn; wait so long for some of it."""
        ready, _, _ = select.select([self.keys], [], [], seconds)
        if not ready:
            return False
        try:
            self._raw += os.read(self.keys, 65536)
        except OSError:  # it has gone
            return False
        whole = self._raw.decode(errors="ignore")
        drawn, begun = _without_control(whole)
        self._raw = begun.encode() + self._raw[len(whole.encode()) :]
        self.shown += drawn
        return True

    def see(self, *texts: str) -> None:
        left = Patience(self.process.pid, PATIENCE)
        while not all(text in self.shown for text in texts):
            if left.is_over() or (not self.read(0.5) and self.process.poll() is not None):
                raise AssertionError(f"{texts} not in {self.shown[-3000:]!r}")

    def kill(self) -> None:
        """SIGKILL: it gets no chance to put anything in order."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        with contextlib.suppress(OSError):
            os.close(self.keys)


def _without_control(text: str) -> tuple[str, str]:
    """What is drawn, and the beginning of a sequence of which the rest is still to come."""
    drawn = _CONTROL.sub("", text)
    begun = _BEGUN.search(drawn)
    return (drawn[: begun.start()], begun.group()) if begun else (drawn, "")


def start(home: Path, *words: str, keys: Sequence[tuple[str, str]] = ()) -> Terminal:
    """The product, and so many steps into it: what to wait for, and what to press then."""
    terminal = Terminal(*words, home=home)
    try:
        for text, key in keys:
            terminal.see(text)
            terminal.type(key)
    except BaseException:
        terminal.kill()
        raise
    return terminal
