"""How long a command may take before it is taken for one that hangs: by its own time, and not by that of a machine that
does other work meanwhile."""

import time
from pathlib import Path

LOOKED_EVERY = 0.2
"""Seconds."""


class Patience:
    """Counts the seconds in which a process runs, or waits for something else than a processor: a server, a lock, a
    disk. Where the system does not tell what it waits for (/proc/PID/schedstat), each second counts."""

    def __init__(self, pid: int, seconds: float) -> None:
        self._tasks = Path(f"/proc/{pid}/task")
        self._left = seconds
        self._looked = time.monotonic()
        self._waited = self._waits()

    def is_over(self) -> bool:
        """To be asked again and again."""
        now, waited = time.monotonic(), self._waits()
        passed, in_line = now - self._looked, max(0.0, waited - self._waited)
        self._left -= max(0.0, passed - in_line)
        self._looked, self._waited = now, waited
        return self._left <= 0

    def _waits(self) -> float:
        """Seconds for which its threads have been ready to run and did not; 0 once it is no more."""
        try:
            return sum(int((task / "schedstat").read_text().split()[1]) for task in self._tasks.iterdir()) / 1e9
        except (OSError, IndexError):  # it ended just now, or there is no such thing here
            return 0.0
