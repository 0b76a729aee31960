"""A copy of a home: one ZIP file that any desktop opens, with the database, what the user wrote, and a manifest.

It is made while others write, of one consistent state (`store.sqlite.database_copy`); it appears whole or not at all;
and it is read back, every byte, before it counts as made.
"""

import os
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_manifest import (
    NAME,
    CopiedFile,
    CopyManifest,
    Progress,
    of_file,
)
from collabtui.lifecycle.backup.home_files import home_files
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import CopySource
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite.migrations import done
from collabtui.system.atomic_file import make_folder, settle
from collabtui.system.atomic_folder import scratch_folder

DATABASE = "collabtui.db"
_FAST = 1
"""Of the levels of compression: the higher ones take ten times as long for a tenth less."""


class Copied(NamedTuple):
    path: Path
    manifest: CopyManifest
    faults: tuple[DataFault, ...]
    """What `doctor --check` says of the copy: that of the database it was made of."""


def write_copy(store: CopySource, home: Home, path: Path, now: datetime, progress: Progress = lambda _: None) -> Copied:
    """Replaces an older copy at `path`. Raises `Refused` (backup.not_ours) where another file is there, `Unreachable`
    (file.unwritable, and what the store raises)."""
    if path.exists() and not zipfile.is_zipfile(path):
        raise Refused("backup.not_ours", path=path)
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            # beside the copy: there has to be room for it there, and a disk that is full says so before anything else
            with scratch_folder(path.with_name(f".{path.name}.folder.part")) as folder:
                database = folder / DATABASE
                progress("database")
                store.backup(str(database))
                progress("check")
                faults = check_data(database)
                progress("pack")
                manifest = _pack(part, database, home, now)
            progress("verify")
            _read_back(part, manifest)
            part.replace(path)
            settle(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(path), why=error.strerror or str(error)) from error
    return Copied(path, manifest, tuple(faults))


def _pack(part: Path, database: Path, home: Home, now: datetime) -> CopyManifest:
    files: list[CopiedFile] = []
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w+b") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as copy:
            for name, place in ((DATABASE, database), *home_files(home)):
                with place.open("rb") as file:
                    files.append(of_file(name, file))
                copy.write(place, name)
            with closing(open_reader(database)) as reader:
                manifest = CopyManifest(
                    format="collabtui copy 1",
                    made_at=now,
                    batches=change_counter(reader),
                    steps=done(reader),
                    counts=plain_tables.counts(reader),
                    files=tuple(files),
                )
            copy.writestr(NAME, manifest.written())
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _read_back(part: Path, manifest: CopyManifest) -> None:
    with zipfile.ZipFile(part) as copy:
        for file in manifest.files:
            with copy.open(file.path) as packed:
                if of_file(file.path, packed) != file:
                    raise Refused("backup.damaged", path=part, file=file.path)
