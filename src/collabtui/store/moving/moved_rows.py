"""All rows of a database, from one engine to the other, in windows along their keys; and a digest of each table that
is the same wherever its rows are."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from collabtui.store.common_sql.dialect import NO_BYTES, marks
from collabtui.store.engine_connection import Connection
from collabtui.store.records import side_tables
from collabtui.store.records.row_seal import LINE
from collabtui.store.records.tables import TABLES, quoted

WINDOW = 500
"""Rows that are read, and written, at once."""
_LARGE_WINDOW = 20
"""The same of raw mails."""


class MovedTable(NamedTuple):
    name: str
    key: tuple[str, ...]
    """In the order in which rows are read; unique."""
    others: tuple[str, ...]
    window: int = WINDOW

    @property
    def columns(self) -> str:
        return ", ".join(map(quoted, (*self.key, *self.others)))

    @property
    def marks(self) -> "MovedTable":
        """The same rows by what tells whether each is as it was: its seal, where it has one; of a raw mail that of its
        record, whose digest of the mail is under it."""
        small = next((table.name for table in TABLES if self.name in map(table.large_table, table.large)), self.name)
        is_sealed = small != self.name or "seal" in self.others
        return self._replace(name=small, others=("seal",) if is_sealed else self.others)


MOVED: tuple[MovedTable, ...] = (
    MovedTable("setting", ("name",), ("value", "seal")),
    MovedTable("claimed_mail", ("digest",), ("message_id",)),
    MovedTable("member", ("kind", "field", "value", "id"), ()),
    MovedTable("trail", ("id",), (*LINE, "seal")),
    *(MovedTable(table.name, ("id",), (*(column.name for column in table.small), "seal")) for table in TABLES),
    *(
        MovedTable(table.large_table(column), ("id",), (column.name,), _LARGE_WINDOW)
        for table in TABLES
        for column in table.large
    ),
)
"""Who works right now (a lease) stays behind, and the numbers that were given are said in each engine's own way."""


def windows(connection: Connection, table: MovedTable, after: Sequence[Any] | None) -> Iterator[list[Sequence[Any]]]:
    """The rows behind a key, as any engine keeps them."""
    keys = ", ".join(map(quoted, table.key))
    last = after
    while True:
        behind = f"WHERE ({keys}) > ({marks(len(table.key))})" if last is not None else ""
        sql = f"SELECT {table.columns} FROM {table.name} {behind} ORDER BY {keys} LIMIT ?"
        rows = connection.rows(sql, (*(last or ()), table.window))
        if rows:
            yield [tuple(map(_anywhere, row)) for row in rows]
        if len(rows) < table.window:
            return
        last = rows[-1][: len(table.key)]


def rows_between(
    connection: Connection, table: MovedTable, after: Sequence[Any] | None, last: Sequence[Any]
) -> list[Sequence[Any]]:
    """The rows behind a key, to another one with it."""
    where, values = _between(table, after, last)
    keys = ", ".join(map(quoted, table.key))
    rows = connection.rows(f"SELECT {table.columns} FROM {table.name} {where} ORDER BY {keys}", values)
    return [tuple(map(_anywhere, row)) for row in rows]


def delete_between(
    connection: Connection, table: MovedTable, after: Sequence[Any] | None, last: Sequence[Any] | None
) -> None:
    """The same rows; to the end where no last one is given. Within a transaction of the caller's."""
    where, values = _between(table, after, last)
    connection.run(f"DELETE FROM {table.name} {where}", values)


def _between(table: MovedTable, after: Sequence[Any] | None, last: Sequence[Any] | None) -> tuple[str, tuple[Any, ...]]:
    keys, some = ", ".join(map(quoted, table.key)), marks(len(table.key))
    limits = [f"({keys}) {sign} ({some})" for sign, key in ((">", after), ("<=", last)) if key is not None]
    return f"WHERE {' AND '.join(limits)}" if limits else "", (*(after or ()), *(last or ()))


def last_key(connection: Connection, table: MovedTable) -> Sequence[Any] | None:
    keys = ", ".join(map(quoted, table.key))
    order = ", ".join(f"{quoted(name)} DESC" for name in table.key)
    return connection.row(f"SELECT {keys} FROM {table.name} ORDER BY {order} LIMIT 1")


def write(connection: Connection, table: MovedTable, rows: Sequence[Sequence[Any]]) -> None:
    """Within a transaction of the caller's."""
    connection.enter(table.name, (*table.key, *table.others), rows)


def clear(connection: Connection) -> None:
    """Deletes all rows, within a transaction of the caller's."""
    for table in MOVED:
        connection.run(f"DELETE FROM {table.name}")


def digest(connection: Connection, table: MovedTable) -> tuple[int, str]:
    """The number of rows, and the SHA-256 of all of them in the order of their keys."""
    count, made = 0, hashlib.sha256()
    for rows in windows(connection, table, None):
        count += len(rows)
        for row in rows:
            made.update(repr(row).encode())
    return count, made.hexdigest()


def enter_all_words(connection: Connection) -> None:
    """The words of the search, anew from the records, within a transaction of the caller's."""
    for table in TABLES:
        if not table.texts:
            continue
        connection.run(f"DELETE FROM {table.name}_text")
        columns = ", ".join(NO_BYTES if one in table.large else quoted(one.name) for one in table.columns)
        last = 0
        while rows := connection.rows(
            f"SELECT id, {columns} FROM {table.name} WHERE id > ? ORDER BY id LIMIT ?", (last, WINDOW)
        ):
            last = rows[-1][0]
            cut = [(identity, side_tables.words(table, row)) for identity, *row in rows]
            connection.enter_words(table.name, [one for one in cut if one[1]])


def _anywhere(value: Any) -> Any:
    """A text of PostgreSQL cannot hold NUL, nor a document its sign."""
    if isinstance(value, str):
        return (
            value.replace("\0", "\ufffd").replace("\\u0000", "\\ufffd")
            if "\0" in value or "\\u0000" in value
            else value
        )
    return bytes(value) if isinstance(value, memoryview) else value
