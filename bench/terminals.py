"""A program on a terminal of its own: when what was first seen on it, and what the program cost."""

import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, LINES = 120, 40
_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?$<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])")
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R"}
"""What a terminal says when it is asked what it can do."""


class Terminal:
    """Times are those of `time.perf_counter`. What cursor movements break apart counts as not seen: ask for a word."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._said: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self.pid, self._end = pty.fork()
        if not self.pid:
            os.execvpe(command[0], list(command), {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"})  # noqa: S606  # a peer that is measured
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._end)

    def _listen(self) -> None:
        while True:
            try:
                said = os.read(self._end, 65536)
            except OSError:
                return
            self._said.append((time.perf_counter(), said))
            for question, answer in _ANSWERS.items():
                if question in said:
                    os.write(self._end, answer)

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def wait_for(self, word: str, *, since: float = 0.0, patience: float = 60.0) -> float:
        """When it was first seen after `since`."""
        until = time.perf_counter() + patience
        wanted = word.encode()
        while time.perf_counter() < until:
            shown = b""
            for at, said in self._said:
                if at >= since:
                    shown += said
                    if wanted in shown and wanted in _CONTROL.sub(b"", shown):
                        return at
            time.sleep(0.002)
        raise TimeoutError(f"{word!r} was never seen")

    def cpu_seconds(self) -> float:
        """Of the program so far, all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
