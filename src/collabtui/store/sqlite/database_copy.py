"""Copies of a database while others write: to a file of its own, and back over the one that is open."""

import os
from contextlib import closing
from pathlib import Path

from collabtui.errors import Refused
from collabtui.store.sqlite.connection import (
    FAILED,
    SqliteConnection,
    connect,
    number_of,
    raise_explained,
    set_number,
)
from collabtui.store.sqlite.database_files import explained, flush
from collabtui.store.sqlite.file_number import drawn_number, number_of_copy

_SIGNATURE = b"SQLite format 3\0"


def copy(connection: SqliteConnection, path: Path) -> None:
    """A consistent copy, while others write: a single file that appears whole or not at all.

    An older copy at `path` is replaced; another kind of file is refused (key `store.not_a_database`).
    """
    part = path.with_name(path.name + ".part")
    try:
        if path.exists() and not _is_database(path):
            raise Refused("store.not_a_database", path=path)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
        with closing(connect(part, "rw", busy_seconds=0)) as target:
            _copy_into(target, connection)
        flush(part)
        part.replace(path)
        flush(path.parent)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        part.unlink(missing_ok=True)


def _copy_into(target: SqliteConnection, source: SqliteConnection) -> None:
    _pour(source, target)
    # without it the copy would ask for two files beside it whenever it is read
    target.run("PRAGMA journal_mode = DELETE")
    set_number(target, number_of_copy(number_of(source), target.change_counter()))


def write_over(staged: Path, present: Path) -> None:
    """The content of `present` becomes that of `staged` in one transaction: those who have it open see the one or the
    other, and a kill in the middle leaves what was there. It bears the number of the one that was there: their log is
    no other's."""
    with (
        closing(connect(staged, "rw", busy_seconds=5)) as source,
        closing(connect(present, "rw", busy_seconds=30)) as target,
    ):
        set_number(source, number_of(target) or drawn_number())
        _pour(source, target)


def _pour(source: SqliteConnection, target: SqliteConnection) -> None:
    """Page by page, while others write."""
    try:
        source.backup(target)
    except FAILED as error:
        raise_explained(error, target.path)


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SIGNATURE)) == _SIGNATURE
