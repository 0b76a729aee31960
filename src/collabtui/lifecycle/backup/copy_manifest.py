"""The manifest of a copy or an export: the files and counts it has to hold to be whole."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Literal

from pydantic import ConfigDict, Field, ValidationError

from collabtui.domain.model import Instant, Value
from collabtui.errors import Refused
from collabtui.store.check.data_fault import DataFault

NAME = "MANIFEST.json"
_AT_ONCE = 1 << 20
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
    try:
        return CopyManifest.model_validate_json(text)
    except ValidationError as error:
        raise Refused("backup.not_ours", path=path) from error


def of_file(path: str, file: IO[bytes]) -> CopiedFile:
    digest, size = hashlib.sha256(), 0
    while some := file.read(_AT_ONCE):
        digest.update(some)
        size += len(some)
    return CopiedFile(path=path, sha256=digest.hexdigest(), size=size)


def refuse_faults(faults: Iterable[DataFault], path: Path) -> None:
    """Raises `Refused` (backup.faults) that names the first."""
    found = list(faults)
    if found:
        raise Refused("backup.faults", path=path, n=len(found), first=f"{found[0].key} {found[0].ref}".strip())
