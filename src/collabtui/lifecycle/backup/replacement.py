"""A copy or an export that is to take the place of what is there: both as they are shown before, and how it is done by
somebody who has seen them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.home import Home, copies_in
from collabtui.lifecycle.access.hidden_matters import refuse_parts
from collabtui.lifecycle.backup.copied_database import copied_of
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.copy_manifest import LARGEST, NAME, CopyManifest, Progress, read_manifest
from collabtui.lifecycle.backup.import_folder import import_folder
from collabtui.lifecycle.backup.kept_before import keep_last_copies
from collabtui.lifecycle.backup.put_in_place import Alone, Restored
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.backup.verify_and_unpack_copy import read_copy
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.plain import counters_carried_over, plain_tables
from collabtui.system.bounded_file import read_file

_KEPT = "before-restore-%Y%m%dT%H%M%SZ.zip"


class Replacement(NamedTuple):
    """The copy that would take the place, beside what is there; of both how many rows each table has."""

    path: Path
    made_at: datetime
    copied: Mapping[str, int]
    present: Mapping[str, int]
    lost: int
    """Changes since the copy was made, which are not in it."""
    state: str
    """Of what is there, as it was shown."""
    kept_as: Path
    """The file that what is there is copied to before."""


class Replaced(NamedTuple):
    restored: Restored
    kept_as: Path


def copies_to_choose(home: Home, folder: str) -> list[Path]:
    """The newest first: those that were made by rhythm, and those that a restore has made before. `folder` is as
    configured."""
    place = home.automatic_copies(folder)
    found = [*copies_in(place), *place.glob("before-restore-*.zip")]
    return sorted(found, key=lambda path: path.stem.rpartition("-")[2], reverse=True)


def made_at(path: Path) -> datetime:
    """Raises `Refused` (backup.missing, backup.not_ours)."""
    return _manifest_of(path).made_at


def contents_of(path: Path) -> CopyManifest:
    """The day of a copy and how many rows its tables have. Raises `Refused` (backup.missing, backup.not_ours)."""
    return _manifest_of(path)


def put_where_nothing_is(home: Home, path: Path, now: datetime) -> Restored:
    """A copy, or a folder that an export wrote, in a home without a database. Raises as `restore` and `import_folder`;
    a database that is there all the same is none to be overwritten."""
    put = import_folder if path.is_dir() else restore
    return put(home, path, now, running="")


def replacement_of(acting: Acting, home: Home, path: Path) -> Replacement:
    """Nothing is changed. Raises `Refused` (backup.missing, backup.not_ours, restore.on_server) and as
    `hidden_matters.refuse_parts`."""
    refuse_parts(acting)
    if acting.config.database.url:
        raise Refused("restore.on_server")
    manifest = _manifest_of(path)
    present, _, batches = plain_tables.stated(home.database, manifest.counts)
    kept_as = _unused(home.automatic_copies(acting.config.backup.folder), acting.now)
    lost = max(0, batches - manifest.batches)
    state = counters_carried_over.state_of(home.database)
    return Replacement(path, manifest.made_at, manifest.counts, present, lost, state, kept_as)


def replace(acting: Acting, home: Home, seen: Replacement, running: str, alone: Alone, progress: Progress) -> Replaced:
    """Copies what is there to a file of its own, and puts the other in its place. `running` and `alone` are as with
    `restore`, which says what is raised; what was written since it was shown is `restore.younger`."""
    refuse_parts(acting)
    if running:
        raise Refused("restore.running", holder=running)
    write_copy(copied_of(acting), home, seen.kept_as, acting.now, progress)
    put = import_folder if seen.path.is_dir() else restore
    done = put(home, seen.path, acting.now, running="", agreed=seen.state, alone=alone, progress=progress)
    keep_last_copies(seen.kept_as.parent, needed=seen.path)
    return Replaced(done, seen.kept_as)


def _unused(folder: Path, now: datetime) -> Path:
    """A copy of before, which may be what is restored now, is not written over."""
    stamp = now.astimezone(UTC)
    while (path := folder / f"{stamp:{_KEPT}}").exists():
        stamp += timedelta(seconds=1)
    return path


def _manifest_of(path: Path) -> CopyManifest:
    if not path.is_dir():
        return read_copy(path)
    try:
        return read_manifest(read_file(path / NAME, LARGEST), path)
    except OSError as error:
        raise Refused("backup.not_ours", path=path) from error
