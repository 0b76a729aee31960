"""The check of the trail, that it leads to the present state: each change goes on from the one before it, and the last
one is what stands.

What a field held first is not copied into the trail: it stands in the `old` of its first change, or in the record where
it was never changed. The line that a record was made has a digest of all its first values, so these are held against
that (a record of before there were digests: only against what it was called then).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from collabtui.domain.records import model_of
from collabtui.errors import Unknown
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import by_index, is_document, marks, without_prefix
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import TABLES, Table, quoted, table_of
from collabtui.store.records.trail_writer import as_json, as_kept, digest_of

_TRAILED = tuple(table for table in TABLES if table.kept.trailed != "nothing")
_AT_ONCE = 500
"""Records that are looked up together."""
_SHOWN = 80
"""Letters of a value that a fault shows."""
_UNREADABLE = f"""SELECT DISTINCT ref FROM trail WHERE old IS NOT NULL AND NOT {is_document("old")}
                  OR new IS NOT NULL AND NOT {is_document("new")}
                  OR NOT at LIKE '____-__-__T__:__:__%'"""


class _Line(NamedTuple):
    """One change; values as JSON text."""

    ref: str
    field: str
    old: str | None
    new: str | None
    first: str | None
    """The digest of the first values."""


class _Replayed(NamedTuple):
    """What the trail says of one record."""

    called: str | None
    """What it was called when it was made."""
    first: str | None
    """The digest of its first values; of those that count since, where one of them was cleared as nobody knew it."""
    began: Mapping[str, str | None]
    """What each field that was ever changed held before its first change."""
    ends: Mapping[str, str | None]
    """What its last change made of it."""


class _Stored(NamedTuple):
    """A record as it is."""

    table: Table
    values: Mapping[str, Any]


def faults(checked: Checked) -> Iterator[DataFault]:
    reader = checked.reader
    unreadable = [ref for (ref,) in reader.rows(_UNREADABLE)]
    yield from (DataFault("trail.unreadable", ref) for ref in unreadable)
    if unreadable:
        return
    yield from _rows_missing(checked)
    yield from _without_trail(reader)
    yield from _without_their_mail(reader)
    has_index = checked.objects.has_index("trail_by_ref")
    trail = by_index("trail", "trail_by_ref") if has_index else "trail"
    lines = checked.objects.streamed(f"SELECT ref, field, old, new, first FROM {trail} ORDER BY ref, id")
    records = ((ref, list(of_record)) for ref, of_record in groupby(map(_Line._make, lines), itemgetter(0)))
    while some := dict(islice(records, _AT_ONCE)):
        stored = _stored(reader, some)
        for ref, of_record in some.items():
            yield from _record_faults(ref, of_record, stored.get(ref))


def _rows_missing(checked: Checked) -> Iterator[DataFault]:
    """Nothing is ever taken out of it, and its batches are in order, where they were written one after the other."""
    if missing := checked.objects.trail_rows_missing():
        yield DataFault("trail.rows_missing", "", value=str(missing))
    order = """SELECT ref FROM (
                   SELECT ref, batch, lag(batch) OVER (ORDER BY id) AS before FROM trail WHERE id >= ?) AS line
               WHERE batch < before"""
    if (first := checked.objects.in_turn_from()) is not None:
        yield from (DataFault("trail.order", ref) for (ref,) in checked.reader.rows(order, (first,)))


def _without_trail(reader: Connection) -> Iterator[DataFault]:
    for table in _TRAILED:
        sql = f"SELECT ref FROM {table.name} AS r WHERE NOT EXISTS (SELECT 1 FROM trail WHERE ref = r.ref)"
        yield from (DataFault("trail.no_beginning", ref) for (ref,) in reader.rows(sql))


def _without_their_mail(reader: Connection) -> Iterator[DataFault]:
    ways = "SELECT DISTINCT via FROM trail WHERE via LIKE 'mail:%'"
    sql = f"""SELECT DISTINCT trail.ref, trail.via FROM ({ways}) AS way JOIN trail ON trail.via = way.via
              WHERE {without_prefix("way.via", "mail:")} NOT IN (SELECT ref FROM incoming)"""
    yield from (DataFault("trail.no_mail", ref, value=via) for ref, via in reader.rows(sql))


def _stored(reader: Connection, refs: Iterable[str]) -> dict[str, _Stored]:
    """The records that are there, by their refs."""
    by_table: dict[Table, list[str]] = {}
    for ref in refs:
        with suppress(Unknown):
            by_table.setdefault(table_of(model_of(ref)), []).append(ref)
    found = {}
    for table, some in by_table.items():
        names = _names(table)
        columns = ", ".join(map(quoted, names))
        rows = reader.rows(f"SELECT {columns} FROM {table.name} WHERE ref IN ({marks(len(some))})", some)
        for row in rows:
            values = dict(zip(names, row, strict=True))
            found[values["ref"]] = _Stored(table, values)
    return found


def _record_faults(ref: str, lines: Sequence[_Line], stored: _Stored | None) -> Iterator[DataFault]:
    if stored is None:
        yield DataFault("trail.no_record", ref)
        return
    if [line.field for line in lines].count("") != 1 or lines[0].field:
        yield DataFault("trail.no_beginning", ref)
    lines = [line for line in lines if line.field not in _unkept(stored.table)]
    yield from _broken_chain(ref, lines)
    yield from _differences(ref, stored.table, stored.values, _replayed(lines))


def _unkept(table: Table) -> frozenset[str]:
    """Fields of which only a repair is noted: what else became of them is not."""
    return frozenset(table.by_name) - table.kept_in_trail


def _broken_chain(ref: str, lines: Sequence[_Line]) -> Iterator[DataFault]:
    ends: dict[str, str | None] = {}
    for line in lines:
        if line.field in ends and line.field and ends[line.field] != line.old:
            yield DataFault("trail.broken_chain", ref, line.field, line.old or "")
        ends[line.field] = line.new


def _replayed(lines: Sequence[_Line]) -> _Replayed:
    changes = [line for line in lines if line.field]
    made = next((line for line in lines if not line.field), None)
    return _Replayed(
        made.new if made else None,
        next((line.first for line in reversed(lines) if line.first), None),
        {line.field: line.old for line in reversed(changes)},
        {line.field: line.new for line in changes},
    )


def _differences(ref: str, table: Table, stored: Mapping[str, Any], replayed: _Replayed) -> Iterator[DataFault]:
    """The field that is not what its last change made of it, a record that is called otherwise than when it was made
    though that was never changed, and first values that are not those it was made with."""
    columns = table.by_name
    for field, new in replayed.ends.items():
        if field not in stored or as_json(columns[field], stored[field]) != new:
            yield DataFault("trail.state", ref, field, str(stored.get(field, ""))[:_SHOWN])
    name = (*table.texts, "ref")[0]
    called = replayed.began[name] if name in replayed.began else as_json(columns[name], stored[name])
    if replayed.called is not None and called != replayed.called:
        yield DataFault("trail.state", ref, name, str(stored[name])[:_SHOWN])
    elif replayed.first is not None:
        began = {field: as_kept(columns[field], old) for field, old in replayed.began.items() if field in stored}
        first = {**stored, **began}
        if digest_of(table, [first[column.name] for column in table.trailed]) != replayed.first:
            yield DataFault("trail.first_values", ref)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.small)
