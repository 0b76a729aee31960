"""Moving everything from a file to PostgreSQL, and back: every row, number and token as it was, verified table by
table. Whoever only reads goes on reading; a move that was broken off goes on where it was when it is said again."""

from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.lifecycle.organisation.organisation_database import password_of, refuse_without_driver
from collabtui.store.moving.move_ends import MoveSource, MoveTarget
from collabtui.store.moving.moved_rows import MOVED, digest, enter_all_words, last_key, windows, write

Progress = Callable[[str], None]
"""Told the name of each table."""
TOGETHER = 20
"""Windows that are on the disk at once: a move that is broken off goes on behind them."""
_SCHEMES = ("postgresql://", "postgres://")


class MoveResult(NamedTuple):
    place: str
    """Where everything is now, without a password."""
    rows: int
    tables: int


def is_server(to: str) -> bool:
    return to.startswith(_SCHEMES)


def source_at(database: Path, url: str, password_command: str) -> MoveSource:
    """The database that is configured, locked against writing. Raises what opening it raises."""
    if url:
        refuse_without_driver()
        from collabtui.store.moving.server_ends import ServerSource

        return ServerSource(url, password_of(password_command))
    from collabtui.store.moving.file_ends import FileSource

    return FileSource(database)


def target_at(to: str, password_command: str) -> MoveTarget:
    """Raises what opening it raises, and Refused `move.there` (path) for a file that is there."""
    if is_server(to):
        refuse_without_driver()
        from collabtui.store.moving.server_ends import ServerTarget

        return ServerTarget(to, password_of(password_command))
    from collabtui.store.moving.file_ends import FileTarget

    return FileTarget(Path(to))


def move(source: MoveSource, target: MoveTarget, progress: Progress = lambda _: None) -> MoveResult:
    """Raises `Refused` (move.there: path) where the target holds something else, (move.other: path) where another move
    goes there at the same time, (move.differs: name) where a table is not there as it was: then the source stays as it
    is, and in use."""
    begun, state = target.begun_from(), source.state()
    if begun is None:  # perhaps by a move that was killed at its very end
        compared = _compared(source, target)
        if compared.differing:
            raise Refused("move.there", path=target.place)
    else:
        compared = _filled(source, target, begun, progress)
        target.finish(state)
    source.leave_to(target.place)
    return MoveResult(target.place, compared.rows, len(MOVED))


class _Compared(NamedTuple):
    rows: int
    differing: str
    """The first table that is not the same at both ends; empty: all are."""


def _filled(source: MoveSource, target: MoveTarget, begun: str, progress: Progress) -> _Compared:
    """Goes on with what a move has left that was broken off; where that comes to something else, all is moved anew."""
    state = source.state()
    if begun == state:
        _carry_over(source, target, progress)
        compared = _compared(source, target)
        if not compared.differing:
            return compared
    target.begin(state)
    _carry_over(source, target, progress)
    compared = _compared(source, target)
    if compared.differing:
        raise Refused("move.differs", name=compared.differing)
    return compared


def _carry_over(source: MoveSource, target: MoveTarget, progress: Progress) -> None:
    """All rows that are not there yet."""
    state = source.state()
    for table in MOVED:
        progress(table.name)
        rest = windows(source.connection, table, last_key(target.connection, table))
        while some := next(rest, None):
            with target.filling(state):
                for rows in chain((some,), islice(rest, TOGETHER - 1)):
                    write(target.connection, table, rows)
    with target.filling(state):
        enter_all_words(target.connection)
        target.number(source.numbers())


def _compared(source: MoveSource, target: MoveTarget) -> _Compared:
    rows = 0
    for table in MOVED:
        here, there = digest(source.connection, table), digest(target.connection, table)
        if here != there:
            return _Compared(rows, table.name)
        rows += here[0]
    return _Compared(rows, "")
