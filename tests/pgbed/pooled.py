"""pgbouncer before a bed, in transaction mode: each transaction gets any session of the server."""

import socket
import subprocess
import time
from contextlib import ExitStack, suppress
from typing import Self

import psycopg

from pgbed import packages
from pgbed.bed import SECONDS_TO_START, Pgbed, _as_account, _end, _own

SESSIONS = 5
"""Of the server, for each database: fewer than a test has connections, so that they are handed on."""


class Pool:
    """Give it to `with`."""

    def __init__(self, bed: Pgbed) -> None:
        self._bed = bed

    def __enter__(self) -> Self:
        program = packages.provide_pool()
        with socket.create_server(("127.0.0.1", 0)) as held:
            self.port = held.getsockname()[1]
        settings = self._settings()
        log = (self._bed.home / "pgbouncer.log").open("wb")
        process = subprocess.Popen(
            [str(program), "-q", settings], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, cwd=self._bed.home, **_as_account(),
        )  # fmt: skip
        guard = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill -INT "$0"', str(process.pid)], stdin=subprocess.PIPE, start_new_session=True
        )
        with ExitStack() as ends:
            ends.callback(log.close)
            ends.callback(_end, process, guard)
            deadline = time.monotonic() + SECONDS_TO_START
            while not self._answers():
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"pgbouncer did not start:\n{(self._bed.home / 'pgbouncer.log').read_text()}")
                time.sleep(0.02)
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def url(self, direct: str) -> str:
        """The way through the pool to what that url leads to."""
        return direct.replace(f"127.0.0.1:{self._bed.port}", f"127.0.0.1:{self.port}")

    def _settings(self) -> str:
        users, settings = self._bed.home / "pgbouncer.users", self._bed.home / "pgbouncer.ini"
        users.write_text(f'"{self._bed.user}" "{self._bed.password}"\n')
        settings.write_text(
            f"[databases]\n* = host=127.0.0.1 port={self._bed.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
            f"listen_port = {self.port}\nunix_socket_dir =\nauth_type = plain\nauth_file = {users}\n"
            f"pool_mode = transaction\ndefault_pool_size = {SESSIONS}\nmax_client_conn = 500\nserver_login_retry = 1\n"
        )
        for file in (users, settings):
            file.chmod(0o600)
        _own(users, settings)
        return str(settings)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url(self._bed.url("shared"))).close()
            return True
        return False
