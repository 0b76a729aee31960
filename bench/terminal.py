"""A program on a terminal of its own: when what was first seen on it, how soon a key is answered, what it costs."""

import compileall
import fcntl
import os
import pty
import re
import signal
import struct
import sysconfig
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

SOURCE = Path(__file__).parent.parent / "src"
COLUMNS, LINES = 120, 40
QUIET = 0.06
"""Seconds without output after which a paint is taken to be over."""
LONGEST = 60.0
"""Seconds after which a program is given up."""
LOOK = 0.002
_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?$<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])")
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R"}
"""What a terminal says when it is asked what it can do."""


def compile_all(*sources: Path) -> None:
    """What is measured, as an installed program is, and Textual: where Python writes no compiled files each start would
    compile it, and a bare app would look as slow as one that does more."""
    for folder in (*sources, Path(sysconfig.get_path("purelib"))):
        compileall.compile_dir(folder, quiet=1)


class Terminal:
    """Instants are those of `time.perf_counter`. What cursor movements break apart is not seen: ask for one word."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str] | None = None, source: Path = SOURCE) -> None:
        own = {"PYTHONPATH": str(source), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._said: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self.pid, self._end = pty.fork()
        if not self.pid:
            os.execvpe(command[0], list(command), {**(os.environ if environ is None else environ), **own})  # noqa: S606  # ours or a peer, no shell
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
        self._listener.join()
        os.close(self._end)

    def _listen(self) -> None:
        while True:
            try:
                said = os.read(self._end, 1 << 16)
            except OSError:  # it has gone
                return
            self._said.append((time.perf_counter(), said))
            for question, answer in _ANSWERS.items():
                if question in said:
                    os.write(self._end, answer)

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def wait_for(self, word: str, *, since: float = 0.0) -> float:
        """When it was first seen after `since`. Raises TimeoutError."""
        until, wanted = time.perf_counter() + LONGEST, word.encode()
        while time.perf_counter() < until:
            shown = b""
            for at, said in self._since(since):
                shown += said
                if wanted in shown and wanted in _CONTROL.sub(b"", shown):
                    return at
            time.sleep(LOOK)
        raise TimeoutError(f"{word!r} was never seen")

    def settle(self, seconds: float) -> None:
        """Wait until nothing was painted for so long."""
        began = time.perf_counter()
        while (now := time.perf_counter()) - began < LONGEST:
            last = self._said[-1][0] if self._said else began
            if now - max(last, began) >= seconds:
                return
            time.sleep(LOOK)

    def press(self, keys: str) -> tuple[float, float] | None:
        """Milliseconds from the key to the first and to the last that it made the program paint; None where it painted
        nothing within a second."""
        pressed = time.perf_counter()
        self.type(keys)
        while not (painted := self._since(pressed)) and time.perf_counter() - pressed < 1:
            time.sleep(LOOK)
        while painted and time.perf_counter() - painted[-1][0] < QUIET:
            time.sleep(LOOK)
            painted = self._since(pressed)
        return ((painted[0][0] - pressed) * 1e3, (painted[-1][0] - pressed) * 1e3) if painted else None

    def _since(self, instant: float) -> list[tuple[float, bytes]]:
        return [(at, said) for at, said in tuple(self._said) if at >= instant]

    def cpu(self) -> float:
        """Milliseconds of processor time that it has taken so far, all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise ProcessLookupError(self.pid)
