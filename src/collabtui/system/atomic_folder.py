"""A folder that appears whole or not at all: it is filled beside its place, and renamed."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from collabtui.errors import Refused, Unreachable
from collabtui.system.atomic_file import make_folder, settle


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """The folder to fill. It takes its place when the block ends without an error; else nothing is left of it.

    Raises `Refused` (folder.not_empty: path) where something is there already, `Unreachable` (file.unwritable)."""
    place = path.resolve()
    make_folder(place.parent)
    fresh = place.with_name(f".{place.name}.part")  # what a kill left there goes at the next try
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise Refused("folder.not_empty", path=str(path))
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(mode=0o700)
            yield fresh
            for folder, _, _ in os.walk(fresh, topdown=False):
                settle(Path(folder))
            fresh.rename(place)
            settle(place.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error


@contextmanager
def scratch_folder(path: Path) -> Iterator[Path]:
    """An empty folder that only its owner enters, and that is gone afterwards; what a kill left of it goes now. The
    caller names it so that two who work at once do not meet."""
    shutil.rmtree(path, ignore_errors=True)
    try:
        path.mkdir(mode=0o700)
        yield path
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error
    finally:
        try:
            shutil.rmtree(path, ignore_errors=True)
        finally:  # a signal that ends the program on its way out
            shutil.rmtree(path, ignore_errors=True)


def clear_leftovers(folder: Path, pattern: str) -> None:
    """Delete what killed processes left: paths in `folder` that match `pattern`, whose names are never used again."""
    for left in folder.glob(pattern):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def put_file(folder: Path, path: str, pieces: Iterable[bytes]) -> None:
    """`path` has slashes; folders on the way are made. The content is on the disk when it returns."""
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
