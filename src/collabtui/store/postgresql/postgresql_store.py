"""The store on PostgreSQL, for an organisation: the same contract as on SQLite.

The rules of the product read several records and were written for one writer. What stays within a matter, or a folder,
takes an advisory lock of that and a share of the whole, and runs beside others; whatever does not say so takes the
whole, beside which nobody writes. Each statement sees what was committed before (READ COMMITTED). Reading waits for
nobody. docs/adr/0014 has why.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from collabtui.domain.model import Record
from collabtui.errors import Damaged, Refused, Unknown, Unreachable
from collabtui.store.interface import Fence, Foreseen, Gate, Reader
from collabtui.store.postgresql.claimed_mails import ABANDONED_BY_WORKERS, ClaimingTransaction
from collabtui.store.postgresql.noted_questions import noted_questions
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.rights_by_row import refuse_stranger
from collabtui.store.postgresql.schema_steps import WRITING, migrate, pending
from collabtui.store.postgresql.sent_together import Question
from collabtui.store.postgresql.sequences import SEQUENCES, Sequences
from collabtui.store.records.record_reader import RecordReader, question
from collabtui.store.records.record_store import RecordStore
from collabtui.store.records.tables import table_of
from collabtui.store.records.transaction import RecordTransaction

R = TypeVar("R", bound=Record)

LOCK_SECONDS = 5.0
_LEASES = "leases"
"""Within which leases are taken; it is no ref of a record."""
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
    many_at_once = True
    _abandoned = ABANDONED_BY_WORKERS
    _begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, connection: PostgresqlConnection, url: str, password: str | None, busy_seconds: float) -> None:
        super().__init__(connection)
        self._url, self._password, self._busy_seconds = url, password, busy_seconds
        self._flushes = True

    @contextmanager
    def transaction(
        self,
        *,
        actor: str,
        via: str,
        now: datetime,
        fence: Fence | None = None,
        gate: Gate | None = None,
        within: Collection[str] | None = None,
        foreseen: Sequence[Foreseen] = (),
        first: Callable[[Reader], object] | None = None,
    ) -> Iterator[RecordTransaction]:
        from uuid import uuid4

        key = str(uuid4())
        questions = [_question(one) for one in (*foreseen, *(gate.reads if gate else ()))]
        if fence:
            questions.insert(0, _held(fence))
        if first:
            questions += noted_questions(lambda nobody: first(_Asking(nobody)))
        with self._locked(key, within, questions) as batch:
            self._refuse_lost(fence)
            numbers = Sequences(self._connection, key, batch)
            begun = ClaimingTransaction(self._connection, numbers, actor=actor, via=via, now=now, gate=gate)
            begun.is_bound = self._connection.is_bound
            yield begun
            begun.refuse_at_end()
        self.has_changed = self.has_changed or begun.has_written

    def _refuse_lost(self, fence: Fence | None) -> None:
        """Nobody takes the lease over before this transaction has ended; its holder renews it meanwhile."""
        if fence and self._connection.row(*_held(fence)) is None:
            raise Refused("worker.lost")

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
        """Raises Refused `worker.own_login` (path) for who enters by a login of his own: a worker writes for all."""
        if self._connection.is_bound:
            raise Refused("worker.own_login", path=self._connection.place)
        return super().acquire_lease(name, holder, now=now, seconds=seconds)

    def refuse_stranger(self) -> None:
        """Raises as `rights_by_row.refuse_stranger`."""
        refuse_stranger(self._connection)

    def clocks_apart(self, now: datetime) -> float:
        row = self._connection.row("SELECT abs(extract(epoch FROM clock_timestamp() - ?))::float", (now.isoformat(),))
        return float(row[0]) if row else 0.0

    def _upcoming_batch(self) -> int:
        row = self._connection.row("SELECT coalesce(pg_sequence_last_value('ref_batch'), 0)")
        return int(row[0]) + 1 if row else 1

    def _last_number(self, series: str) -> int:
        if series not in SEQUENCES:
            return super()._last_number(series)
        row = self._connection.row("SELECT pg_sequence_last_value(?::regclass)", (SEQUENCES[series],))
        return int(row[0]) if row and row[0] is not None else 0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        from uuid import uuid4

        with self._locked(str(uuid4()), (_LEASES,)):
            yield

    @contextmanager
    def _locked(self, key: str, within: Collection[str] | None, foreseen: Sequence[Question] = ()) -> Iterator[int]:
        """Gives the number of the batch."""
        connection = self._connection
        try:
            yield self._begin(within, foreseen)
            self._commit(key)
        except BaseException:
            connection.give_up()
            raise

    def _begin(self, within: Collection[str] | None, foreseen: Sequence[Question]) -> int:
        """Begins with the lock, or, within some things, with theirs and a share of it. The number of the batch, drawn
        with it. Where the line is lost meanwhile nothing was done yet, so it is begun anew, once."""
        # settings of this transaction alone: a pool may give the session to somebody else after it
        settings = "set_config('lock_timeout', ?, TRUE), set_config('synchronous_commit', ?, TRUE)"
        patience = f"{round(self._busy_seconds * 1000)}ms"
        flush = "on" if self._flushes else "off"
        locks = ["pg_advisory_xact_lock(?)" if within is None else "pg_advisory_xact_lock_shared(?)"]
        bound: list[object] = [patience, flush, WRITING]
        for thing in sorted(set(within or ())):  # in one order, so that no two wait for each other
            locks.append("pg_advisory_xact_lock(hashtextextended(?, ?))")
            bound += [thing, WRITING]
        begun = self._connection.begin(f"SELECT nextval('ref_batch'), {settings}, {', '.join(locks)}", bound, foreseen)
        return int(begun[0])

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
        row = self._connection.row("SELECT own_secret()")
        if row is None or not row[0]:
            raise Damaged("database.damaged", path=self._connection.place, reason="the secret is missing")
        return bytes(row[0])

    def signed(self, words: bytes) -> bytes:
        if not self._connection.is_bound:
            return super().signed(words)
        row = self._connection.row("SELECT signed(?)", (words.decode(),))
        return bytes(row[0]) if row else b""

    def backup(self, path: str) -> None:
        """PostgreSQL has tools of its own for that: pg_basebackup, pg_dump."""
        raise Refused("database.no_copy", path=path)


class _Asking(RecordReader):
    """Asks in the very words in which a transaction will, and finds nothing."""

    def get(self, model: type[R], ref: str) -> R:
        table = table_of(model)
        self._connection.row(table.select_identified, (table.ref(ref),))
        raise Unknown(f"{table.name}.unknown", ref=ref)


def _question(foreseen: Foreseen) -> Question:
    """In the very words in which the transaction will ask."""
    if foreseen.equal.keys() == {"ref"}:
        table = table_of(foreseen.model)
        return table.select_identified, (table.ref(foreseen.equal["ref"]),)
    return question(foreseen.model, **foreseen.equal)


def _held(fence: Fence) -> Question:
    return "SELECT 1 FROM lease WHERE name = ? AND number = ? FOR KEY SHARE", (fence.name, fence.number)
