"""A note of how far a restore or an import has come, beside what it has unpacked or built: by it one that was killed
goes on. It is gone with them when all is done."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from collabtui.lifecycle.backup.copy_manifest import CopyManifest
from collabtui.system.atomic_file import write_whole
from collabtui.system.atomic_folder import Filling

_NAME = "progress.json"
Built = Literal["", "filled", "derived"]


class Noted(NamedTuple):
    source: str
    """The digest of the manifest of what is put in place: of another copy nothing is gone on with."""
    begun_at: str
    """What is written into the database is of this instant, so that it is the same when it is written again."""
    built: Built = ""
    """Of an import: all rows are in the database, and what is worked out of them, too."""
    aside: str = ""
    """The folder in which what was there is whole."""
    aside_of: str = ""
    """The state of what is in it (`counters_carried_over.state_of`); empty where no database was there."""
    held: int = 0
    """How many mails that waited in the copy are held."""
    placing: str = ""
    """The state of what is put in place from now on: where it is there already, nothing younger is lost."""


class RestoreNote:
    def __init__(self, file: Path, noted: Noted) -> None:
        self._file = file
        self.noted = noted

    def change(self, noted: Noted) -> None:
        """On the disk when it returns. Raises `Unreachable` (file.unwritable)."""
        write_whole(self._file, json.dumps(noted).encode(), mode=0o600)
        self.noted = noted

    @property
    def begun_at(self) -> datetime:
        return datetime.fromisoformat(self.noted.begun_at)


def note_in(filling: Filling, manifest: CopyManifest, now: datetime) -> RestoreNote:
    """That of a run which was killed, where it was about the same copy; else all that it has left goes."""
    file, source = filling.path / _NAME, hashlib.sha256(manifest.written()).hexdigest()
    found = _read(file)
    if found and found.source == source:
        return RestoreNote(file, found)
    filling.begin_anew()
    note = RestoreNote(file, Noted(source, now.isoformat()))
    note.change(note.noted)
    return note


def _read(file: Path) -> Noted | None:
    try:
        return Noted(*json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
