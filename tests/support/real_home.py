"""A home whose mail goes through the real Dovecot and Postfix, and commands run as a user runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from collabtui.config import Config, Database, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.home import Home
from mailbed.bed import Mailbed
from support.invariants import holds, holds_there
from support.paths import SOURCE

LEAD = "facilitator@example.test"


@dataclass
class Terminal:
    """A shell in that home."""

    home: Home
    environ: dict[str, str]
    started: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    """What runs beside the test, or has run."""

    def __call__(self, line: str | Sequence[str], *, now: str, stdin: bytes = b"", code: int = 0) -> str:
        command = self._command(line, now)
        done = subprocess.run(command, env=self.environ, input=stdin, capture_output=True, check=False)  # noqa: S603  # ours
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    def json(self, line: str, *, now: str) -> Any:
        return json.loads(self(f"{line} --json", now=now))

    def start(self, line: str | Sequence[str], *, now: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603  # ours
            self._command(line, now), env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.started.append(process)
        return process

    def end_all(self) -> None:
        """Nobody works in the home any more: each process is gone, and what it held with it."""
        for process in self.started:
            process.kill()
            process.wait()

    def _command(self, line: str | Sequence[str], now: str) -> list[str]:
        words = line.split() if isinstance(line, str) else list(line)
        return [sys.executable, "-m", "collabtui", *words, "--now", now]


@pytest.fixture
def terminal(mailbed: Mailbed, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """At the end of each test the data have to hold, which is looked at once none of its processes is left. The
    parameter `postgresql` gives it an organisation's database; it is a file without."""
    home = Home(tmp_path / "home")
    bed = request.getfixturevalue("postgresql_server") if getattr(request, "param", "sqlite") == "postgresql" else None
    url = bed.database() if bed else ""
    login = {"host": "127.0.0.1", "username": LEAD, "ca_file": str(mailbed.ca_file)}
    write_config(
        home,
        Config(
            organiser=Organiser(name="李明", email=LEAD),
            smtp=Smtp.model_validate({**login, "port": mailbed.ports["submission"], "security": "starttls"}),
            imap=Imap.model_validate({**login, "port": mailbed.ports["imaps"], "security": "tls"}),
            database=Database(url=url.replace(f":{bed.password}@", "@") if bed else ""),
        ),
    )
    passwords = {"COLLABTUI_SMTP_PASSWORD": mailbed.password, "COLLABTUI_IMAP_PASSWORD": mailbed.password}
    if bed:
        passwords["COLLABTUI_DATABASE_PASSWORD"] = bed.password
    environ = {**os.environ, **passwords, "PYTHONPATH": str(SOURCE), "COLLABTUI_HOME": str(home.root)}
    at_home = Terminal(home, environ)
    try:
        yield at_home
    finally:
        at_home.end_all()
    if bed:
        assert not home.database.exists()
        holds_there(url)
    elif home.database.exists():
        holds(home)


def kill_when(process: "subprocess.Popen[bytes]", reached: Any, *, timeout: float = 20.0) -> None:
    """SIGKILL in the middle: as soon as `reached()` holds."""
    deadline = time.monotonic() + timeout
    while not reached():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGKILL)
    process.wait()
