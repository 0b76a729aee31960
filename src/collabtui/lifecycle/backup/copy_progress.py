"""A note of how far a backup or an export has come, beside what it has written: by it one that was killed goes on.

It names what was done with one state of the database by digests: of another state, and of a file that is not as it was
written, nothing is gone on with. It is gone when all is done.
"""

from pathlib import Path

from pydantic import ValidationError

from collabtui.domain.model import Value
from collabtui.lifecycle.backup.copied_database import take_state
from collabtui.lifecycle.backup.copy_manifest import CopiedFile, Progress, of_file
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import CopySource
from collabtui.system.atomic_file import write_whole
from collabtui.system.atomic_folder import Filling

_NAME = ".progress.json"


class _Noted(Value):
    database: CopiedFile
    faults: tuple[DataFault, ...]
    files: tuple[CopiedFile, ...] = ()
    """What was made of the database alone."""


class CheckedState:
    """One state of a database in a folder that is filled, checked, with what has been made of it."""

    def __init__(self, filling: Filling, noted: _Noted) -> None:
        self._filling, self._noted = filling, noted
        self.database = filling.path / noted.database.path

    @property
    def faults(self) -> tuple[DataFault, ...]:
        """The findings of `doctor --check` on it."""
        return self._noted.faults

    def keeps(self, path: str) -> bool:
        """Whether a run that was killed has made this file of the same state, and each byte is as it was."""
        known = next((one for one in self._noted.files if one.path == path), None)
        place = self._filling.path / path
        if known is None or not _is_still(place, known):
            return False
        self._filling.keep(path)
        return True

    def note(self, path: str) -> None:
        """This file was made of it. On the disk when it returns. Raises `Unreachable` (file.unwritable)."""
        others = tuple(one for one in self._noted.files if one.path != path)
        self._noted = self._noted.model_copy(update={"files": (*others, _measured(self._filling.path, path))})
        _write(self._filling, self._noted)


def checked_state(source: CopySource, filling: Filling, name: str, progress: Progress) -> CheckedState:
    """The state of now, as a file of that name. One that was checked by a run that was killed is not checked again.
    Raises what the source raises."""
    progress("database")
    take_state(source, filling.path / name)
    taken, known = _measured(filling.path, name), _read(filling)
    if known is None or known.database != taken:
        progress("check")
        known = _Noted(database=taken, faults=tuple(check_data(filling.path / name)))
        _write(filling, known)
    else:
        filling.kept += taken.size
    return CheckedState(filling, known)


def _measured(folder: Path, path: str) -> CopiedFile:
    with (folder / path).open("rb") as file:
        return of_file(path, file)


def _is_still(place: Path, known: CopiedFile) -> bool:
    if place.is_symlink() or not place.is_file():
        return False
    with place.open("rb") as file:
        return of_file(known.path, file, most=known.size) == known


def _write(filling: Filling, noted: _Noted) -> None:
    write_whole(filling.path / _NAME, noted.model_dump_json().encode(), mode=0o600)


def _read(filling: Filling) -> _Noted | None:
    try:
        return _Noted.model_validate_json((filling.path / _NAME).read_bytes())
    except (OSError, ValidationError):
        return None
