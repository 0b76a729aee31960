"""A primary with a synchronous replica: the primary is killed, and the replica takes its place."""

import os
import signal
import socket
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

from pgbed import packages
from pgbed.bed import SECONDS_TO_START, SETTINGS, Pgbed, _as_account, _end

SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""What was acknowledged is on the replica before."""


class ReplicatedBed(Pgbed):
    """Give it to `with`. Urls name both servers: who takes writes is asked for."""

    def __enter__(self) -> "ReplicatedBed":
        super().__enter__()
        try:
            self._follow()
        except BaseException:
            self.__exit__()
            raise
        return self

    def url(self, database: str) -> str:
        if not hasattr(self, "replica_port"):
            return super().url(database)
        hosts = f"127.0.0.1:{self.port},127.0.0.1:{self.replica_port}"
        return f"postgresql://{self.user}:{self.password}@{hosts}/{database}?target_session_attrs=read-write"

    def fail_over(self) -> None:
        """The primary is gone without a word, and the replica promoted."""
        file = self.home / "data" / "postmaster.pid"
        number = int(file.read_text().splitlines()[0])
        for process in (number, *_children(number)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with closing(psycopg.connect(self._alone(self.replica_port), autocommit=True)) as connection:
            connection.execute("SELECT pg_promote(wait => true)")

    def _alone(self, port: int) -> str:
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{port}/postgres"

    def _follow(self) -> None:
        programs, data = packages.provide(), f"{self.home}/replica"
        for name, value in SAFE.items():
            self.run(f"ALTER SYSTEM SET {name} = '{value}'")
        with socket.create_server(("127.0.0.1", 0)) as held:
            port = held.getsockname()[1]
        log = (self.home / "replica.log").open("wb")
        said: dict[str, Any] = {"stdout": log, "stderr": log, "cwd": self.home, **_as_account()}
        copied = [
            f"{programs}/pg_basebackup",
            "-D",
            data,
            "-d",
            self._alone(self.port),
            "-X",
            "stream",
            "-c",
            "fast",
            "-R",
        ]
        subprocess.run(copied, check=True, **said)
        settings = SETTINGS | {"synchronous_standby_names": ""}
        where = ["-D", data, "-p", str(port), "-k", str(self.home)]
        options = [f"--{name}={value}" for name, value in settings.items()]
        process = subprocess.Popen(
            [f"{programs}/postgres", *where, *options], stdin=subprocess.DEVNULL, start_new_session=True, **said
        )
        guard = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill -INT "$0"', str(process.pid)], stdin=subprocess.PIPE, start_new_session=True
        )
        self._ends.callback(_end, process, guard)
        self._ends.callback(log.close)
        self.replica_port = port
        self.run("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.run("SELECT pg_reload_conf()")
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.run("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"):
            assert time.monotonic() < deadline, (self.home / "replica.log").read_text()
            time.sleep(0.1)


def _children(number: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(place.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == number:
            found.append(int(place.parent.name))
    return found
