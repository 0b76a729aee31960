"""Running the program's commands in processes of their own, through the forker."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from chaos.forker import Order
from support.paths import ROOT
from support.patience import LOOKED_EVERY, Patience

PATIENCE = 60.0
"""Seconds of its own (`patience`) after which a command that does not end is a fault of its own."""
_PATH = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])


@dataclass(frozen=True)
class Ended:
    code: int
    points: int
    """Places at which it could have been killed, as far as it came."""
    said: str
    hung: bool = False
    """It did not end in time, and was ended."""

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Running:
    """A command under way."""

    def __init__(self, forker: "Forker", pid: int, said: Path) -> None:
        self._forker = forker
        self._said = said
        self.pid = pid

    def lives(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self, number: int = signal.SIGKILL) -> Ended:
        with suppress(ProcessLookupError):  # it ended just now
            os.kill(self.pid, number)
        return self.wait()

    def wait(self, patience: float = PATIENCE) -> Ended:
        hung, ended, left = threading.Event(), threading.Event(), Patience(self.pid, patience)

        def end_it() -> None:
            while not ended.wait(LOOKED_EVERY):
                if left.is_over():
                    hung.set()
                    with suppress(ProcessLookupError):  # it ended just now
                        os.kill(self.pid, signal.SIGKILL)
                    return

        alarm = threading.Thread(target=end_it, daemon=True)
        alarm.start()
        end = self._forker.answer()
        ended.set()
        alarm.join()
        said = self._said.read_text("utf-8", errors="replace") if self._said.exists() else ""
        return Ended(end["code"], end["points"], said, hung.is_set())


class Forker:
    """Runs one command at a time; for two at once there are two. Give it to `with`."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # our own interpreter, our own code
            [sys.executable, "-m", "chaos.forker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": _PATH},
        )  # fmt: skip
        self.answer()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def end(self) -> None:
        """At once: the command under way is gone too, and whoever waits for it gets no answer."""
        self._process.kill()

    def start(
        self,
        words: Sequence[str],
        environ: dict[str, str],
        said: Path,
        *,
        stdin: Path | None = None,
        kill_at: int | None = None,
        file_limit: int | None = None,
        bound_by_modes: bool = False,
        terminal: str = "",
    ) -> Running:
        said.unlink(missing_ok=True)
        order = Order(
            words=list(words), environ=environ, stdin=str(stdin or ""), said=str(said), kill_at=kill_at,
            file_limit=file_limit, bound_by_modes=bound_by_modes, terminal=terminal,
        )  # fmt: skip
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Running(self, self.answer()["pid"], said)

    def answer(self) -> dict[str, int]:
        assert self._process.stdout
        answer: dict[str, int] = json.loads(self._process.stdout.readline())
        return answer
