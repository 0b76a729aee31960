"""A folder that appears whole or not at all: it is filled beside its place, and renamed. What a run that was killed has
left of it is gone on with, by whoever fills it the next time."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from collabtui.errors import Refused, Unreachable
from collabtui.system.atomic_file import make_folder, settle
from collabtui.system.real_path import real_path
from collabtui.system.resumed_file import bring_to


class Filling:
    """A folder of one's own that nobody else fills at the same time."""

    def __init__(self, path: Path, *, was_left: bool) -> None:
        self.path = path
        self.was_left = was_left
        """Whether a run that was killed has left it, also where nothing in it could be gone on with."""
        self.kept = 0
        """Bytes of what it has left that were right, and were not written again."""
        self._put: set[Path] = set()

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        """`path` has slashes; folders on the way are made. The content is on the disk when it returns."""
        place = self.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        self.kept += bring_to(place, pieces)
        self._put.add(place)

    def keep(self, path: str) -> None:
        """A file of an earlier run that is right, as the caller has seen."""
        self.kept += (self.path / path).stat().st_size
        self.own(path)

    def own(self, path: str) -> None:
        """Count a file that somebody else has put there as one to keep."""
        self._put.add(self.path / path)

    def keep_only_what_was_put(self) -> None:
        """Deletes what else an earlier run has left."""
        for folder, folders, files in os.walk(self.path, topdown=False):
            for name in files:
                if (place := Path(folder, name)) not in self._put:
                    place.unlink()
            for name in folders:
                if (place := Path(folder, name)).is_symlink():
                    place.unlink()
                elif not any(place.iterdir()):
                    place.rmdir()

    def begin_anew(self) -> None:
        for place in self.path.iterdir():
            _remove(place)


@contextmanager
def whole_folder(path: Path) -> Iterator[Filling]:
    """The folder to fill. It takes its place, with what was put into it and nothing else, when the block ends without
    an error; after an error nothing is left of it.

    Raises as `resumed_folder`, and `Refused` (folder.not_empty: path) where something is there already."""
    place = real_path(path)
    if not place.name:  # the root of the disk
        raise Refused("folder.not_empty", path=str(path))
    make_folder(place.parent)
    with resumed_folder(place.with_name(f".{place.name}.part")) as filling:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise Refused("folder.not_empty", path=str(path))
        yield filling
        filling.keep_only_what_was_put()
        for folder, _, _ in os.walk(filling.path, topdown=False):
            settle(Path(folder))
        filling.path.rename(place)
        settle(place.parent)


@contextmanager
def resumed_folder(path: Path) -> Iterator[Filling]:
    """A folder that only its owner enters, and that is gone when the block ends, with an error as well. A kill or an
    interruption leaves it to the next run. A lost connection does so, too: that of a server may have taken long.

    Raises `Refused` (folder.in_use: path) where another run fills it, `Unreachable` (file.unwritable)."""
    try:
        was_left = os.path.lexists(path)
        if not _is_own(path):
            _remove(path)
            path.mkdir(mode=0o700)
        lock = _locked(path)
        try:
            yield Filling(path, was_left=was_left)
        except Exception as error:
            if not (isinstance(error, Unreachable) and error.key == "database.gone"):
                _remove(path)
            raise
        else:
            _remove(path)
        finally:
            os.close(lock)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error


def clear_leftovers(folder: Path, pattern: str) -> None:
    """Delete what killed processes left: paths in `folder` that match `pattern`, whose names are never used again."""
    for left in folder.glob(pattern):
        _remove(left)


def _is_own(path: Path) -> bool:
    """Whether a folder is there that nobody else can have put something into."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _locked(folder: Path) -> int:
    """Held until it is closed, and by no process that was killed. Where there are no locks nobody is kept out."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise Refused("folder.in_use", path=str(folder)) from error
    except (OSError, ImportError):
        return handle
    return handle


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
