"""A file that appears whole or not at all, whatever happens meanwhile."""

import os
from collections.abc import Callable
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from glob import escape
from pathlib import Path

from collabtui.errors import Unreachable
from collabtui.system.real_path import real_path


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Replaces what is there at once, and lasts through a power cut. A new file has `mode`, as the umask allows; where
    `path` is a link, what it leads to is replaced.

    Raises `Unreachable` (file.unwritable: path, why)."""
    try:
        _put(path, data, mode, lambda fresh, place: fresh.replace(place))
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error


def write_new(path: Path, data: bytes, *, mode: int = 0o666) -> bool:
    """As `write_whole`, where nothing is there; False where something is, also what another process has written since
    somebody looked: it stays. Raises `Unreachable` (file.unwritable: path, why)."""
    try:
        _put(path, data, mode, lambda fresh, place: os.link(fresh, place))
    except FileExistsError:
        return False
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error
    return True


def make_folder(path: Path) -> None:
    """With those above it. Raises `Unreachable` (file.unwritable) where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error


def settle(folder: Path) -> None:
    """Makes new names in it last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(path: Path, data: bytes, mode: int, name: Callable[[Path, Path], object]) -> None:
    """`name` gives what is written whole, and on the disk, the name that it is to have."""
    place = real_path(path)
    _clear_leftovers(place)
    fresh = place.with_name(f".{place.name}.{os.getpid()}.part")
    with os.fdopen(_own_file(fresh, mode), "wb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            name(fresh, place)
            settle(place.parent)
        finally:
            fresh.unlink(missing_ok=True)


def _own_file(path: Path, mode: int) -> int:
    """Empty, and locked until it is closed: whoever clears leftovers away takes it for none."""
    while True:
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, mode)
        with suppress(OSError):  # where there are no locks nobody clears away either
            flock(handle, LOCK_EX)
        if os.fstat(handle).st_nlink:
            os.ftruncate(handle, 0)
            return handle
        os.close(handle)  # it was cleared away before it was locked


def _clear_leftovers(place: Path) -> None:
    """Delete what killed processes have left of `place`: parts that no living one has locked."""
    for left in place.parent.glob(f".{escape(place.name)}.*.part"):
        with suppress(OSError):  # it is being written, somebody else's, or gone by now
            _clear_away(left)


def _clear_away(left: Path) -> None:
    handle = os.open(left, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        flock(handle, LOCK_EX | LOCK_NB)
        if os.path.samestat(os.fstat(handle), left.lstat()):
            left.unlink()
    finally:
        os.close(handle)
