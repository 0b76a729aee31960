"""Pages, tables, indexes and triggers of a database file, compared with those that a new one would have."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from collabtui.store.common_sql.dialect import WRITTEN_AT_ONCE
from collabtui.store.records.tables import Table, quoted
from collabtui.store.sqlite.connection import SqliteConnection, connect
from collabtui.store.sqlite.migrations import STEPS, are_steps_altered
from collabtui.store.sqlite.word_index import has_other_words

_OBJECTS = """SELECT name, type, sql FROM sqlite_master
              WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> '_sqlite_migrations'"""
_BROUGHT = """SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND NOT (type = 'table'
              AND name IN ('_sqlite_migrations', 'sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
              AND NOT (type = 'index' AND name = 'idx__sqlite_migrations_migration_set_name')"""
_FINDINGS = 20
"""Of damaged pages that are named; the others would say no more."""
Kind = Literal["table", "index"]


class _Object(NamedTuple):
    """A table, an index or a trigger."""

    type: str
    sql: str


def has_object(reader: SqliteConnection, kind: Kind, name: str) -> bool:
    return reader.row("SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)) is not None


def is_empty(connection: SqliteConnection) -> bool:
    """Whether it has no tables."""
    return connection.row("SELECT 1 FROM sqlite_master") is None


def empty_log(connection: SqliteConnection) -> None:
    """All that stands in the log is in the file from now on."""
    connection.run("PRAGMA wal_checkpoint(TRUNCATE)")


def flush_each_commit(connection: SqliteConnection) -> None:
    """Make what is committed outlive a power cut from now on, and not only the end of the program."""
    connection.run("PRAGMA synchronous = FULL")


class SqliteObjects:
    """`check.engine_objects.EngineObjects`."""

    def __init__(self, reader: SqliteConnection) -> None:
        self._reader = reader

    def page_damage(self) -> list[str]:
        rows = self._reader.rows(f"PRAGMA integrity_check({_FINDINGS})")
        return [finding for (finding,) in rows if finding != "ok"]

    def differing_tables(self) -> list[str]:
        return [name for name, made in _differing(self._reader) if made and made.type == "table"]

    def differing_others(self) -> list[str]:
        """Also tables that nobody makes."""
        return [name for name, made in _differing(self._reader) if not (made and made.type == "table")]

    def are_steps_altered(self) -> bool:
        return are_steps_altered(self._reader)

    def has_index(self, name: str) -> bool:
        return has_object(self._reader, "index", name)

    def streamed(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return self._reader.each(self._reader.run(sql))

    def searched(self, table: Table) -> Iterator[tuple[Any, ...]]:
        columns = ", ".join(f"r.{quoted(name)}" for name in ("ref", *table.texts))
        kept = f"{table.name}_text_content"
        return self.streamed(f"SELECT {columns}, w.c0 FROM {table.name} AS r JOIN {kept} AS w ON w.id = r.id")

    def has_other_words(self, table: Table) -> bool:
        return has_other_words(self._reader, table)

    def counted(self) -> dict[str, int]:
        return dict(self._reader.rows("SELECT name, value FROM counter"))

    def in_turn_from(self) -> int | None:
        return self.counted().get(WRITTEN_AT_ONCE, 0) + 1

    def trail_rows_missing(self) -> int:
        """Its numbers have no gap, but for those that were drawn where many write at once, and may be taken back."""
        at_once = self.counted().get(WRITTEN_AT_ONCE, 0)
        row = self._reader.row("SELECT count(*), coalesce(max(id), ?1) FROM trail WHERE id > ?1", (at_once,))
        return row[1] - at_once - row[0] if row else 0


def foreign_objects(path: Path) -> list[str]:
    """Triggers, views, tables and indexes that no step of ours makes, or makes in other words: SQL of somebody else,
    that runs with what is written or read, or his data."""
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        ours, found = _as_made(), _objects(reader.rows(_BROUGHT))
    return sorted(name for name, one in found.items() if ours.get(name) != one)


def _differing(reader: SqliteConnection) -> Iterator[tuple[str, _Object | None]]:
    """By name, with how a new database has it."""
    expected, found = _as_made(), _objects(reader.rows(_OBJECTS))
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield name, expected.get(name)


@cache  # the steps of a program do not change while it runs, and take a tenth of a second and more
def _as_made() -> dict[str, _Object]:
    """As a new database has them, by name."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in STEPS:
            for statement in step.statements():
                fresh.execute(statement)
        return _objects(fresh.execute(_OBJECTS))


def _objects(rows: Iterable[tuple[str, str, str]]) -> dict[str, _Object]:
    return {name: _Object(kind, sql) for name, kind, sql in rows}
