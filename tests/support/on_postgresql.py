"""Tests that open a file are given PostgreSQL in its place: `pytest -p support.on_postgresql tests/unit/lifecycle`.

Each path that is opened for the first time is an empty database. One that nobody has open any more when a test ends is
emptied for the next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collabtui.store.check import check_data as checks
from collabtui.store.check.data_fault import DataFault
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.postgresql import postgresql_connection, postgresql_store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.queries import row_reader
from collabtui.store.sqlite import sqlite_store
from pgbed.bed import Pgbed

_BED = Pgbed()
_urls: dict[Path, str] = {}
_free: list[str] = []
_open: Counter[str] = Counter()
"""Connections by the url that was asked for."""
_made = 0


def _url(path: Path) -> str:
    global _made
    if path not in _urls:
        _made += 1
        _urls[path] = _BED.emptied(_free.pop()) if _free else _BED.own_database()
    return _urls[path]


def _open_store(path: Path, **_: Any) -> Store:
    store = postgresql_store.open_store(_url(Path(path)))
    store._connection.path = Path(path)  # type: ignore[attr-defined]  # by which `support.invariants` names it
    return store


def _open_reader(path: Path, **_: Any) -> Connection:
    return postgresql_store.open_reader(_url(Path(path)))


def _check_data(path: Path, _: object = None) -> list[DataFault]:
    return check_organisation(_url(Path(path)), None)


def _counted(url: str, password: str | None, **given: Any) -> PostgresqlConnection:
    connection = _connect(url, password, **given)
    close = connection.close

    def close_once() -> None:
        if not connection.own.closed:
            _open[url] -= 1
        close()

    connection.close = close_once  # type: ignore[method-assign]  # counts what is closed
    _open[url] += 1
    return connection


_connect = postgresql_connection.connect
postgresql_store.connect = _counted  # type: ignore[attr-defined]  # counts what is opened
sqlite_store.open_store = _open_store  # type: ignore[assignment]  # the same verbs, of the other engine
row_reader.open_reader = _open_reader  # type: ignore[assignment]  # the other engine's in its place
checks.check_data = _check_data  # type: ignore[assignment]  # the other engine's in its place


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    for path, url in list(_urls.items()):
        if _open[url] <= 0:
            del _urls[path]
            _free.append(url)


@pytest.fixture(scope="session", autouse=True)
def the_server() -> Iterator[None]:
    with _BED:
        yield
        print(f"\n{_made} databases were opened on PostgreSQL")
