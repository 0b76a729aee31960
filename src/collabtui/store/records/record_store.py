"""The part of a store that is alike on every engine: searching, leases, what of the outbox is due."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from collabtui.domain.model import Record
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused, Unknown
from collabtui.store.common_sql.dialect import marks
from collabtui.store.common_sql.passed_over_rows import without_records
from collabtui.store.interface import Fence, Gate, HeldLease, Hit, Reader
from collabtui.store.records import lease_rows
from collabtui.store.records.due_outgoing import ABANDONED, accounts_due, due_outgoing
from collabtui.store.records.find_unreadable import in_part, readable_part, unreadable_rows, with_what_hangs_on_them
from collabtui.store.records.record_reader import RecordReader, question
from collabtui.store.records.record_search import search_records
from collabtui.store.records.rehearsal_transaction import NumbersAhead, RehearsalTransaction
from collabtui.store.records.rights_state import rights_state
from collabtui.store.records.tables import TABLES, table_of
from collabtui.store.send_turn import SendTurn
from collabtui.store.unreadable_row import UnreadableRow

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class RecordStore(RecordReader, ABC):
    """The part of `interface.Store` that needs to know of no engine."""

    _hidden: frozenset[str] = frozenset()
    """Matters of which nothing is found."""
    _passed_over: Mapping[str, Set[str]] = MappingProxyType({})
    _astray: Set[UnreadableRow] = frozenset()
    """Those of them that name what is not there."""
    """Refs of records by table that are passed over now."""

    many_at_once: bool
    has_changed = False
    """As `interface.Store`."""

    _abandoned = ABANDONED
    """The condition of mails that a worker which is over has left in `sending`."""

    _begin_reading = "BEGIN"
    """Begins a transaction that only reads, in which all is as it is now."""

    @contextmanager
    def rehearsal(
        self, *, actor: str, via: str, now: datetime, gate: Gate | None = None
    ) -> Iterator[RehearsalTransaction]:
        self._connection.run(self._begin_reading)
        try:
            numbers = NumbersAhead(self._upcoming_batch(), self._last_number, in_turn=not self.many_at_once)
            begun = RehearsalTransaction(self._connection, numbers, actor=actor, via=via, now=now, gate=gate)
            yield begun
            begun.refuse_at_end()
        finally:
            if self._connection.in_transaction:
                self._connection.run("ROLLBACK")

    def _upcoming_batch(self) -> int:
        """The number that the next transaction draws, if nobody else begins one meanwhile."""
        return self.change_counter() + 1

    def _last_number(self, series: str) -> int:
        """The last one that was given behind a prefix; 0 where none was."""
        row = self._connection.row("SELECT value FROM counter WHERE name = ?", (series,))
        return int(row[0]) if row else 0

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """A transaction beside which nobody else writes: committed at its end, rolled back by an error."""

    def _refuse_lost(self, fence: Fence | None) -> None:
        """Raises `Refused` (worker.lost) where somebody else has taken the lease over."""
        if fence and lease_rows.number_of(self._connection, fence.name) != fence.number:
            raise Refused("worker.lost")

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        return search_records(self._connection, text, limit)

    def together(self, job: Callable[[Reader], T]) -> T:
        return self._connection.together(lambda connection: job(RecordReader(connection)))

    def rights_state(self) -> tuple[tuple[int, ...], ...]:
        return rights_state(self._connection)

    def matters_touched(self, refs: Collection[str]) -> list[str] | None:
        known = sorted({kept_ref(ref) for ref in refs})
        some = marks(len(known))
        sql = f"""SELECT TRUE, ref, coalesce(matter, ref) FROM action WHERE ref IN ({some})
                  UNION ALL SELECT FALSE, m.value, coalesce(b.matter, b.ref) FROM member AS m
                  JOIN action AS b ON b.id = m.id
                  WHERE m.kind = 'action' AND m.field = 'depends_on' AND m.value IN ({some})"""
        rows = self._connection.rows(sql, (*known, *known))
        if sum(is_itself for is_itself, _, _ in rows) < len(known):
            return None
        return sorted({touched for _, _, touched in rows})

    def due_outgoing(self, turn: SendTurn) -> Sequence[str]:
        return due_outgoing(self._connection, turn, self._abandoned)

    def accounts_due(self, turn: SendTurn) -> Collection[str | None]:
        return accounts_due(self._connection, turn, self._abandoned)

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
        if (number := lease_rows.renew(self._connection, name, holder, now=now, seconds=seconds)) is not None:
            return number
        if lease_rows.is_held(self._connection, name, now):
            return None  # without a lock: others ask for a mailbox every few seconds
        with self._writing():
            return lease_rows.take(self._connection, name, holder, now=now, seconds=seconds)

    def clocks_apart(self, now: datetime) -> float:  # noqa: ARG002  # a file has no clock of its own
        return 0.0

    def leases_given(self, name: str) -> int:
        return self._last_number(lease_rows.lease_counter(name))

    def lease_holder(self, name: str) -> str | None:
        return lease_rows.holder_of(self._connection, name)

    def leases(self) -> list[HeldLease]:
        return lease_rows.all_held(self._connection)

    def end_lease(self, seen: HeldLease) -> bool:
        return lease_rows.end(self._connection, seen)

    def release_lease(self, name: str, holder: str) -> None:
        lease_rows.release(self._connection, name, holder)

    def signed(self, words: bytes) -> bytes:
        import hmac

        return hmac.digest(self._signing_key, words, "sha256")

    @cached_property
    def _signing_key(self) -> bytes:
        """It is made with the database and never changed; each mail has several things signed."""
        return self.secret()

    @abstractmethod
    def secret(self) -> bytes:
        """As `interface.Store`."""

    def show_texts(self, shown: Callable[[bytes], str]) -> None:
        self._connection.show_texts(shown)

    def get(self, model: type[R], ref: str) -> R:
        try:
            return super().get(model, ref)
        except Unknown:
            table = table_of(model)
            if table.ref(ref) not in self._passed_over.get(table.name, ()):
                raise
        self._connection.show_rows(None)
        try:
            row = self._connection.row(f"{table.select} WHERE ref = ?", (table.ref(ref),))
        finally:
            self._show_rows()
        if row is None:
            raise Unknown(f"{table.name}.unknown", ref=ref)
        return readable_part(model, table, row, {each.field for each in self._astray if each.ref == ref})

    def find_in_part(self, model: type[R], **equal: Any) -> list[R]:
        sql, values = question(model, newest_first=False, limit=None, **equal)
        table = table_of(model)
        return [in_part(model, table, row) for row in self._connection.rows(sql, values)]

    def show_without(self, matters: Collection[str]) -> None:
        self._hidden = frozenset(matters)
        self._show_rows()

    def unreadable_rows(self, *models: type[Record]) -> list[UnreadableRow]:
        return list(unreadable_rows(self._connection.rows, map(table_of, models) if models else TABLES))

    def naming_what_is_not_there(self, ref: str) -> list[UnreadableRow]:
        from collabtui.store.records.record_references import naming_what_is_not_there

        self._connection.show_rows(None)
        try:
            return list(naming_what_is_not_there(self._connection, ref))
        finally:
            self._show_rows()

    def named_in_vain(self, ref: str) -> list[UnreadableRow]:
        from collabtui.store.records.record_references import named_in_vain

        return list(named_in_vain(self._connection, ref))

    @contextmanager
    def passing_over(self, rows: Collection[UnreadableRow]) -> Iterator[None]:
        before, astray = self._passed_over, self._astray
        self._astray = {*astray, *(row for row in rows if row.names)}
        found = with_what_hangs_on_them(self._connection, rows)
        self._passed_over = {
            table: before.get(table, set()) | found.get(table, set()) for table in before.keys() | found
        }
        self._show_rows()
        try:
            yield
        finally:
            self._passed_over, self._astray = before, astray
            self._show_rows()

    def passed_over(self, table: str) -> Collection[str]:
        return self._passed_over.get(table, frozenset())

    def _show_rows(self) -> None:
        self._connection.show_rows(without_records(self._passed_over, self._hidden))

    def change_counter(self) -> int:
        return self._connection.change_counter()

    def close(self) -> None:
        self._connection.close()
