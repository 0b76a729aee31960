"""A program of the user's own and all that it starts: ended together."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def end_all(process: "subprocess.Popen[bytes]") -> None:
    """Of one that was started with `start_new_session`: `yes | cat` are three. Waits for itself alone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_below(process: "subprocess.Popen[bytes]") -> None:
    """Of one in our own session, as it has the terminal: itself and all below it. Each is stopped before it is asked
    what it has started, so that nothing is missed or is another process meanwhile. Waits for itself alone."""
    if process.poll() is None:
        found = [process.pid]
        for one in found:
            _signal(one, signal.SIGSTOP)
            found += _started_by(one)
        for one in found:
            _signal(one, signal.SIGKILL)
    process.wait()


def _signal(number: int, which: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended, or is another user's by now
        os.kill(number, which)


def _started_by(parent: int) -> list[int]:
    return [number for number, above in (_from_proc() if _PROCESSES.is_dir() else _from_ps()) if above == parent]


def _from_proc() -> Iterator[tuple[int, int]]:
    """Each process with the one that it was started by."""
    for folder in _PROCESSES.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # it has ended
                # its name stands in brackets, and may have some itself
                yield int(folder.name), int((folder / "stat").read_bytes().rpartition(b")")[2].split()[1])


def _from_ps() -> Iterator[tuple[int, int]]:
    """The same where there is no such folder."""
    with suppress(OSError, subprocess.SubprocessError):
        listed = subprocess.run(("ps", "-A", "-o", "pid=,ppid="), capture_output=True, check=True)  # noqa: S607  # the system's
        yield from ((int(number), int(above)) for number, above in map(bytes.split, listed.stdout.splitlines()))
