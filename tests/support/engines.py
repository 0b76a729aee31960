"""The engines that keep the contract of the store: each gives a new database, to be opened any number of times."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store

SECRET = b"s" * 32
BUSY_SECONDS = 0.2
ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.pgbed))
POOLED = pytest.param("pooled", marks=pytest.mark.pgbed)
"""PostgreSQL behind pgbouncer, which hands each transaction another session."""


class Database(NamedTuple):
    """One test's."""

    place: str
    """A path or a url."""
    open_store: Callable[[], Store]
    open_reader: Callable[[], Connection]


def new_database(engine: str, folder: Path, request: pytest.FixtureRequest) -> Database:
    if engine == "sqlite":
        return at(str(folder / "collabtui.db"))
    direct = request.getfixturevalue("postgresql_server").database()
    return at(request.getfixturevalue("connection_pool").url(direct) if engine == "pooled" else direct)


def at(place: str) -> Database:
    """Where it is; a file is made when it is first opened."""
    if place.startswith("postgresql:"):
        from collabtui.store.postgresql import postgresql_store

        return Database(
            place,
            lambda: postgresql_store.open_store(place, busy_seconds=BUSY_SECONDS),
            lambda: postgresql_store.open_reader(place),
        )
    from collabtui.store.queries.row_reader import open_reader
    from collabtui.store.sqlite.sqlite_store import open_store

    return Database(
        place,
        lambda: open_store(Path(place), secret=SECRET, busy_seconds=BUSY_SECONDS),
        lambda: open_reader(Path(place)),
    )


ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""Of a test that is about this engine's own plans or files."""
