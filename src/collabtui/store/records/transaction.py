"""A writing transaction: one command, all of it or nothing."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, NoReturn, Protocol, TypeVar, cast

from pydantic_core import from_json

from collabtui.domain.model import Record
from collabtui.errors import Conflict, Unknown
from collabtui.store.common_sql.dialect import marks
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Gate
from collabtui.store.records import side_tables, trail_writer
from collabtui.store.records.due_outgoing import due_outgoing
from collabtui.store.records.record_reader import RecordReader
from collabtui.store.records.repaired_value import put_right
from collabtui.store.records.row_seal import LINE, line_seal, record_seal, unnumbered_seal
from collabtui.store.records.sql import instant_text
from collabtui.store.records.tables import Table, quoted, table_of, to_record
from collabtui.store.send_turn import SendTurn
from collabtui.store.unreadable_row import UnreadableRow

R = TypeVar("R", bound=Record)
_NUMBERED = re.compile(r"(?P<series>.*?)(?P<number>\d+)", re.ASCII)
_ANOTHER = object()
_REMEMBERED = 1000
"""Records that a transaction keeps in mind at most."""


class Stored(NamedTuple):
    id: int
    version: int
    row: list[Any]
    """With `_ANOTHER` where a large value differs."""


class _Read(NamedTuple):
    record: Record
    stored: Stored


class NumberSource(Protocol):
    """The batches and refs of an engine. A number that it has given and that was committed it never gives again."""

    in_turn: bool
    """Whether batches are committed in the order of their numbers."""

    def next_batch(self) -> int:
        """The number of the transaction that begins."""

    def keep_batch(self, batch: int) -> None:
        """Something was written in it: once it is committed, the change counter has risen to it."""

    def next_of(self, series: str) -> int:
        """The next number behind a prefix: of `A`, of `X-2026-`."""

    def never_give(self, series: str, number: int) -> None:
        """Nor any before it."""


class RecordTransaction(RecordReader):
    """`interface.Transaction`. Lives from `BEGIN` to `COMMIT`, and refuses to write afterwards."""

    def __init__(
        self,
        connection: Connection,
        numbers: NumberSource,
        *,
        actor: str,
        via: str,
        now: datetime,
        gate: Gate | None = None,
    ) -> None:
        super().__init__(connection)
        self._gate = gate
        self._actor, self._via, self._now = actor, via, instant_text(now)
        self._numbers = numbers
        self.batch = numbers.next_batch()
        self.in_turn = numbers.in_turn
        self.has_written = False
        self._given: set[str] = set()
        """Refs that it has drawn."""
        self._made: set[str] = set()
        """Those of them under which a record was put."""
        self._read: dict[tuple[type[Record], str], _Read] = {}
        self._former: dict[str, dict[str, str | None]] = {}
        """By ref and field, as JSON."""

    def get(self, model: type[R], ref: str) -> R:
        """As `Reader` has it. What was read here before is not read again: where others write meanwhile, a change of
        it is refused by its version."""
        table = table_of(model)
        key = model, table.ref(ref)
        if key not in self._read:
            row = self._connection.row(table.select_identified, (key[1],))
            if row is None:
                raise Unknown(f"{table.name}.unknown", ref=ref)
            identity, *values = row
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[key] = _Read(to_record(model, table, values), _stored_as(table, identity, values))
        return cast("R", self._read[key].record)

    def put(self, record: R) -> R:
        self._must_be_open()
        table = table_of(type(record))
        if table.ref(record.ref) != record.ref:
            raise ValueError(f"{record.ref!r} could never be found again: refs are kept in upper case")
        new = table.to_row(record)
        stored = self._stored(table, record.ref, new)
        if stored and stored.version != record.version and self._read.pop((type(record), record.ref), None):
            stored = self._stored(table, record.ref, new)  # another one has written it, and it was found anew since
        if (stored.version if stored else 0) != record.version:
            self._refuse_changed(record.ref)
        if stored and stored.row == new:
            return record
        if self._gate is not None:
            before = self.get(type(record), record.ref) if stored else None
            self._gate.passes(self, before, record, self._via)
        written = record.model_copy(update={"version": record.version + 1})
        new[table.place("version")] = written.version
        if stored:
            self._replace(table, stored, new)
            self._read.pop((type(record), record.ref), None)
        else:
            self._insert(table, new)
            self._made.add(record.ref)
        self._keep_batch()
        return written

    def put_right(self, row: UnreadableRow, value: object, former: object) -> UnreadableRow | None:
        self._must_be_open()
        done = put_right(self._connection, row, value, former=former)
        self._trail(row.ref, [done.difference] if done.difference else [], first=done.first)
        self._keep_batch()
        return done.left

    def _keep_batch(self) -> None:
        self._numbers.keep_batch(self.batch)
        self.has_written = True

    def refuse_at_end(self) -> None:
        """Raises what the gate says of the whole of it."""
        if self._gate is not None:
            self._gate.ends(self)

    def ascribe(self, actor: str, via: str) -> None:
        self._actor, self._via = actor, via

    def former_values(self) -> dict[str, dict[str, object]]:
        return {
            ref: {field: None if old is None else from_json(old) for field, old in of_record.items()}
            for ref, of_record in self._former.items()
        }

    def next_ref(self, model: type[R], *, year: int | None = None) -> str:
        self._must_be_open()
        series = model.prefix if year is None else f"{model.prefix}{year}-"
        number = self._numbers.next_of(series)
        ref = f"{series}{number}" if year is None else f"{series}{number:03}"
        self._given.add(ref)
        return ref

    def claim_mail(self, digest: str, message_id: str) -> bool:
        self._must_be_open()
        sql = "INSERT INTO claimed_mail (digest, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
        return self._connection.run(sql, (digest, message_id)).rowcount == 1

    def claim_due(self, turn: SendTurn) -> Sequence[str]:
        return due_outgoing(self._connection, turn)

    def _must_be_open(self) -> None:
        if not self._connection.in_transaction:
            raise RuntimeError("this transaction has ended")

    def _stored(self, table: Table, ref: str, new: Sequence[Any]) -> Stored | None:
        """What is stored under the ref. Large values are compared where they lie instead of being read."""
        if ref in self._given and ref not in self._made:
            return None
        if (read := self._read.get((table.model, ref))) is not None:
            return read.stored
        large = [table.place(column.name) for column in table.large]
        row = self._connection.row(table.select_but_compare, (*(new[place] for place in large), ref))
        if row is None:
            return None
        identity, *values = row
        for place in large:
            values[place] = new[place] if values[place] else _ANOTHER
        return _stored_as(table, identity, values)

    def _insert(self, table: Table, new: Sequence[Any]) -> None:
        small = [new[table.place(column.name)] for column in table.small]
        made = self._connection.row(table.insert, (*small, unnumbered_seal(table, small)))
        if made is None:
            self._refuse_taken(table, new, table.unique)
            self._refuse_changed(new[table.place("ref")])  # made meanwhile by who is within something else
        (identity,) = made
        for column in table.large:
            sql = f"INSERT INTO {table.large_table(column)} (id, {column.name}) VALUES (?, ?)"
            self._connection.run_along(sql, (identity, new[table.place(column.name)]))
        side_tables.enter(self._connection, table, identity, new)
        ref = new[table.place("ref")]
        if table.kept.trailed != "nothing":
            self._trail(ref, [trail_writer.creation(table, new)], first=trail_writer.first_values(table, new))
        if table.kept.numbered and ref not in self._given:
            self._never_give(ref)

    def _replace(self, table: Table, stored: Stored, new: Sequence[Any]) -> None:
        old = stored.row
        changed = {column.name: new[place] for place, column in enumerate(table.columns) if old[place] != new[place]}
        large = {column: changed.pop(column.name) for column in table.large if column.name in changed}
        # asked before and not told by an error, which would end a transaction of PostgreSQL
        self._refuse_taken(table, new, [names for names in table.unique if not changed.keys().isdisjoint(names)])
        seal = record_seal(table, [new[table.place(column.name)] for column in table.small], stored.id)
        settings = ", ".join(f"{quoted(name)} = ?" for name in (*changed, "seal"))
        updated = f"UPDATE {table.name} SET {settings} WHERE id = ? AND version = ?"
        if self._connection.run(updated, (*changed.values(), seal, stored.id, stored.version)).rowcount != 1:
            self._refuse_changed(new[table.place("ref")])  # by who is within something else
        # after the row itself: with that alone it may be changed
        for column, value in large.items():
            sql = f"UPDATE {table.large_table(column)} SET {column.name} = ? WHERE id = ?"
            self._connection.run_along(sql, (value, stored.id))
        side_tables.change(self._connection, table, stored.id, old, new)
        self._trail(new[table.place("ref")], trail_writer.differences(table, old, new))

    def _trail(self, ref: str, differences: Iterable[trail_writer.Difference], *, first: str | None = None) -> None:
        """`first` is the digest of the record's first values, where it is new or one of them is not known any more."""
        same = (self.batch, self._now, self._actor, self._via, ref)
        lines = [(*same, *difference, first) for difference in differences]
        for *_, field, old, _, _ in lines:
            self._former.setdefault(ref, {}).setdefault(field, old)
        if lines:
            self._write_lines(lines)

    def _write_lines(self, lines: Sequence[tuple[Any, ...]]) -> None:
        """Of the trail, each as `row_seal.LINE` names its values."""
        values = ", ".join([f"({marks(len(LINE) + 1)})"] * len(lines))
        sql = f"INSERT INTO trail ({', '.join(LINE)}, seal) VALUES {values}"
        self._connection.run_along(sql, [value for line in lines for value in (*line, line_seal(line))])

    def _never_give(self, ref: str) -> None:
        """A ref that came from outside (an import) is not to be given to something else later."""
        if written := _NUMBERED.fullmatch(ref):
            self._numbers.never_give(written["series"], int(written["number"]))

    def _refuse_changed(self, ref: str) -> NoReturn:
        raise Conflict("store.conflict", ref=ref, by=next((one.actor for one in self.changes(ref, limit=1)), ""))

    def _refuse_taken(self, table: Table, new: Sequence[Any], keys: Iterable[Sequence[str]]) -> None:
        """Raises `Conflict` where another record has the values of one of these unique keys."""
        for names in keys:
            ref, *values = (new[table.place(name)] for name in ("ref", *names))
            if (by := self._another_with(table, names, values, ref)) is not None:
                value = " ".join(str(each) for each in values)
                raise Conflict(f"{table.name}.taken", ref=ref, field=names[-1], value=value, by=by)

    def _another_with(self, table: Table, names: Sequence[str], values: Sequence[Any], ref: str) -> str | None:
        """The ref of another record that has these values."""
        row = self._connection.row(_another(table, names), (*values, ref))
        return row[0] if row else None


def _another(table: Table, names: Sequence[str]) -> str:
    where = " AND ".join(f"{quoted(name)} = ?" for name in names)
    return f"SELECT ref FROM {table.name} WHERE {where} AND ref <> ?"


def _stored_as(table: Table, identity: int, values: list[Any]) -> Stored:
    return Stored(identity, values[table.place("version")], values)
