"""Moving everything from a file to PostgreSQL, and back: every row, number and token as it was, verified table by
table. Whoever only reads goes on reading; a move that was broken off goes on where it was when it is said again."""

from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from collabtui.errors import Refused
from collabtui.lifecycle.organisation.organisation_database import password_of, refuse_without_driver
from collabtui.store.moving.move_ends import MoveSource, MoveTarget
from collabtui.store.moving.moved_rows import (
    MOVED,
    MovedTable,
    delete_between,
    digest,
    enter_all_words,
    last_key,
    rows_between,
    windows,
    write,
)

Key = tuple[Any, ...] | None
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
    """Goes on with what a move has left that was broken off, also where the same database has changed since; where that
    comes to something else, all is moved anew."""
    state = source.state()
    if begun != state and _database_in(begun) == _database_in(state) != "":
        for table in reversed(MOVED):  # raw mails before their records, whose seals tell of them
            _put_right(source, target, begun, table)
        target.go_on_from(begun, state)
        begun = state
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


def _database_in(state: str) -> str:
    return state.partition(" ")[0]


def _put_right(source: MoveSource, target: MoveTarget, begun: str, table: MovedTable) -> None:
    """Rows that a move has brought over before it was broken off are as they are by now: of each window in which one is
    another, or gone, all are brought anew. What it had not come to is left to `_carry_over`."""
    reached, after = last_key(target.connection, table), None
    stale: list[tuple[Key, Key]] = []
    for here in windows(source.connection, table.marks, None):
        if reached is None or (after is not None and after >= tuple(reached)):
            break
        last = tuple(here[-1][: len(table.key)])
        if rows_between(target.connection, table.marks, after, last) != here:
            stale.append((after, last))
        after = last
    else:
        stale.append((after, None))
    with target.filling(begun):  # all at once: what is unique may have gone from one row to another
        for first, last_one in stale:
            delete_between(target.connection, table, first, last_one)
        for first, last_one in stale:
            if last_one is not None:
                write(target.connection, table, rows_between(source.connection, table, first, last_one))


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
