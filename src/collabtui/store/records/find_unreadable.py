"""Records that cannot be read, found by reading all; and what stands in for one where another record names it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import from_json

from collabtui.domain.model import Record
from collabtui.errors import UnreadableRecord
from collabtui.store.common_sql.dialect import NO_BYTES
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import TABLES, Table, quoted, to_record
from collabtui.store.unreadable_row import UnreadableRow

R = TypeVar("R", bound=Record)


def unreadable_rows(
    rows_of: Callable[[str], Iterable[tuple[Any, ...]]], tables: Iterable[Table] = TABLES
) -> Iterator[UnreadableRow]:
    """`rows_of` gives the rows of a query. Large values stay where they are: any bytes are good."""
    for table in tables:
        columns = ", ".join(NO_BYTES if column in table.large else quoted(column.name) for column in table.columns)
        for row in rows_of(f"SELECT {columns} FROM {table.name}"):
            try:
                to_record(table.model, table, row)
            except UnreadableRecord as error:
                yield UnreadableRow(table.name, str(error.values["ref"]), str(error.values["field"]))


def with_what_hangs_on_them(connection: Connection, found: Iterable[UnreadableRow]) -> dict[str, set[str]]:
    """Refs by table, with those of which nothing true can be said without them: the meetings of a series, the meeting
    of a sign-off. What belongs to a matter or a meeting is found by that one."""
    refs: dict[str, set[str]] = {}
    for row in found:
        refs.setdefault(row.table, set()).add(row.ref)
    for table, column, named in (("sign_off", "ref", "meeting"), ("meeting", "series", "ref")):
        by = refs.get("series" if column == "series" else table, set())
        sql = f"SELECT {named} FROM {table} WHERE {column} = ?"
        meetings = {meeting for ref in by for (meeting,) in connection.rows(sql, (ref,))}
        if meetings:
            refs.setdefault("meeting", set()).update(meetings)
    return refs


def in_part(model: type[R], table: Table, row: Sequence[Any]) -> R:
    """The record, or what can be read of it, which need not be valid: for its words and what it belongs to."""
    for read in (to_record, readable_part):
        with suppress(UnreadableRecord):
            return read(model, table, row)
    kept = {column.name: value for column, value in zip(table.columns, row, strict=True) if not column.nested}
    return cast("R", model.model_construct(**{**dict.fromkeys(model.model_fields), **kept}))


def readable_part(model: type[R], table: Table, row: Sequence[Any], without: Collection[str] = ()) -> R:
    """The record with what can be read of it, and each other field, and those of `without`, as where nobody has said
    anything. Raises `UnreadableRecord` where one of these has to be said."""
    values: dict[str, Any] = {}
    for column, value in zip(table.columns, row, strict=True):
        if column.name in without or (value is None and not column.nullable):
            continue
        try:
            values[column.name] = from_json(value) if column.nested and value is not None else value
        except ValueError:
            continue
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors()}
    try:
        return model.model_validate({name: value for name, value in values.items() if name not in wrong})
    except ValidationError as error:
        ref = str(row[table.place("ref")])
        raise UnreadableRow(table.name, ref, str(error.errors()[0]["loc"][0])).error() from error
