"""A file that appears whole or not at all, whatever happens meanwhile."""

import os
from collections.abc import Callable
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
    fresh = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        _write(fresh, data, mode)
        name(fresh, place)
        settle(place.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
