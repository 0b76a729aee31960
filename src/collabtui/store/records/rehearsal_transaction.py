"""A transaction whose changes are kept in mind and written nowhere: what a command would do, seen without any lock."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from collabtui.domain.model import Record
from collabtui.domain.people import Person, PersonName
from collabtui.domain.refs import kept_ref
from collabtui.domain.trail import TrailEntry
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Gate, NeedsWriting
from collabtui.store.records import trail_writer
from collabtui.store.records.record_reader import RecordReader, question
from collabtui.store.records.records_in_mind import InMind, RecordsInMind
from collabtui.store.records.tables import Table, table_of, to_record
from collabtui.store.records.transaction import RecordTransaction, Stored
from collabtui.store.unreadable_row import UnreadableRow

R = TypeVar("R", bound=Record)
P = ParamSpec("P")
T = TypeVar("T")
_BEHIND_ALL = 1 << 62
"""The number of the first row, and line of the trail, that is only in mind: those on the disk come before it."""


class NumbersAhead:
    """`transaction.NumberSource` that draws nothing: the numbers that would come next."""

    def __init__(self, batch: int, last_of: Callable[[str], int], *, in_turn: bool) -> None:
        self._batch, self._last_of, self.in_turn = batch, last_of, in_turn
        self._last: dict[str, int] = {}

    def next_batch(self) -> int:
        return self._batch

    def keep_batch(self, batch: int) -> None:
        """Nothing is kept."""

    def next_of(self, series: str) -> int:
        number = self._known(series) + 1
        self._last[series] = number
        return number

    def never_give(self, series: str, number: int) -> None:
        self._last[series] = max(self._known(series), number)

    def _known(self, series: str) -> int:
        return self._last[series] if series in self._last else self._last_of(series)


def _of_what_is_written(
    asked: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate["RehearsalTransaction", P], T]:
    """A question that the database answers as long as nothing was put."""

    @wraps(asked)
    def answered(tx: "RehearsalTransaction", /, *args: P.args, **kwargs: P.kwargs) -> T:
        tx.refuse_put()
        return asked(tx, *args, **kwargs)

    return answered


class RehearsalTransaction(RecordTransaction):
    """`interface.Transaction` on one state of the database. Raises `NeedsWriting` where it cannot answer as the
    transaction would that writes."""

    def __init__(
        self, connection: Connection, numbers: NumbersAhead, *, actor: str, via: str, now: datetime, gate: Gate | None
    ) -> None:
        super().__init__(connection, numbers, actor=actor, via=via, now=now, gate=gate)
        self._in_mind: dict[type[Record], RecordsInMind] = {}
        self._last_row: Stored | None = None
        self._lines: list[tuple[Any, ...]] = []
        """Of the trail, as `trail_writer.COLUMNS` has them."""
        self._claimed: set[str] = set()

    owed_owners = _of_what_is_written(RecordReader.owed_owners)
    owed_doers = _of_what_is_written(RecordReader.owed_doers)
    late_dependencies = _of_what_is_written(RecordReader.late_dependencies)
    listed_items = _of_what_is_written(RecordReader.listed_items)
    open_duties = _of_what_is_written(RecordReader.open_duties)
    asked_progress = _of_what_is_written(RecordReader.asked_progress)
    proved_mails = _of_what_is_written(RecordReader.proved_mails)
    unproved_mails = _of_what_is_written(RecordReader.unproved_mails)
    unjudged_mails = _of_what_is_written(RecordReader.unjudged_mails)
    once_called = _of_what_is_written(RecordReader.once_called)
    oldest_awaited = _of_what_is_written(RecordReader.oldest_awaited)

    def refuse_put(self, *models: type[Record]) -> None:
        """Raises `NeedsWriting` where a record, of these models, was put."""
        if self._in_mind.keys() & set(models) if models else self._in_mind:
            raise NeedsWriting

    def put_right(self, row: UnreadableRow, value: object, former: object) -> UnreadableRow | None:  # noqa: ARG002  # none of it
        raise NeedsWriting

    def claim_due(self, turn: object) -> Sequence[str]:  # noqa: ARG002  # what is sent is written first
        raise NeedsWriting

    def present_people(self) -> list[PersonName]:
        self.refuse_put(Person)
        return super().present_people()

    def is_claimed(self, digest: str) -> bool:
        return digest in self._claimed or super().is_claimed(digest)

    def claim_mail(self, digest: str, message_id: str) -> bool:  # noqa: ARG002  # the digest alone tells them apart
        if self.is_claimed(digest):
            return False
        self._claimed.add(digest)
        return True

    def get(self, model: type[R], ref: str) -> R:
        there = self._put_as(table_of(model), table_of(model).ref(ref))
        return cast("R", there.record) if there else super().get(model, ref)

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        in_mind = self._in_mind.get(model)
        if in_mind is None:
            return super().find(model, newest_first=newest_first, limit=limit, **equal)
        table, known = table_of(model), in_mind.by_ref
        enough = None if limit is None else limit + len(known)
        sql, values = question(model, newest_first=newest_first, limit=enough, **equal)
        rows = self._connection.rows(sql.replace("SELECT ", "SELECT id, ", 1), values)
        there = [(number, row) for number, *row in rows if row[table.place("ref")] not in known]
        found = [(number, to_record(model, table, row)) for number, row in there]
        found += [(one.id, cast("R", one.record)) for one in in_mind.found(equal)]
        found.sort(key=lambda one: one[0], reverse=newest_first)
        return [record for _, record in found[:limit]]

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[TrailEntry]:
        asked = {1: batch, 4: via, 5: ref and kept_ref(ref)}
        given = {place: value for place, value in asked.items() if value is not None}
        own = [line for line in reversed(self._lines) if all(line[place] == given[place] for place in given)]
        before = super().changes(ref, batch=batch, via=via, limit=limit)
        return [*map(trail_writer.to_change, own[:limit]), *before][:limit]

    def put(self, record: R) -> R:
        written = super().put(record)
        if self._last_row is not None:
            table, (number, _, row) = table_of(type(record)), self._last_row
            in_mind = self._in_mind.setdefault(type(record), RecordsInMind(table))
            in_mind.put(InMind(number, row, written))
            self._last_row = None
        return written

    def _put_as(self, table: Table, ref: str) -> InMind | None:
        in_mind = self._in_mind.get(table.model)
        return in_mind.by_ref.get(ref) if in_mind else None

    def _stored(self, table: Table, ref: str, new: Sequence[Any]) -> Stored | None:
        if there := self._put_as(table, ref):
            return Stored(there.id, there.record.version, there.row)
        return super()._stored(table, ref, new)

    def _insert(self, table: Table, new: Sequence[Any]) -> None:
        ref = new[table.place("ref")]
        self._refuse_taken(table, new, table.unique)
        in_mind = self._in_mind.get(table.model)
        behind = _BEHIND_ALL + (len(in_mind.by_ref) if in_mind else 0)
        self._last_row = Stored(behind, new[table.place("version")], list(new))
        if table.kept.trailed != "nothing":
            self._trail(ref, [trail_writer.creation(table, new)])
        if table.kept.numbered and ref not in self._given:
            self._never_give(ref)

    def _replace(self, table: Table, stored: Stored, new: Sequence[Any]) -> None:
        old = stored.row
        changed = {column.name for place, column in enumerate(table.columns) if old[place] != new[place]}
        self._refuse_taken(table, new, [names for names in table.unique if not changed.isdisjoint(names)])
        self._last_row = Stored(stored.id, new[table.place("version")], list(new))
        self._trail(new[table.place("ref")], trail_writer.differences(table, old, new))

    def _another_with(self, table: Table, names: Sequence[str], values: Sequence[Any], ref: str) -> str | None:
        in_mind = self._in_mind.get(table.model)
        if in_mind is None or None in values:
            return super()._another_with(table, names, values, ref)
        found = self.find(table.model, **dict(zip(names, values, strict=True)))
        return next((one.ref for one in found if one.ref != ref), None)

    def _write_lines(self, lines: Sequence[tuple[Any, ...]]) -> None:
        for *line, _ in lines:
            self._lines.append((_BEHIND_ALL + len(self._lines), *line))
