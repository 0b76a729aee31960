"""An export becomes a home again: verified file by file, built beside, and put in place as a copy is."""

import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.copy_manifest import (
    LARGEST,
    NAME,
    CopyManifest,
    Progress,
    not_listed,
    of_file,
    place_within,
    read_manifest,
    refuse_false_counts,
)
from collabtui.lifecycle.backup.export_folder import HOME, RAW, README, TABLES
from collabtui.lifecycle.backup.home_files import HomeFile, place_of
from collabtui.lifecycle.backup.put_in_place import (
    Alone,
    Restored,
    ServerPlace,
    present_of,
    put_in_place,
    put_on_server,
    refuse_overwriting,
    verify_staged,
)
from collabtui.lifecycle.backup.restore_note import RestoreNote, note_in
from collabtui.store.plain import plain_tables
from collabtui.system.atomic_file import make_folder
from collabtui.system.atomic_folder import resumed_folder
from collabtui.system.bounded_file import read_file


def import_folder(
    home: Home,
    folder: Path,
    now: datetime,
    *,
    running: str,
    yes: bool = False,
    agreed: str = "",
    server: ServerPlace | None = None,
    alone: Alone = lambda _: nullcontext(),
    progress: Progress = lambda _: None,
) -> Restored:
    """As `restore.restore`, from a folder that `export` wrote. Raises `Refused` (backup.missing, backup.not_ours,
    backup.damaged) too."""
    manifest = _verified(folder, progress)
    make_folder(home.database.parent)
    with resumed_folder(home.database.with_name(".import.part")) as filling:
        note, staged = note_in(filling, manifest, now), filling.path / DATABASE
        if not yes and server is None:
            refuse_overwriting(present_of(home), manifest.batches, running, note, agreed)
        kept = staged.stat().st_size if staged.exists() else 0
        progress("build")
        _build(staged, folder, manifest, note)
        progress("check")
        verify_staged(staged, folder, yes=yes)
        if server is not None:
            done = put_on_server(home, staged, server, note, progress)
        else:
            own = (one.path.removeprefix(f"{HOME}/") for one in manifest.files if one.path.startswith(f"{HOME}/"))
            files = [HomeFile(path, folder / HOME / path) for path in own if place_of(home, path) is not None]
            done = put_in_place(home, staged, files, note, alone, progress)
        placeless = (one.path for one in manifest.files if not _is_of_home(home, one.path))
        beside = (*placeless, *not_listed(_files_in(folder), manifest))
        return done._replace(kept=kept if filling.was_left else None, not_taken=beside)


def _is_of_home(home: Home, path: str) -> bool:
    top, _, rest = path.partition("/")
    if top == HOME:
        return place_of(home, rest) is not None
    return path == README or path.startswith((f"{TABLES}/", *(f"{folder}/" for folder in RAW.values())))


def _files_in(folder: Path) -> Iterator[str]:
    """All that is no folder, as a manifest names it. No link is followed."""
    for top, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(top) / name).is_symlink()]
        for name in sorted([*files, *links]):
            yield (Path(top) / name).relative_to(folder).as_posix()


def _build(staged: Path, folder: Path, manifest: CopyManifest, note: RestoreNote) -> None:
    """Goes on with the row after the last one that is in it."""
    try:
        if not note.noted.built:
            plain_tables.fill(staged, manifest.steps, lambda name, after: _rows(folder, manifest, name, after))
            refuse_false_counts(manifest, staged, folder)
            note.change(note.noted._replace(built="filled"))
        if note.noted.built == "filled":
            plain_tables.bring_up_to_date(staged)
            note.change(note.noted._replace(built="derived"))
    except plain_tables.UnusableRows as error:
        raise Refused("backup.damaged", path=folder, file=_file_of(error.table)) from error


def _verified(folder: Path, progress: Progress) -> CopyManifest:
    progress("verify")
    try:
        manifest = read_manifest(read_file(folder / NAME, LARGEST), folder)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("backup.missing", path=folder) from error
    except OSError as error:
        raise Unreachable("file.unreadable", path=str(folder), why=error.strerror or "") from error
    for file in manifest.files:
        place = place_within(folder, file.path)
        if place is None or not place.is_file():  # nor a device or a named pipe, which have no end
            raise Refused("backup.damaged", path=folder, file=file.path)
        try:
            with place.open("rb") as opened:
                found = of_file(file.path, opened, most=file.size)
        except OSError as error:
            raise Refused("backup.damaged", path=folder, file=file.path) from error
        if found != file:
            raise Refused("backup.damaged", path=folder, file=file.path)
    return manifest


def _rows(folder: Path, manifest: CopyManifest, name: str, after: int) -> Iterator[dict[str, object]]:
    """But for the first ones, `after` of them. Raises `plain_tables.UnusableRows` where what the files hold is none:
    somebody has made them by hand."""
    try:
        yield from _raw(folder, manifest, name, after) if name in RAW else _lines(folder, name, after)
    except (OSError, ValueError, RecursionError) as error:
        raise plain_tables.UnusableRows(name) from error


def _lines(folder: Path, name: str, after: int) -> Iterator[dict[str, object]]:
    with (folder / _file_of(name)).open(encoding="utf-8", newline="\n") as lines:
        for line in islice(lines, after, None):
            row = json.loads(line, object_hook=_from_hex)
            if not isinstance(row, dict):
                raise plain_tables.UnusableRows(name)
            yield row


def _raw(folder: Path, manifest: CopyManifest, name: str, after: int) -> Iterator[dict[str, object]]:
    paths = (Path(one.path) for one in manifest.files if one.path.startswith(f"{RAW[name]}/"))
    for path in sorted(paths, key=lambda one: int(one.stem))[after:]:
        yield {"id": int(path.stem), "raw": (folder / path).read_bytes()}


def _file_of(table: str) -> str:
    return RAW.get(table) or f"{TABLES}/{table}.jsonl"


def _from_hex(value: dict[str, Any]) -> Any:
    if value.keys() != {"hex"}:
        return value
    if not isinstance(value["hex"], str):
        raise ValueError(value)
    return bytes.fromhex(value["hex"])
