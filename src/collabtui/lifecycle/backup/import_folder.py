"""An export becomes a home again: verified file by file, built beside, and put in place as a copy is."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.copy_manifest import NAME, CopyManifest, Progress, of_file, read_manifest
from collabtui.lifecycle.backup.export_folder import HOME, RAW, TABLES
from collabtui.lifecycle.backup.home_files import HomeFile, place_of
from collabtui.lifecycle.backup.put_in_place import (
    Restored,
    present_of,
    put_in_place,
    refuse_overwriting,
    verify_staged,
)
from collabtui.store.plain import plain_tables
from collabtui.system.atomic_file import make_folder
from collabtui.system.atomic_folder import scratch_folder


def import_folder(
    home: Home, folder: Path, now: datetime, *, running: str, yes: bool = False, progress: Progress = lambda _: None
) -> Restored:
    """As `restore.restore`, from a folder that `export` wrote. Raises `Refused` (backup.missing, backup.not_ours,
    backup.damaged) too."""
    manifest = _verified(folder, progress)
    if not yes:
        refuse_overwriting(present_of(home), manifest.batches, running)
    make_folder(home.database.parent)
    with scratch_folder(home.database.with_name(".import.part")) as beside:
        staged = beside / DATABASE
        progress("build")
        plain_tables.build(staged, manifest.steps, lambda name: _rows(folder, manifest, name))
        progress("check")
        verify_staged(staged, folder, yes=yes)
        own = (one.path.removeprefix(f"{HOME}/") for one in manifest.files if one.path.startswith(f"{HOME}/"))
        files = [HomeFile(path, folder / HOME / path) for path in own if place_of(home, path) is not None]
        return put_in_place(home, staged, files, now, progress)


def _verified(folder: Path, progress: Progress) -> CopyManifest:
    progress("verify")
    try:
        manifest = read_manifest((folder / NAME).read_bytes(), folder)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("backup.missing", path=folder) from error
    except OSError as error:
        raise Unreachable("file.unreadable", path=str(folder), why=error.strerror or "") from error
    for file in manifest.files:
        place = folder / file.path
        try:
            with place.open("rb") as opened:
                found = of_file(file.path, opened)
        except OSError as error:
            raise Refused("backup.damaged", path=folder, file=file.path) from error
        if found != file:
            raise Refused("backup.damaged", path=folder, file=file.path)
    return manifest


def _rows(folder: Path, manifest: CopyManifest, name: str) -> Iterator[dict[str, object]]:
    if name not in RAW:
        with (folder / TABLES / f"{name}.jsonl").open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield json.loads(line, object_hook=_from_hex)
        return
    paths = (Path(one.path) for one in manifest.files if one.path.startswith(f"{RAW[name]}/"))
    for path in sorted(paths, key=lambda one: int(one.stem)):
        yield {"id": int(path.stem), "raw": (folder / path).read_bytes()}


def _from_hex(value: dict[str, Any]) -> Any:
    return bytes.fromhex(value["hex"]) if value.keys() == {"hex"} else value
