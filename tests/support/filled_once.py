"""What fills a database, done once in this process: the next test that begins with the same gets a copy of the pages,
which is quicker than to say it all again."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple, Protocol

from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.sqlite.connection import SqliteConnection, number_of, set_number
from collabtui.store.sqlite.sqlite_store import SqliteStore

_MOST = 24
"""Databases that are kept in memory."""
_HEADER = 100
"""Bytes before the first page's content; the number of the file is among them, which each file has to itself."""


class SettableClock(Protocol):
    now: datetime


class _Filled(NamedTuple):
    pages: sqlite3.Connection
    ended_at: datetime


_filled: OrderedDict[tuple[str, ...], _Filled] = OrderedDict()


def filled_once(name: str, workspace: Workspace, clock: SettableClock, fill: Callable[[], object]) -> None:
    """Do what `fill` does: it depends on the database, the configuration and the clock alone. Beside its own templates,
    and on a server, it is done each time."""
    store = workspace.store
    if not isinstance(store, SqliteStore) or workspace.templates._own is not None:
        fill()
        return
    connection = store._connection
    assert isinstance(connection, SqliteConnection)
    key = (name, _digest(connection), clock.now.isoformat(), workspace.config.model_dump_json())
    if (known := _filled.get(key)) is None:
        fill()
        _keep(key, connection, clock.now)
        return
    _filled.move_to_end(key)
    number = number_of(connection)
    known.pages.backup(connection)
    set_number(connection, number)
    clock.now = known.ended_at


def _digest(connection: SqliteConnection) -> str:
    """Of all that the database holds."""
    return blake2b(connection.serialize()[_HEADER:], digest_size=16).hexdigest()


def _keep(key: tuple[str, ...], connection: SqliteConnection, ended_at: datetime) -> None:
    pages = sqlite3.connect(":memory:", check_same_thread=False)
    connection.backup(pages)
    _filled[key] = _Filled(pages, ended_at)
    if len(_filled) > _MOST:
        _filled.popitem(last=False)[1].pages.close()
