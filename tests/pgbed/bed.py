"""A real PostgreSQL for tests: one cluster on loopback, made for one run and gone after it."""

import os
import pwd
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Self

import psycopg

from collabtui.store.postgresql.postgresql_store import open_store
from pgbed import packages

SECONDS_TO_START = 30.0
ACCOUNT = "postgres"
SETTINGS = {  # no power is cut in a test
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "127.0.0.1",
    "timezone": "Asia/Shanghai", "max_connections": "60",
}  # fmt: skip
"""The zone is another one than the product counts in, and the order of texts is a language's."""


_EMPTIED = """DO $$ DECLARE named text; BEGIN
    FOR named IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('schema_step', 'setting') LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(named);
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, FALSE) FROM pg_sequences WHERE schemaname = 'public';
END $$"""
"""Quicker than a new database for each test by a hundred times."""


class Pgbed:
    """Give it to `with`. `database()` is an empty one of the product."""

    user = "collabtui"
    password = "secret"
    secret = b"s" * 32

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> Self:
        programs = packages.provide()
        with self._ends:
            self.home = self._ends.enter_context(_open_folder())
            with socket.create_server(("127.0.0.1", 0)) as held:
                self.port = held.getsockname()[1]
            self._make_cluster(programs)
            self._start(programs)
            self.run("CREATE DATABASE made")
            open_store(self.url("made"), secret=self.secret).close()
            self.run("CREATE DATABASE shared TEMPLATE made")
            self._ends = self._ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """The url of the one that tests have in turn: emptied, with the tables of today."""
        return self.emptied(self.url("shared"))

    def emptied(self, url: str) -> str:
        """The same, without what a test has left there."""
        self.run(_EMPTIED, url.rpartition("/")[2])
        return url

    def own_database(self) -> str:
        """The url of a new one with the tables of today, which takes a second to make."""
        return self.url(self._new("TEMPLATE made"))

    def empty_database(self) -> str:
        """The url of one without any table."""
        return self.url(self._new(""))

    def copy_of(self, url: str) -> str:
        """The url of a new one with all that is in that one, to which nobody is connected."""
        return self.url(self._new(f"TEMPLATE {url.rpartition('/')[2]}"))

    def _new(self, rest: str) -> str:
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {rest}")
        return name

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """As its owner, outside any transaction."""
        with closing(psycopg.connect(self.url(database), autocommit=True)) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def own_login(self, url: str, name: str, address: str) -> str:
        """The url by which somebody enters that database by a login of his own, as docs/operations.md has it."""
        group = f"{self.user}_people"
        for made, how in ((group, "NOLOGIN"), (name, f"LOGIN PASSWORD '{self.password}'")):
            if not self.run(f"SELECT 1 FROM pg_roles WHERE rolname = '{made}'"):
                self.run(f'CREATE ROLE "{made}" {how}')
        self.run(f'GRANT {group} TO "{name}"')
        self.run(f"CALL let_in('{name}', '{address}')", url.rpartition("/")[2])
        return url.replace(f"//{self.user}:", f"//{name}:")

    def end_sessions(self) -> None:
        """All connections are lost, as when the server is restarted."""
        self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shared'")

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody reaches the database meanwhile, as when the server is down."""
        self.run("ALTER DATABASE shared ALLOW_CONNECTIONS false")
        self.end_sessions()
        try:
            yield
        finally:
            self.run("ALTER DATABASE shared ALLOW_CONNECTIONS true")

    def _make_cluster(self, programs: Path) -> None:
        secret = self.home / "password"
        secret.write_text(self.password)
        made = ("-D", f"{self.home}/data", "-U", self.user, f"--pwfile={secret}", "--auth=scram-sha-256", "-N")
        _own(self.home, secret)
        with (self.home / "initdb.log").open("wb") as log:
            subprocess.run(
                [f"{programs}/initdb", *made, "--encoding=UTF8", "--locale=C.UTF-8"],
                stdout=log, stderr=log, check=True, cwd=self.home, **_as_account(),
            )  # fmt: skip

    def _start(self, programs: Path) -> None:
        """It stays in the foreground; it ends with this object, and also when this process is killed."""
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        where = ["-D", f"{self.home}/data", "-p", str(self.port), "-k", str(self.home)]
        log = self.home / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [f"{programs}/postgres", *where, *settings], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, cwd=self.home, **_as_account(),
            )  # fmt: skip
        # the guard's input ends when we end it, or when we are no more; INT: those who are connected are sent away
        guard = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill -INT "$0"', str(process.pid)], stdin=subprocess.PIPE, start_new_session=True
        )
        self._ends.callback(_end, process, guard)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            self.run("SELECT 1")
            return True
        return False


@contextmanager
def _open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pgbed-", dir="/tmp", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _as_account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}


def _own(*paths: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        for path in paths:
            os.chown(path, account.pw_uid, account.pw_gid)


def _end(process: subprocess.Popen[bytes], guard: subprocess.Popen[bytes]) -> None:
    guard.communicate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
