"""The store on PostgreSQL, for an organisation: the same contract as on SQLite.

One transaction writes at a time, by an advisory lock that ends with it: the rules of the product read several records
and were written for that. Within it each statement sees what was committed before (READ COMMITTED). Reading waits for
nobody. docs/adr/0014 has what this costs, and what comes after it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from collabtui.errors import Damaged, Refused, Unreachable
from collabtui.store.interface import Fence
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.schema_steps import WRITING, migrate, pending
from collabtui.store.postgresql.sequences import Sequences
from collabtui.store.records.record_store import RecordStore
from collabtui.store.records.transaction import RecordTransaction

LOCK_SECONDS = 5.0
TRIES = 12
"""How often a lost connection is made anew: three seconds, in which a replica takes over."""


def open_store(
    url: str, password: str | None = None, *, secret: bytes | None = None, busy_seconds: float = LOCK_SECONDS
) -> "PostgresqlStore":
    """Opens the database, which has to be there, makes its tables where it is empty, and brings them up to date.

    `secret` is kept in a new one; without it 32 random bytes are drawn. Raises `Unreachable` (`database.gone`,
    `database.login`, …), `Refused` (`database.newer`, `database.not_ours`) and `Damaged` (`database.damaged`)."""
    import secrets

    connection = connect(url, password, only_reads=False, tries=TRIES)
    try:
        if pending(connection):
            migrate(connection, secret or secrets.token_bytes(32))
    except BaseException:
        connection.close()
        raise
    return PostgresqlStore(connection, url, password, busy_seconds)


def open_reader(url: str, password: str | None = None, *, tries: int = 1) -> PostgresqlConnection:
    """A connection that refuses to write, to be closed by whoever opened it; `tries` as `connect` has them. Older
    tables are brought up to date first. Raises what `open_store` raises."""
    connection = connect(url, password, only_reads=True, tries=tries)
    try:
        if pending(connection):
            open_store(url, password).close()
    except BaseException:
        connection.close()
        raise
    return connection


class PostgresqlStore(RecordStore):
    """`interface.Store` on one connection; see `open_store`."""

    _connection: PostgresqlConnection

    def __init__(self, connection: PostgresqlConnection, url: str, password: str | None, busy_seconds: float) -> None:
        super().__init__(connection)
        self._url, self._password, self._busy_seconds = url, password, busy_seconds
        self._flushes = True

    @contextmanager
    def transaction(
        self, *, actor: str, via: str, now: datetime, fence: Fence | None = None
    ) -> Iterator[RecordTransaction]:
        from uuid import uuid4

        key = str(uuid4())
        with self._locked(key):
            self._refuse_lost(fence)
            numbers = Sequences(self._connection, key)
            yield RecordTransaction(self._connection, numbers, actor=actor, via=via, now=now)

    def _writing(self) -> AbstractContextManager[None]:
        from uuid import uuid4

        return self._locked(str(uuid4()))

    @contextmanager
    def _locked(self, key: str) -> Iterator[None]:
        connection = self._connection
        try:
            self._begin()
            yield
            self._commit(key)
        except BaseException:
            connection.give_up()
            raise

    def _begin(self) -> None:
        """Begins with the lock. Where the line is lost meanwhile nothing was done yet, so it is begun anew, once."""
        # settings of this transaction alone: a pool may give the session to somebody else after it
        settings = "set_config('lock_timeout', ?, TRUE), set_config('synchronous_commit', ?, TRUE)"
        patience = f"{round(self._busy_seconds * 1000)}ms"
        flush = "on" if self._flushes else "off"
        connection = self._connection
        for _ in range(2):
            connection.run("BEGIN")
            try:
                connection.row(f"SELECT {settings}, pg_advisory_xact_lock(?)", (patience, flush, WRITING))
            except Unreachable:
                if not connection.is_lost:
                    raise
                connection.give_up()
            else:
                return
        raise Unreachable("database.gone", path=connection.place, reason="the connection was lost twice")

    def _commit(self, key: str) -> None:
        """Where the connection is lost while it commits, nobody knows what came of it: it is looked up."""
        try:
            ended = self._connection.run("COMMIT")
        except Unreachable:
            if not self._connection.is_lost or not self._arrived(key):
                raise
        else:
            if ended.statusmessage != "COMMIT":  # a statement before had failed, and somebody went on all the same
                raise RuntimeError("the transaction had failed, and nothing was written")

    def _arrived(self, key: str) -> bool:
        """Whether the batch with that key is there, asked on a connection that is made anew. Raises `Unreachable`
        (`database.unknown`) where nobody answers: then it may be there or not."""
        connection = self._connection
        connection.give_up()
        try:
            # whoever still commits holds the lock: what is asked after it is final
            connection.row("SELECT 1 FROM pg_advisory_xact_lock(?)", (WRITING,))
            return connection.row("SELECT 1 FROM batch WHERE key = ?", (key,)) is not None
        except Unreachable as error:
            raise Unreachable("database.unknown", path=connection.place) from error

    @contextmanager
    def unflushed(self) -> Iterator[None]:
        self._flushes = False
        try:
            yield
        finally:
            self._flushes = True

    def open_again(self) -> "PostgresqlStore":
        return open_store(self._url, self._password, busy_seconds=self._busy_seconds)

    def refuse_writing(self) -> None:
        self._connection.only_reads = True

    def secret(self) -> bytes:
        row = self._connection.row("SELECT value FROM setting WHERE name = 'secret'")
        if row is None:
            raise Damaged("database.damaged", path=self._connection.place, reason="the secret is missing")
        return bytes(row[0])

    def backup(self, path: str) -> None:
        """PostgreSQL has tools of its own for that: pg_basebackup, pg_dump."""
        raise Refused("database.no_copy", path=path)
