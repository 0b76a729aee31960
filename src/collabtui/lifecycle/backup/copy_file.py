"""A copy of a home: one ZIP file that any desktop opens, with the database, what the user wrote, and a manifest.

It is made while others write, of one consistent state (`store.sqlite.database_copy`); it appears whole or not at all;
and it is read back, every byte, before it counts as made.
"""

import os
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_manifest import (
    LARGEST,
    NAME,
    CopiedFile,
    CopyManifest,
    Progress,
    of_file,
    read_manifest,
)
from collabtui.lifecycle.backup.copy_progress import checked_state
from collabtui.lifecycle.backup.home_files import home_files
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import CopySource
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite.migrations import done
from collabtui.system.atomic_file import make_folder, settle
from collabtui.system.atomic_folder import Filling, resumed_folder

DATABASE = "collabtui.db"
_FAST = 1
"""Of the levels of compression: the higher ones take ten times as long for a tenth less."""


class Copied(NamedTuple):
    path: Path
    manifest: CopyManifest
    faults: tuple[DataFault, ...]
    """What `doctor --check` says of the copy: that of the database it was made of."""
    kept: int | None
    """Bytes of a copy that was killed which were still right; None where there was none."""


def write_copy(store: CopySource, home: Home, path: Path, now: datetime, progress: Progress = lambda _: None) -> Copied:
    """Replaces an older copy at `path`. Raises `Refused` (backup.not_ours) where another file is there, (folder.in_use)
    where another one is made there, `Unreachable` (file.unwritable, and what the store raises)."""
    if path.exists() and not _is_copy(path):
        raise Refused("backup.not_ours", path=path)
    make_folder(path.parent)
    # beside the copy: there has to be room for it there, and a disk that is full says so before anything else
    with resumed_folder(path.with_name(f".{path.name}.folder.part")) as filling:
        state, packed = checked_state(store, filling, DATABASE, progress), filling.path / "packed.zip"
        progress("pack")
        files = [(DATABASE, state.database), *_files_of_now(filling, home)]
        wanted = _manifest_of(files, now)
        kept = _packed_before(packed, wanted)
        manifest = kept or _pack(packed, files, wanted)
        progress("verify")
        _read_back(packed, manifest)
        packed.replace(path)
        settle(path.parent)
        size = path.stat().st_size if kept else filling.kept
    return Copied(path, manifest, state.faults, size if filling.was_left else None)


def _files_of_now(filling: Filling, home: Home) -> Iterator[tuple[str, Path]]:
    """What the user wrote, which he may change while it is packed."""
    for file in home_files(home):
        path = f"home/{file.path}"
        filling.put(path, [file.place.read_bytes()])
        yield file.path, filling.path / path


def _manifest_of(places: list[tuple[str, Path]], now: datetime) -> CopyManifest:
    files: list[CopiedFile] = []
    for name, place in places:
        with place.open("rb") as file:
            files.append(of_file(name, file))
    with closing(open_reader(dict(places)[DATABASE])) as reader:
        return CopyManifest(
            format="collabtui copy 1",
            made_at=now,
            batches=change_counter(reader),
            steps=done(reader),
            counts=plain_tables.counts(reader),
            files=tuple(files),
        )


def _is_copy(path: Path) -> bool:
    """Whether it may give way to a new one: an archive of something else is somebody's, and a device has no end."""
    if not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as copy:
            return NAME in copy.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return False


def _packed_before(packed: Path, wanted: CopyManifest) -> CopyManifest | None:
    """The manifest of what a run that was killed has packed to its end, of the same files as they are now."""
    try:
        with zipfile.ZipFile(packed) as copy, copy.open(NAME) as file:
            found = read_manifest(file.read(LARGEST + 1), packed)
    except (OSError, KeyError, zipfile.BadZipFile, Refused):
        return None
    return found if found.model_copy(update={"made_at": wanted.made_at}) == wanted else None


def _pack(packed: Path, places: list[tuple[str, Path]], manifest: CopyManifest) -> CopyManifest:
    handle = os.open(packed, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w+b") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as copy:
            for name, place in places:
                copy.write(place, name)
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
