"""Verifying the copy of a home before anything is put in its place: a damaged one is refused, its files unpacked and
held against its manifest.

A copy may be damaged or made by hand: nothing of it is believed, and no file is read further than its size.
"""

import errno
import lzma
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.home import copies_in
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.copy_manifest import (
    LARGEST,
    NAME,
    CopiedFile,
    CopyManifest,
    FileDigest,
    Progress,
    not_listed,
    place_within,
    read_manifest,
)
from collabtui.system.atomic_folder import Filling

_BROKEN = (
    KeyError, ValueError, EOFError, RuntimeError, struct.error, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What reading an archive ends in that is damaged, made by hand, encrypted (RuntimeError) or packed in another way
(NotImplementedError, which is one)."""


def read_copy(path: Path) -> CopyManifest:
    """Raises `Refused` (backup.missing, backup.not_ours)."""
    with _opened(path) as copy:
        return _manifest_in(copy, path)


def unpack(path: Path, filling: Filling, progress: Progress = lambda _: None) -> CopyManifest:
    """All files of it, each held against the manifest; of what is there already, no byte that is right is written
    again. Raises `Refused` (backup.missing, backup.not_ours, backup.damaged), `Unreachable` (file.unwritable)."""
    folder = filling.path
    progress("unpack")
    with _opened(path) as copy:
        manifest = _manifest_in(copy, path)
        if DATABASE not in (file.path for file in manifest.files):
            raise Refused("backup.not_ours", path=path)  # an empty one would take the place of what is there
        places = {file: place_within(folder, file.path) for file in manifest.files}
        there = sum(place.stat().st_size for place in places.values() if place and place.is_file())
        if sum(file.size for file in manifest.files) > shutil.disk_usage(folder).free + there:
            raise Unreachable("file.unwritable", path=str(folder), why=os.strerror(errno.ENOSPC))
        for file, place in places.items():
            if place is None or _unpacked(copy, file, filling) != file:
                raise Refused("backup.damaged", path=path, file=file.path)
    return manifest


def files_beside(path: Path, manifest: CopyManifest) -> tuple[str, ...]:
    """Those in the archive that its manifest does not name."""
    with _opened(path) as copy:
        return not_listed((entry.filename for entry in copy.infolist()), manifest)


def _unpacked(copy: zipfile.ZipFile, file: CopiedFile, filling: Filling) -> CopiedFile | None:
    """Unpack one file, no further than its size, and say what was found; None where it cannot be read."""
    try:
        measured = FileDigest()
        with copy.open(file.path) as packed:
            filling.put(file.path, measured.passing(packed, most=file.size))
        return measured.as_file(file.path)
    except _BROKEN:
        return None
    except OSError as error:
        raise Unreachable(
            "file.unwritable", path=str(filling.path / file.path), why=error.strerror or str(error)
        ) from error


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


def newest_copy(folder: Path) -> Path | None:
    """Of the automatic copies in a folder, the youngest that says it is one."""
    for path in reversed(copies_in(folder)):
        try:
            read_copy(path)
        except CollabError:
            continue
        return path
    return None
