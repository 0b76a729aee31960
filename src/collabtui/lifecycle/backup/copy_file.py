"""A copy of a home: one ZIP file that any desktop opens, with the database, what the user wrote, and a manifest.

It is made while others write, of one consistent state; it appears whole or not at all; and it is read back, every
byte, before it counts as made.
"""

import errno
import lzma
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.home import Home, copies_in
from collabtui.lifecycle.backup.copy_manifest import (
    LARGEST,
    NAME,
    CopiedFile,
    CopyManifest,
    Progress,
    of_file,
    place_within,
    read_manifest,
)
from collabtui.lifecycle.backup.home_files import home_files
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import Store
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite.migrations import done
from collabtui.system.atomic_file import make_folder, settle
from collabtui.system.atomic_folder import scratch_folder

DATABASE = "collabtui.db"
_BROKEN = (
    KeyError, ValueError, EOFError, RuntimeError, struct.error, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What reading an archive ends in that is damaged, made by hand, encrypted (RuntimeError) or packed in another way
(NotImplementedError, which is one)."""
_FAST = 1
"""Of the levels of compression: the higher ones take ten times as long for a tenth less."""


class Copied(NamedTuple):
    path: Path
    manifest: CopyManifest
    faults: tuple[DataFault, ...]
    """What `doctor --check` says of the copy: that of the database it was made of."""


def write_copy(store: Store, home: Home, path: Path, now: datetime, progress: Progress = lambda _: None) -> Copied:
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


def read_copy(path: Path) -> CopyManifest:
    """Raises `Refused` (backup.missing, backup.not_ours)."""
    with _opened(path) as copy:
        return _manifest_in(copy, path)


def unpack(path: Path, folder: Path, progress: Progress = lambda _: None) -> CopyManifest:
    """All files of it into `folder`, each held against the manifest. Raises `Refused` (backup.missing, backup.not_ours,
    backup.damaged), `Unreachable` (file.unwritable)."""
    progress("unpack")
    with _opened(path) as copy:
        manifest = _manifest_in(copy, path)
        if DATABASE not in (file.path for file in manifest.files):
            raise Refused("backup.not_ours", path=path)  # an empty one would take the place of what is there
        folder.mkdir(parents=True, exist_ok=True)
        if sum(file.size for file in manifest.files) > shutil.disk_usage(folder).free:
            raise Unreachable("file.unwritable", path=str(folder), why=os.strerror(errno.ENOSPC))
        for file in manifest.files:
            place = place_within(folder, file.path)
            if place is None or _unpacked(copy, file, place) != file:
                raise Refused("backup.damaged", path=path, file=file.path)
    return manifest


def _unpacked(copy: zipfile.ZipFile, file: CopiedFile, place: Path) -> CopiedFile | None:
    """Unpack one file, no further than its size, and say what was found; None where it cannot be read."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with copy.open(file.path) as packed, place.open("wb") as unpacked:
            return of_file(file.path, packed, unpacked, most=file.size)
    except _BROKEN:
        return None
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(place), why=error.strerror or str(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if path.exists() and not path.is_file():
        raise Refused("backup.not_ours", path=path)  # a device has no end, and a named pipe is waited for
    try:
        copy = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Refused("backup.missing", path=path) from error
    except (*_BROKEN, OSError) as error:
        raise Refused("backup.not_ours", path=path) from error
    with copy:
        yield copy


def _manifest_in(copy: zipfile.ZipFile, path: Path) -> CopyManifest:
    try:
        with copy.open(NAME) as packed:
            return read_manifest(packed.read(LARGEST + 1), path)
    except (*_BROKEN, OSError) as error:
        raise Refused("backup.not_ours", path=path) from error


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


def newest_copy(folder: Path) -> Path | None:
    """Of the automatic copies in a folder, the youngest that says it is one."""
    for path in reversed(copies_in(folder)):
        try:
            read_copy(path)
        except CollabError:
            continue
        return path
    return None
