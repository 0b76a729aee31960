"""A file that notes faults of the data after a crash, and of the last automatic copy: the worker writes it, `doctor`
and Today show it. It is only a note: one that cannot be read or written stops nothing.

Imports no pydantic: the first frame reads it.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused, Unreachable
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.system.atomic_file import make_folder, write_whole


class CopyFailed(NamedTuple):
    folder: str
    key: str
    """Of the sentence that says why."""
    values: Mapping[str, str]

    def error(self) -> Refused:
        return Refused(self.key, **self.values)


class Health(NamedTuple):
    copy_fault: CopyFailed | None = None
    faults: int = 0
    """How many things did not hold when the data were last checked."""
    set_aside: tuple[UnreadableRow, ...] = ()
    """Records that no pass works on, since they cannot be read."""


class HealthNote:
    """The note of one home."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> Health:
        """An absent file costs one look at the disk, and a pipe in its place is not waited for."""
        try:
            if not self._file.is_file():
                return Health()
            fault, faults, *aside = json.loads(self._file.read_bytes())
            rows = tuple(UnreadableRow(*row) for row in (aside[0] if aside else ()))
            return Health(CopyFailed(*fault) if fault else None, int(faults), rows)
        except (OSError, ValueError, TypeError):
            return Health()

    def copy_failed(self, folder: Path, key: str, values: Mapping[str, object]) -> None:
        texts = {name: str(value) for name, value in values.items()}
        self._write(self.read()._replace(copy_fault=CopyFailed(str(folder), key, texts)))

    def copy_made(self) -> None:
        self._write(self.read()._replace(copy_fault=None))

    def data_checked(self, faults: int) -> None:
        self._write(self.read()._replace(faults=faults))

    def records_set_aside(self, rows: Iterable[UnreadableRow]) -> None:
        """All that are now."""
        self._write(self.read()._replace(set_aside=tuple(sorted(set(rows)))))

    def _write(self, health: Health) -> None:
        """Nothing while nothing changes."""
        if health == self.read():
            return
        try:
            make_folder(self._file.parent)
            write_whole(self._file, json.dumps(health, ensure_ascii=False).encode())
        except Unreachable:
            return  # the next copy or check notes it again
