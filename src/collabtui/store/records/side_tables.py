"""Tables beside a record's own row, by which it is found: its words, and its fields with many values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import from_json

from collabtui.store.common_sql import fulltext
from collabtui.store.common_sql.dialect import enter_words, remove_words
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import Table


def enter(connection: Connection, table: Table, identity: int, row: Sequence[Any]) -> None:
    if text := words(table, row):
        _index(connection, table, identity, text)
    _add_members(connection, table, identity, set(member_values(table, row)))


def change(connection: Connection, table: Table, identity: int, old: Sequence[Any], new: Sequence[Any]) -> None:
    if any(old[place] != new[place] for place in map(table.place, table.texts)):
        connection.run_along(remove_words(table.name), (identity,))
        _index(connection, table, identity, words(table, new))
    if any(old[place] != new[place] for place in map(table.place, table.members)):
        before, after = set(member_values(table, old)), set(member_values(table, new))
        for name, value in before - after:
            sql = "DELETE FROM member WHERE kind = ? AND field = ? AND value = ? AND id = ?"
            connection.run_along(sql, (table.name, name, value, identity))
        _add_members(connection, table, identity, after - before)


def _index(connection: Connection, table: Table, identity: int, words: str) -> None:
    connection.run_along(enter_words(table.name), (identity, words))


def _add_members(connection: Connection, table: Table, identity: int, members: set[tuple[str, str]]) -> None:
    sql = "INSERT INTO member (kind, field, value, id) VALUES (?, ?, ?, ?)"
    for name, value in members:
        connection.run_along(sql, (table.name, name, value, identity))


def member_values(table: Table, row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Name and value of each by which a record is found among those with many values in a field."""
    for name, inner in table.members.items():
        for value in from_json(row[table.place(name)]):
            if (found := value[inner] if inner else value) is not None:
                yield name, found


def words(table: Table, row: Sequence[Any]) -> str:
    """The text of a record that full-text search indexes; empty where it has none."""
    return words_of(table, [row[table.place(name)] for name in table.texts])


def words_of(table: Table, values: Iterable[Any]) -> str:
    """The same of the values of `Table.texts`, in their order."""
    pairs = zip(table.texts, values, strict=True)
    texts = (_plain_text(value) if table.by_name[name].nested else value for name, value in pairs)
    return fulltext.indexed("\n".join(filter(None, texts)))


def _plain_text(json_text: str | None) -> str:
    """The words of a nested value: lines of text, or the new lines of a mail."""
    value = from_json(json_text) if json_text else ()
    lines = (line["text"] for line in value["lines"]) if isinstance(value, dict) else value
    return "\n".join(lines)
