"""The seal of a row: a short digest of all its values, which a store writes with them.

Whoever changes a row without the program leaves the seal of the values that stood there. It is no secret, and keeps
nobody out: it finds out a slip of the hand, another program, a damaged copy. Large values have digests of their own.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import Table, quoted

LINE = ("batch", "at", "actor", "via", "ref", "field", "old", "new", "first")
"""Columns of a line of the trail that are sealed: its number is drawn when it is written, and they have no gap."""
SEALED_FROM = "sealed_rows"
"""The step of the schema, on each engine, from which on rows have seals."""
_EMPTY_WHERE_ADDED = ("", "[]", 0)
_UNSEALED = "unsealed "
_NUL = (("\\x00", "\\ufffd"), ("\\\\u0000", "\\\\ufffd"))
"""As `ascii` writes it and a document's own sign for it, each with what a move makes of it (`moving.moved_rows`)."""


def record_seal(table: Table, row: Sequence[Any], number: int) -> int:
    """Of a row of `Table.small` and of the number under which it is kept, its `id`."""
    return unnumbered_seal(table, row) + number


def unnumbered_seal(table: Table, row: Sequence[Any]) -> int:
    """The part of it that is known before the engine has drawn the number, which `Table.insert` adds: it has a bit less
    than the engine keeps, so that any can be added. As `trail_writer.digest_of` says, what is NULL does not count, and
    of a column that a later version adds (`Kept.added`) nothing that is empty."""
    added = table.kept.added
    values = _digest(
        {
            column.name: int(value) if value is True or value is False else value
            for column, value in zip(table.small, row, strict=True)
            if value is not None and (column.name not in added or value not in _EMPTY_WHERE_ADDED)
        }
    )
    return values >> 1


def line_seal(line: Sequence[Any]) -> int:
    """Of the values of `LINE`."""
    return _digest(tuple(line))


def setting_seal(name: str, value: bytes) -> int:
    return _digest((name, value.hex()))


def seal_settings(connection: Connection) -> None:
    """Those that have no seal yet."""
    for name, value in connection.rows("SELECT name, value FROM setting WHERE seal IS NULL"):
        connection.run("UPDATE setting SET seal = ? WHERE name = ?", (setting_seal(name, bytes(value)), name))


def clear_column(connection: Connection, table: Table, name: str) -> None:
    """Make NULL of it in each row. A row whose seal was another one keeps that: it stays a row that was altered."""
    columns = ", ".join(quoted(column.name) for column in table.small)
    place = [column.name for column in table.small].index(name)
    sql = f"UPDATE {table.name} SET {quoted(name)} = NULL, seal = CASE seal WHEN ? THEN ? ELSE seal END WHERE id = ?"
    for identity, *row in connection.rows(f"SELECT id, {columns} FROM {table.name} WHERE {quoted(name)} IS NOT NULL"):
        sealed = record_seal(table, row, identity)
        row[place] = None
        connection.run(sql, (sealed, record_seal(table, row, identity), identity))


def unsealed_until(table: str) -> str:
    """The counter that says up to which number rows may have no seal: they were written before there were any."""
    return f"{_UNSEALED}{table}"


def is_about_seals(counter: str) -> bool:
    return counter.startswith(_UNSEALED)


def _digest(values: object) -> int:
    """A number that both engines keep in eight bytes. NUL, also of a document, is another sign on PostgreSQL."""
    text = ascii(values)
    for nul, kept in _NUL:
        text = text.replace(nul, kept)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
