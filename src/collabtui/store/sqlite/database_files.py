"""The files of a database: who may read them, and how one takes the place of another (copies: `database_copy`)."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from collabtui.errors import Unreachable

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
            take_free_place(fresh, path)
        finally:
            for beside in ("", *_BESIDE):
                Path(name + beside).unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, path) from error


def take_free_place(fresh: Path, path: Path) -> bool:
    """Puts a closed database into its place, on the disk when this returns; it may stay under its own name, too. False:
    another process was faster, and its database stays. Raises `OSError`."""
    flush(fresh)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.lexists(path):
            return False
        fresh.rename(path)
    flush(path.parent)
    return True


def put_there(staged: Path, present: Path) -> None:
    """Move the file where no readable database is. SQLite's own files beside the one that was there are deleted. Who
    may read it stays as it was; where none was there, only its owner may."""
    try:
        mode = stat.S_IMODE(present.stat().st_mode)
    except FileNotFoundError:
        mode = 0o600
    staged.chmod(mode)
    for beside in _BESIDE:
        present.with_name(present.name + beside).unlink(missing_ok=True)
    staged.replace(present)
    flush(present.parent)


def files_of(database: Path) -> list[Path]:
    """The database and what SQLite keeps beside it."""
    return [path for path in _places_of(database) if path.is_file()]


def no_files_of(database: Path) -> list[Path]:
    """Folders, pipes and devices that stand where these files should be: SQLite makes none, and some have no end."""
    return [path for path in _places_of(database) if path.exists() and not path.is_file()]


def _places_of(database: Path) -> list[Path]:
    return [database, *(database.with_name(database.name + end) for end in _BESIDE)]


def flush(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def explained(error: OSError, path: Path) -> Unreachable:
    """The error that names a full disk (`store.full`) or a place that cannot be written (`store.unwritable`)."""
    key = "store.full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "store.unwritable"
    return Unreachable(key, path=path, reason=error.strerror)
