"""Tests that open a file are given PostgreSQL in its place: `pytest -p support.on_postgresql tests/unit/lifecycle`.

Each path that is opened for the first time is the one database of this run, emptied. So a test that has two at once is
not for this."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.postgresql import postgresql_store
from collabtui.store.queries import row_reader
from collabtui.store.sqlite import sqlite_store
from pgbed.bed import Pgbed

_BED = Pgbed()
_seen: set[Path] = set()


def _url(path: Path) -> str:
    if path not in _seen:
        _seen.add(path)
        return _BED.database()
    return _BED.url("shared")


def _open_store(path: Path, **_: Any) -> Store:
    return postgresql_store.open_store(_url(Path(path)))


def _open_reader(path: Path, **_: Any) -> Connection:
    return postgresql_store.open_reader(_url(Path(path)))


sqlite_store.open_store = _open_store  # type: ignore[assignment]  # the same verbs, of the other engine
row_reader.open_reader = _open_reader  # type: ignore[assignment]


@pytest.fixture(scope="session", autouse=True)
def the_server() -> Iterator[None]:
    with _BED:
        yield
        print(f"\n{len(_seen)} databases were opened on PostgreSQL")
