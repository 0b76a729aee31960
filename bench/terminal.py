"""A program in a terminal of its own: keys go in, what it paints comes out, and how long that took."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

SOURCE = Path(__file__).parent.parent / "src"
QUIET = 0.06
"""Seconds without output after which a paint is taken to be over."""
LONGEST = 30.0
"""Seconds after which a program is given up."""


class Terminal:
    """`with Terminal(command) as terminal: terminal.settle(); terminal.press(b"j")`."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, lines: int = 40) -> None:
        self.command = command
        self.size = (lines, columns)

    def __enter__(self) -> Self:
        environ = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.execvpe(self.command[0], list(self.command), environ)  # noqa: S606  # ours, no shell
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size, 0, 0))
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def settle(self, seconds: float = 1.0) -> bytes:
        """Read until nothing came for so long."""
        said, started = b"", time.monotonic()
        while time.monotonic() - started < LONGEST:
            if not self._is_ready(seconds):
                return said
            said += os.read(self._file, 1 << 16)
        return said

    def see(self, text: str, seconds: float = LONGEST) -> None:
        """Wait until something was painted. Raises TimeoutError."""
        wanted, said, end = text.encode(), b"", time.monotonic() + seconds
        while wanted not in said:
            if time.monotonic() > end or not self._is_ready(seconds):
                raise TimeoutError(f"{text!r} was never painted by {self.command}")
            said += os.read(self._file, 1 << 16)

    def press(self, keys: bytes) -> tuple[float, float] | None:
        """Milliseconds from the key to the first and to the last byte of what it made the program paint; None where
        it painted nothing."""
        started = time.perf_counter()
        os.write(self._file, keys)
        first = last = 0.0
        while self._is_ready(1.0 if not first else QUIET):
            os.read(self._file, 1 << 16)
            last = (time.perf_counter() - started) * 1e3
            first = first or last
        return (first, last) if first else None

    def cpu(self) -> float:
        """Milliseconds of processor time that it has taken so far, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise ProcessLookupError(self.pid)

    def _is_ready(self, seconds: float) -> bool:
        return bool(select.select([self._file], [], [], seconds)[0])
