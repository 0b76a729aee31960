"""The tables as plain rows: what an export holds, and what an import makes a database of.

What can be worked out from the records (words for the search, fields with many values) is not among them, nor is who
works right now: a lease.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

from pydantic_core import from_json, to_json

from collabtui.errors import Refused
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE, NO_BYTES
from collabtui.store.records import side_tables
from collabtui.store.records.tables import TABLES, quoted
from collabtui.store.sqlite.connection import UNFIT_ROW, SqliteConnection, connect
from collabtui.store.sqlite.database_objects import flush_each_commit, has_object
from collabtui.store.sqlite.migrations import STEPS, done, migrate_to
from collabtui.store.sqlite.sqlite_store import open_store

Plain = Mapping[str, object]
"""A row: columns by name; a nested value as such, bytes as bytes."""


class UnusableRows(ValueError):
    """Rows that a table does not take."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


_AT_ONCE = 256
"""Rows of a transaction: the mails among them may be large."""
_OF_A_NEW_ONE = "setting"
"""A table in which a new database has rows already."""
_SIDE = ("setting", "counter", "claimed_mail", "trail")
NAMES: tuple[str, ...] = (
    *_SIDE,
    *(name for table in TABLES for name in (table.name, *map(table.large_table, table.large))),
)
STEP_NAMES = tuple(step.name for step in STEPS)
"""Of a database of this version."""
_NESTED = {table.name: frozenset(column.name for column in table.columns if column.nested) for table in TABLES}
_NESTED["trail"] = frozenset({"old", "new"})


def counts(reader: SqliteConnection) -> dict[str, int]:
    """The number of rows of each table."""
    return {name: (reader.row(f"SELECT count(*) FROM {name}") or (0,))[0] for name in NAMES}


def stated(path: Path, tables: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...], int]:
    """Of a database as it came: the number of rows of each of these tables, 0 for one that is not there; the steps that
    it went through; its number of batches. Of tables that are counted today, also those that were not asked for."""
    with closing(connect(path, "ro", busy_seconds=0)) as reader:
        there = [name for name in (*tables, *NAMES) if has_object(reader, "table", name)]
        counted = {
            name: (reader.row(f"SELECT count(*) FROM {_in_sql(name)}") or (0,))[0] for name in dict.fromkeys(there)
        }
        return counted, done(reader), reader.change_counter()


def _in_sql(name: str) -> str:
    return quoted(name.replace('"', '""'))


def rows_of(reader: SqliteConnection, name: str) -> Iterator[Plain]:
    """In the order in which they were made."""
    cursor = reader.run(f"SELECT * FROM {name} ORDER BY 1")
    columns = [column for column, *_ in cursor.description]
    nested = _NESTED.get(name, frozenset())
    for row in reader.each(cursor):
        yield {
            column: from_json(value) if column in nested and value is not None else value
            for column, value in zip(columns, row, strict=True)
        }


def fill(path: Path, steps: Iterable[str], rows: Callable[[str, int], Iterable[Plain]]) -> None:
    """A database at `path` of the rows of each table, as the tables were after `steps`. `rows` gives those of a table
    after so many, in the same order each time: one that was killed goes on with the first row that is not there. Raises
    `Refused` (store.newer) for a step that this program does not know, and `UnusableRows`."""
    wanted, known = list(steps), [step.name for step in STEPS]
    if unknown := [name for name in wanted if name not in known]:
        raise Refused("store.newer", path=path, step=unknown[0])
    path.touch(mode=0o600)
    with closing(connect(path, "rw", busy_seconds=0)) as connection:
        flush_each_commit(connection)
        migrate_to(connection, wanted, secrets.token_bytes(32))
        for name in NAMES:
            if has_object(connection, "table", name):
                _fill(connection, name, rows)


def bring_up_to_date(path: Path) -> None:
    """The steps since, and what can be worked out from the records; as often as one likes. Raises `UnusableRows` where
    a nested value is not of the form that its column has."""
    with closing(open_store(path)):
        pass
    with closing(connect(path, "rw", busy_seconds=0)) as connection:
        flush_each_commit(connection)
        connection.run(BEGIN_TO_WRITE)
        _derive(connection)
        connection.run("COMMIT")


def _fill(connection: SqliteConnection, name: str, rows: Callable[[str, int], Iterable[Plain]]) -> None:
    if name == _OF_A_NEW_ONE:
        connection.run(BEGIN_TO_WRITE)
        connection.run(f"DELETE FROM {name}")
        _insert(connection, name, rows(name, 0))
        connection.run("COMMIT")
        return
    there = (connection.row(f"SELECT count(*) FROM {name}") or (0,))[0]
    rest = iter(rows(name, there))
    while some := list(islice(rest, _AT_ONCE)):
        connection.run(BEGIN_TO_WRITE)
        _insert(connection, name, some)
        connection.run("COMMIT")


def _insert(connection: SqliteConnection, name: str, rows: Iterable[Plain]) -> None:
    nested = _NESTED.get(name, frozenset())
    for row in rows:
        try:
            names = ", ".join(map(quoted, row))
            values = [
                to_json(value).decode() if column in nested and value is not None else value
                for column, value in row.items()
            ]
            connection.run(f"INSERT INTO {name} ({names}) VALUES ({', '.join('?' * len(values))})", values)
        except UNFIT_ROW as error:
            raise UnusableRows(name) from error


def _derive(connection: SqliteConnection) -> None:
    """What records are found by, anew."""
    connection.run("DELETE FROM member")
    for table in TABLES:
        if table.texts:
            connection.run(f"DELETE FROM {table.name}_text")
        if table.texts or table.members:
            columns = ", ".join(NO_BYTES if one in table.large else quoted(one.name) for one in table.columns)
            for identity, *row in connection.rows(f"SELECT id, {columns} FROM {table.name}"):
                try:
                    side_tables.enter(connection, table, identity, row)
                except (*UNFIT_ROW, LookupError, AttributeError) as error:
                    raise UnusableRows(table.name) from error
