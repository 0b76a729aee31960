"""A value that cannot be read, put right: the row gets another one, its seal, and what it is found by."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from collabtui.errors import Refused, UnreadableRecord
from collabtui.store.common_sql.dialect import remove_words
from collabtui.store.engine_connection import Connection
from collabtui.store.records import side_tables
from collabtui.store.records.row_seal import record_seal
from collabtui.store.records.tables import TABLES, Column, Table, quoted, to_record
from collabtui.store.records.trail_writer import Difference, as_json, as_kept, digest_of
from collabtui.store.unreadable_row import UnreadableRow

_BY_NAME = {table.name: table for table in TABLES}


class ValueRepair(NamedTuple):
    """The outcome of one value put right."""

    difference: Difference | None
    """For the trail; of a field that this does not keep, that it has its value. None where it keeps nothing of such
    records."""
    first: str | None
    """The digest of the record's first values, where nobody knows any more which it was made with."""
    left: UnreadableRow | None
    """The next of its fields that cannot be read."""


def put_right(connection: Connection, row: UnreadableRow, value: object, *, former: object) -> ValueRepair:
    """`value` and `former` as JSON has them: what is to stand there, and what stood there before it was spoilt, None
    where nobody knows. Raises `Refused` (unreadable.unfit: ref, field) for a value that cannot stand there."""
    table = _BY_NAME[row.table]
    column, place = table.by_name[row.field], table.place(row.field)
    found = connection.row(table.select_identified, (row.ref,))
    if found is None:
        raise Refused("unreadable.none", ref=row.ref)
    identity, *values = found
    values[place] = _as_stored(column, value)
    values[table.place("version")] += 1
    left = _left_of(table, values)
    if left and left.field == row.field:
        raise Refused("unreadable.unfit", ref=row.ref, field=row.field)
    seal = record_seal(table, [values[table.place(one.name)] for one in table.small], identity)
    settings = f"{quoted(row.field)} = ?, version = version + 1, seal = ?"
    connection.run(f"UPDATE {table.name} SET {settings} WHERE id = ?", (values[place], seal, identity))
    if left is None:
        _find_by(connection, table, identity, values)
    if table.kept.trailed == "nothing":
        return ValueRepair(None, None, left)
    if column.name not in table.kept_in_trail:
        stands = as_json(column, values[place])
        return ValueRepair((row.field, stands, stands), None, left)
    old = as_json(column, _as_stored(column, former))
    difference = (row.field, old, as_json(column, values[place]))
    return ValueRepair(difference, _first_anew(connection, table, row, values) if old is None else None, left)


def _left_of(table: Table, values: Sequence[Any]) -> UnreadableRow | None:
    try:
        to_record(table.model, table, values)
    except UnreadableRecord as error:
        return UnreadableRow.of(error)
    return None


def _find_by(connection: Connection, table: Table, identity: int, values: Sequence[Any]) -> None:
    if table.members:
        connection.run("DELETE FROM member WHERE kind = ? AND id = ?", (table.name, identity))
    if table.texts:
        connection.run_along(remove_words(table.name), (identity,))
    side_tables.enter(connection, table, identity, values)


def _first_anew(connection: Connection, table: Table, row: UnreadableRow, values: Sequence[Any]) -> str | None:
    """None where the record has no such digest, or the trail has changed the field before."""
    lines = connection.rows("SELECT field, old, first FROM trail WHERE ref = ? ORDER BY id DESC", (row.ref,))
    began: Mapping[str, str | None] = {field: old for field, old, _ in lines if field}
    if row.field in began or not any(first for *_, first in lines):
        return None
    stored = {column.name: values[table.place(column.name)] for column in table.trailed}
    first = {**stored, **{field: as_kept(table.by_name[field], old) for field, old in began.items()}, row.field: None}
    return digest_of(table, [first[column.name] for column in table.trailed])


def _as_stored(column: Column, value: object) -> Any:
    if value is None:
        return None
    if column.nested:
        return to_json(value).decode()
    return int(value) if isinstance(value, bool) else value


def stored_value(connection: Connection, row: UnreadableRow) -> object:
    """The same value in another database, as JSON has it; None where it has none. Raises ValueError as for one that
    cannot be read there either."""
    table = _BY_NAME[row.table]
    found = connection.row(f"SELECT {quoted(row.field)} FROM {table.name} WHERE ref = ?", (row.ref,))
    if found is None or found[0] is None:
        return None
    return from_json(str(found[0])) if table.by_name[row.field].nested else found[0]
