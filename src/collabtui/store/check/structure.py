"""The file itself: that its pages fit together, and that it has the tables and indexes that the steps make."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from collabtui.store.check.data_fault import DataFault
from collabtui.store.sqlite.connection import Connection
from collabtui.store.sqlite.migrations import STEPS

_OBJECTS = """SELECT name, type, sql FROM sqlite_master
              WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> '_sqlite_migrations'"""


def unsound(reader: Connection) -> Iterator[DataFault]:
    """Damaged pages, and tables that are not there or have other columns: nothing that is read there means anything."""
    for (finding,) in reader.rows("PRAGMA integrity_check(20)"):
        if finding != "ok":
            yield DataFault("file.damaged", "", value=finding)
    yield from _differing(reader, tables=True)


def faults(reader: Connection) -> Iterator[DataFault]:
    """Indexes that are not there, triggers that are not ours."""
    yield from _differing(reader, tables=False)


def _differing(reader: Connection, *, tables: bool) -> Iterator[DataFault]:
    expected, found = _as_made(), _objects(reader.rows(_OBJECTS))
    for name in sorted(expected.keys() | found.keys()):
        made, there = expected.get(name), found.get(name)
        if made != there and tables == (made is not None and made.type == "table"):
            yield DataFault("schema.differs", name)


def _as_made() -> "dict[str, _Object]":
    """As a new database has them, by name."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in STEPS:
            for statement in step.statements():
                fresh.execute(statement)
        return _objects(fresh.execute(_OBJECTS))


def _objects(rows: Iterable[tuple[str, str, str]]) -> "dict[str, _Object]":
    return {name: _Object(kind, sql) for name, kind, sql in rows}


class _Object(NamedTuple):
    """A table, an index or a trigger."""

    type: str
    sql: str
