"""The files themselves: who may read them, how one gets a copy, and how one takes the place of another."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from collabtui.errors import Refused, Unreachable
from collabtui.store.sqlite.connection import SqliteConnection, connect, raise_explained

_SIGNATURE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of what SQLite keeps beside a database."""


def make_database(path: Path, fill: Callable[[Path], None]) -> None:
    """A new database that only its owner reads and writes, unless there is one: `fill` makes its tables beside its
    place, which it takes whole. So what is empty at that place was cut, and never is one that was not finished.

    SQLite's own files beside it take over its mode. An existing file keeps its mode: two people may share a database
    through their group. It is not even opened: to close it would drop every lock that this process has on it (POSIX),
    also those of its other connections. The next process to leave would take itself for the last one and throw away
    the log that they write to, and with it what they write."""
    if os.path.lexists(path):
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
        os.close(handle)
        fresh = Path(name)
        try:
            fill(fresh)
            _flush(fresh)
            _take_place(fresh, path)
            _flush(path.parent)
        finally:
            for beside in ("", *_BESIDE):
                Path(name + beside).unlink(missing_ok=True)
    except OSError as error:
        raise _explained(error, path) from error


def _take_place(fresh: Path, path: Path) -> None:
    """Another process may have been faster: its database stays."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not os.path.lexists(path):
            fresh.rename(path)


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
        _flush(part)
        part.replace(path)
        _flush(path.parent)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        part.unlink(missing_ok=True)


def _copy_into(target: SqliteConnection, source: SqliteConnection) -> None:
    _pour(source, target)
    # without it the copy would ask for two files beside it whenever it is read
    target.run("PRAGMA journal_mode = DELETE")


def write_over(staged: Path, present: Path) -> None:
    """The content of `present` becomes that of `staged` in one transaction: those who have it open see the one or the
    other, and a kill in the middle leaves what was there."""
    with (
        closing(connect(staged, "ro", busy_seconds=5)) as source,
        closing(connect(present, "rw", busy_seconds=30)) as target,
    ):
        _pour(source, target)


def put_there(staged: Path, present: Path) -> None:
    """Move the file where no readable database is. SQLite's own files beside the one that was there are deleted."""
    for beside in _BESIDE:
        present.with_name(present.name + beside).unlink(missing_ok=True)
    staged.replace(present)
    _flush(present.parent)


def files_of(database: Path) -> list[Path]:
    """The database and what SQLite keeps beside it."""
    beside = [database.with_name(database.name + end) for end in _BESIDE]
    return [path for path in (database, *beside) if path.exists()]


def _pour(source: SqliteConnection, target: SqliteConnection) -> None:
    """Page by page, while others write."""
    try:
        source.backup(target)
    except sqlite3.Error as error:
        raise_explained(error, target.path)


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SIGNATURE)) == _SIGNATURE


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _explained(error: OSError, path: Path) -> Unreachable:
    key = "store.full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "store.unwritable"
    return Unreachable(key, path=path, reason=error.strerror)
