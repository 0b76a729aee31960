"""Moving everything from a file to PostgreSQL, and back: every row, number and token as it was, verified table by
table. Whoever only reads goes on reading; a move that was broken off goes on where it was when it is said again."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.lifecycle.organisation.organisation_database import password_of, refuse_without_driver
from collabtui.store.moving.move_ends import MoveSource, MoveTarget
from collabtui.store.moving.moved_rows import MOVED, digest, enter_all_words, last_key, windows, write

Progress = Callable[[str], None]
"""Told the name of each table."""
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
    """Raises `Refused` (move.there: path) where the target holds something else, (move.differs: name) where a table is
    not there as it was: then the source stays as it is, and in use."""
    begun, state = target.begun_from(), source.state()
    if begun is not None:
        if begun != state:  # nothing yet, or of a state that is over
            target.begin(state)
        for table in MOVED:
            progress(table.name)
            for rows in windows(source.connection, table, last_key(target.connection, table)):
                write(target.connection, table, rows)
        enter_all_words(target.connection)
        target.number(source.numbers())
    total = _verified(source, target, is_whole=begun is None)
    if begun is not None:
        target.finish()
    source.leave_to(target.place)
    return MoveResult(target.place, total, len(MOVED))


def _verified(source: MoveSource, target: MoveTarget, *, is_whole: bool) -> int:
    """The number of rows. One that is whole was perhaps made by a move that was killed at its very end."""
    total = 0
    for table in MOVED:
        here, there = digest(source.connection, table), digest(target.connection, table)
        if here != there:
            raise Refused("move.there", path=target.place) if is_whole else Refused("move.differs", name=table.name)
        total += here[0]
    return total
