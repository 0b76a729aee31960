"""The store on SQLite.

Every commit is flushed to the disk (`synchronous = FULL`), not only handed to the system. After `kill -9` the cheaper
NORMAL would do; after a power cut it may forget the last commits, while the mails these caused are out: their refs
would be given again, and a reply to the old A12 would change the new one.

The cost is one fdatasync a transaction. That of a reply takes 0.55 ms, and the flush 0.2 ms on an idle virtual disk,
4 ms on a busy one (bench/store.py). Nobody feels it on a key; over a thousand mails that wait it would be felt, so
these may be read `unflushed`.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from collabtui.errors import Damaged, Refused
from collabtui.store.interface import Fence, Hit
from collabtui.store.sqlite import database_files, fulltext
from collabtui.store.sqlite.connection import Connection, connect
from collabtui.store.sqlite.dialect import BEGIN_TO_WRITE
from collabtui.store.sqlite.migrations import migrate, pending
from collabtui.store.sqlite.record_reader import SqliteReader
from collabtui.store.sqlite.sql import CHANGE_COUNTER, instant_text
from collabtui.store.sqlite.tables import TABLES
from collabtui.store.sqlite.transaction import SqliteTransaction

_LARGEST_IDLE_WAL = 16 * 1024 * 1024
"""To what the log is cut after something large went through it."""


def open_store(path: Path, *, secret: bytes | None = None, busy_seconds: float = 5.0) -> "SqliteStore":
    """Opens the database, makes it (mode 0600) where there is none, and brings its tables up to date.

    The folder has to be there. `secret` is kept in a new database; without it 32 random bytes are drawn.
    Raises `Damaged` (keys `store.empty`, `store.not_a_database`, `store.damaged`), `Refused` (`store.not_ours`,
    `store.newer`) and `Unreachable`
    (`store.full`, `store.busy`, `store.unwritable`).
    """
    database_files.make_database(path, lambda fresh: _make_tables(fresh, secret))
    connection = connect(path, "rw", busy_seconds=busy_seconds)
    try:
        connection.run("PRAGMA synchronous = FULL")
        if pending(connection):
            migrate(connection, None)
        connection.run(f"PRAGMA journal_size_limit = {_LARGEST_IDLE_WAL}")
    except BaseException:
        connection.close()
        raise
    return SqliteStore(connection)


def _make_tables(path: Path, secret: bytes | None) -> None:
    with closing(connect(path, "rw", busy_seconds=0)) as connection:
        migrate(connection, secret)


class SqliteStore(SqliteReader):
    """`interface.Store` on one connection; see `open_store`."""

    @contextmanager
    def transaction(
        self, *, actor: str, via: str, now: datetime, fence: Fence | None = None
    ) -> Iterator[SqliteTransaction]:
        with self._locked():
            if fence and self._lease_number(fence.name) != fence.number:
                raise Refused("worker.lost")
            yield SqliteTransaction(self._connection, actor=actor, via=via, now=now)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._connection.run(BEGIN_TO_WRITE)
        try:
            yield
            self._connection.run("COMMIT")
        except BaseException:
            # a full disk may have ended it already
            if self._connection.in_transaction:
                self._connection.run("ROLLBACK")
            raise

    @contextmanager
    def unflushed(self) -> Iterator[None]:
        # a flush of the log covers all that stands in it, whoever wrote it and when
        self._connection.run("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._connection.run("PRAGMA synchronous = FULL")

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        return _search(self._connection, text, limit)

    def due_outgoing(
        self, now: datetime, limit: int, *, lease: int | None = None, latest: datetime | None = None
    ) -> Sequence[str]:
        bound = (lease, instant_text(now), latest and instant_text(latest), limit)
        return [ref for (ref,) in self._connection.rows(_DUE_OUTGOING, bound)]

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
        until, at = instant_text(now + timedelta(seconds=seconds)), instant_text(now)
        renewed = "UPDATE lease SET until = ? WHERE name = ? AND holder = ? RETURNING number"
        if row := self._connection.row(renewed, (until, name, holder)):
            return cast("int", row[0])
        with self._locked():
            held = self._connection.row("SELECT 1 FROM lease WHERE name = ? AND until > ?", (name, at))
            if held:
                return None
            count = """INSERT INTO counter (name, value) VALUES (?, 1)
                       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"""
            (number,) = self._connection.rows(count, (f"lease {name}",))[0]
            sql = "INSERT OR REPLACE INTO lease (name, holder, until, number) VALUES (?, ?, ?, ?)"
            self._connection.run(sql, (name, holder, until, number))
        return cast("int", number)

    def _lease_number(self, name: str) -> int | None:
        row = self._connection.row("SELECT number FROM lease WHERE name = ?", (name,))
        return row[0] if row else None

    def lease_holder(self, name: str) -> str | None:
        row = self._connection.row("SELECT holder FROM lease WHERE name = ?", (name,))
        return row[0] if row else None

    def release_lease(self, name: str, holder: str) -> None:
        self._connection.run("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder))

    def open_again(self) -> "SqliteStore":
        return open_store(self._connection.path)

    def refuse_writing(self) -> None:
        self._connection.run("PRAGMA query_only = ON")

    def change_counter(self) -> int:
        row = self._connection.row(CHANGE_COUNTER)
        return row[0] if row else 0

    def secret(self) -> bytes:
        row = self._connection.row("SELECT value FROM setting WHERE name = 'secret'")
        if row is None:
            raise Damaged("store.damaged", path=self._connection.path, reason="the secret is missing")
        kept: bytes = row[0]
        return kept

    def backup(self, path: str) -> None:
        database_files.copy(self._connection, Path(path))

    def close(self) -> None:
        self._connection.close()


_MAY_GO = "(not_before IS NULL OR not_before <= ?2 OR not_before > ?3) ORDER BY id LIMIT ?4"
_LEFT_BY_OTHERS = "(lease IS NULL OR lease IS NOT ?1)"
_DUE_OUTGOING = f"""
    SELECT ref FROM (
        SELECT * FROM (SELECT id, ref FROM outgoing WHERE state = 'queued' AND {_MAY_GO})
        UNION ALL
        SELECT * FROM (SELECT id, ref FROM outgoing WHERE state = 'sending' AND {_LEFT_BY_OTHERS} AND {_MAY_GO}))
    ORDER BY id LIMIT ?4"""
"""Of each state the first ones, along the index: what waits is not sorted for each mail that leaves."""


def _search(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Newest first within a kind. Where there are too many, each kind keeps its share: a word that stands in a
    thousand actions does not hide the one decision that has it."""
    expression = fulltext.match_expression(text)
    if not expression:
        return []
    ranked = []
    for table in TABLES:
        if table.texts:
            sql = f"""SELECT ref, {table.texts[0]} FROM {table.name} WHERE id IN (
                          SELECT rowid FROM {table.name}_text WHERE {table.name}_text MATCH ?
                          ORDER BY rowid DESC LIMIT ?)
                      ORDER BY id DESC"""
            rows = connection.rows(sql, (expression, limit))
            ranked += [(rank, Hit(ref=ref, kind=table.name, text=words)) for rank, (ref, words) in enumerate(rows)]
    kept = {id(hit) for _, hit in sorted(ranked, key=lambda each: each[0])[:limit]}
    return [hit for _, hit in ranked if id(hit) in kept]
