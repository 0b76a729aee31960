"""The store on SQLite: opening the file, its transactions, and that each commit is on the disk.

Every commit is flushed to the disk (`synchronous = FULL`), not only handed to the system. After `kill -9` the cheaper
NORMAL would do; after a power cut it may forget the last commits, while the mails these caused are out: their refs
would be given again, and a reply to the old A12 would change the new one.

The cost is one fdatasync a transaction. That of a reply takes 0.55 ms, and the flush 0.2 ms on an idle virtual disk,
4 ms on a busy one (bench/store.py). Nobody feels it on a key; over a thousand mails that wait it would be felt, so
these may be read `unflushed`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from collabtui.errors import Damaged
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE
from collabtui.store.interface import Fence, Foreseen, Gate, HeldLease, Reader
from collabtui.store.records.record_store import RecordStore
from collabtui.store.records.transaction import RecordTransaction
from collabtui.store.send_turn import SendTurn
from collabtui.store.sqlite import database_copy, database_files
from collabtui.store.sqlite.connection import SqliteConnection, connect
from collabtui.store.sqlite.counter_rows import CounterRows
from collabtui.store.sqlite.migrations import migrate, pending
from collabtui.store.sqlite.opened_file import OpenedFile

_LARGEST_IDLE_WAL = 16 * 1024 * 1024
"""To what the log is cut after something large went through it."""
_CHECKPOINT_PAGES = 4000
"""Pages (4 KB) in the log before they are carried over into the file: as many as the log may be long. With SQLite's
own 1000, a thousand mails carry the same pages of the indexes over and over."""


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
        _keep_log(connection)
        connection.run(f"PRAGMA journal_size_limit = {_LARGEST_IDLE_WAL}")
        connection.run(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    except BaseException:
        connection.close()
        raise
    return SqliteStore(connection)


def _keep_log(connection: SqliteConnection) -> None:
    """A copy is a single file, without a log: where it was put in the place of the database, it has one from now on.
    Without, each reader would keep all writers waiting, and a kill leave a journal that no reader can take back."""
    if connection.row("PRAGMA journal_mode") != ("wal",):
        connection.run("PRAGMA journal_mode = WAL")


def _make_tables(path: Path, secret: bytes | None) -> None:
    with closing(connect(path, "rw", busy_seconds=0)) as connection:
        migrate(connection, secret)


class SqliteStore(RecordStore):
    """`interface.Store` on one connection; see `open_store`. Whatever writes raises `Refused` (store.replaced: path)
    where the file that it has open is not the one under its path any more."""

    _connection: SqliteConnection
    many_at_once = False

    def __init__(self, connection: SqliteConnection) -> None:
        super().__init__(connection)
        self._file = OpenedFile(connection)

    @contextmanager
    def transaction(
        self,
        *,
        actor: str,
        via: str,
        now: datetime,
        fence: Fence | None = None,
        gate: Gate | None = None,
        within: Collection[str] | None = None,  # noqa: ARG002  # nobody writes beside it in any case
        foreseen: Sequence[Foreseen] = (),  # noqa: ARG002  # no way to go
        first: Callable[[Reader], object] | None = None,  # noqa: ARG002  # nor here
    ) -> Iterator[RecordTransaction]:
        with self._writing():
            self._refuse_lost(fence)
            numbers = CounterRows(self._connection)
            begun = RecordTransaction(self._connection, numbers, actor=actor, via=via, now=now, gate=gate)
            yield begun
            begun.refuse_at_end()
        self.has_changed = self.has_changed or begun.has_written

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._file.refuse_copied_over()
        self._connection.run(BEGIN_TO_WRITE)
        try:
            self._file.refuse_replaced()
            self._file.number_it()
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

    def accounts_due(self, turn: SendTurn) -> Collection[str | None]:
        # a worker asks several times a second: it ends before somebody works with what was put in the place
        self._file.refuse_replaced()
        return super().accounts_due(turn)

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
        self._file.note_writers()
        return super().acquire_lease(name, holder, now=now, seconds=seconds)

    def end_lease(self, seen: HeldLease) -> bool:
        self._file.refuse_replaced()
        return super().end_lease(seen)

    def release_lease(self, name: str, holder: str) -> None:
        self._file.refuse_replaced()
        super().release_lease(name, holder)

    def open_again(self) -> "SqliteStore":
        # to open what was put in the place, beside the log of this file, would make both one
        self._file.refuse_opening_another()
        return open_store(self._connection.path)

    def refuse_writing(self) -> None:
        self._connection.run("PRAGMA query_only = ON")

    def secret(self) -> bytes:
        row = self._connection.row("SELECT value FROM setting WHERE name = 'secret'")
        if row is None or not row[0]:  # with an empty one anybody could make our tokens
            raise Damaged("store.damaged", path=self._connection.path, reason="the secret is missing")
        kept: bytes = row[0]
        return kept

    def backup(self, path: str) -> None:
        database_copy.copy(self._connection, Path(path))
