"""The manifest of a copy or an export: the files and counts it has to hold to be whole."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Literal

from pydantic import ConfigDict, Field, ValidationError

from collabtui.domain.model import Instant, Value
from collabtui.errors import Refused
from collabtui.store.check.data_fault import DataFault
from collabtui.store.plain import plain_tables

NAME = "MANIFEST.json"
LARGEST = 64 << 20
"""Bytes of a manifest: it names a file in some 120."""
_AT_ONCE = 1 << 20
MOST_NOT_LISTED = 100
"""Files beside a manifest that are named."""
Progress = Callable[[str], None]
"""Told what is done next: `backup.doing.<name>`."""


class CopiedFile(Value):
    path: str
    sha256: str
    size: int
    """Bytes."""


class CopyManifest(Value):
    model_config = ConfigDict(populate_by_name=True)

    format: Literal["collabtui copy 1", "collabtui export 1"]
    made_at: Instant
    batches: int = Field(alias="deeds")
    """The number of batches in the trail of the database: a higher number is a younger state of the same home.
    The files of format 1 call it by another name."""
    steps: tuple[str, ...]
    """What the tables went through: a program that does not know one of them is too old to read this."""
    counts: dict[str, int]
    """How many rows each table has."""
    files: tuple[CopiedFile, ...]

    def written(self) -> bytes:
        return (self.model_dump_json(indent=1, by_alias=True) + "\n").encode()


def read_manifest(text: bytes, path: Path) -> CopyManifest:
    """Raises `Refused` (backup.not_ours)."""
    if len(text) > LARGEST:
        raise Refused("backup.not_ours", path=path)
    try:
        manifest = CopyManifest.model_validate_json(text)
    except ValidationError as error:
        raise Refused("backup.not_ours", path=path) from error
    if len({file.path for file in manifest.files}) < len(manifest.files):
        raise Refused("backup.not_ours", path=path)
    return manifest


class FileDigest:
    """Size and SHA-256 of a file, taken as its pieces pass from one place to another."""

    def __init__(self) -> None:
        self._digest, self._size = hashlib.sha256(), 0

    def passing(self, file: IO[bytes], most: int | None = None) -> Iterator[bytes]:
        """The pieces of a file, no further than `most` bytes and what is read at once."""
        while (most is None or self._size <= most) and (some := file.read(_AT_ONCE)):
            self._digest.update(some)
            self._size += len(some)
            yield some

    def as_file(self, path: str) -> CopiedFile:
        return CopiedFile(path=path, sha256=self._digest.hexdigest(), size=self._size)


def of_file(path: str, file: IO[bytes], most: int | None = None) -> CopiedFile:
    """Read a file, no further than `most` bytes and what is read at once."""
    measured = FileDigest()
    for _ in measured.passing(file, most):
        pass
    return measured.as_file(path)


def place_within(folder: Path, path: str) -> Path | None:
    """The place of a file of a copy in `folder`; None for a path that leads out of it, or that no file can have."""
    try:
        place = folder / path
        is_inside = place.resolve().is_relative_to(folder.resolve()) and place != folder
    except (OSError, ValueError, RuntimeError):  # a NUL, half a character, a link in a circle
        return None
    return place if is_inside and ".." not in path.split("/") else None


def not_listed(names: Iterable[str], manifest: CopyManifest) -> tuple[str, ...]:
    """Those of the files of a copy that its manifest does not name, or names once and that are there again: nothing of
    them is taken. At most `MOST_NOT_LISTED`, in their order."""
    listed = {NAME, *(file.path for file in manifest.files)}
    strange: dict[str, None] = {}
    for name in names:
        if name in listed:
            listed.remove(name)
        elif not name.endswith("/"):
            strange[name] = None
        if len(strange) == MOST_NOT_LISTED:
            break
    return tuple(strange)


def refuse_false_counts(manifest: CopyManifest, database: Path, path: Path) -> None:
    """Rows, steps and batches are those of the database, as it came: what a restore says of it, and whether it is older
    than what it would replace, is read off the manifest. Raises `Refused` (backup.damaged), `store.newer`."""
    counted, steps, batches = plain_tables.stated(database, manifest.counts)
    is_of_this_version = steps == plain_tables.STEP_NAMES
    missing = (name for name in counted if name not in manifest.counts)
    is_whole = all(counted.get(name, 0) == rows for name, rows in manifest.counts.items())
    if not is_whole or (is_of_this_version and any(missing)) or (steps, batches) != (manifest.steps, manifest.batches):
        raise Refused("backup.damaged", path=path, file=NAME)


def refuse_faults(faults: Iterable[DataFault], path: Path) -> None:
    """Raises `Refused` (backup.faults) that names the first."""
    found = list(faults)
    if found:
        raise Refused("backup.faults", path=path, n=len(found), first=f"{found[0].key} {found[0].ref}".strip())
