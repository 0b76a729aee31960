"""The chain of hashes of an archive, its manifest: each line has the SHA-256 of its file, and one over the line before
it. A file that was changed, added or taken away is named; who writes the whole manifest anew changes its head.

    collabtui archive 1
    matter X-2026-001
    at 2026-04-20T10:00:00+08:00
    <chain> <sha256 of the file> <bytes> minutes/M1.md
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from collabtui.errors import Refused, Unreachable
from collabtui.system.bounded_file import read_file

NAME = "MANIFEST"
_FORMAT = "collabtui archive 1"
_LINE = re.compile(r"([0-9a-f]{64}) ([0-9a-f]{64}) (\d+) (.+)")
_LARGEST = 64 << 20
"""Bytes of a manifest: it names a file in some 150."""
_AT_ONCE = 1 << 20


class ManifestEntry(NamedTuple):
    path: str
    """Below the archive, with slashes."""
    digest: str
    size: int


class ManifestFinding(NamedTuple):
    what: Literal["changed", "removed", "added", "manifest"]
    """`manifest`: that line does not follow from the line before it."""
    path: str


class Manifest(NamedTuple):
    matter: str
    at: str
    entries: tuple[ManifestEntry, ...]
    head: str
    """The last link of the chain: whoever has it can tell whether the manifest is the one that was written."""
    broken: tuple[ManifestFinding, ...]


def write_manifest(matter: str, at: datetime, entries: Iterable[ManifestEntry]) -> tuple[str, str]:
    """The text, and its head."""
    first = [_FORMAT, f"matter {matter}", f"at {at.isoformat(timespec='seconds')}"]
    link, lines = _digest("\n".join(first)), []
    for entry in sorted(entries):
        written = f"{entry.digest} {entry.size} {entry.path}"
        link = _digest(f"{link} {written}")
        lines.append(f"{link} {written}")
    return "\n".join([*first, *lines]) + "\n", link


def read_manifest(folder: Path) -> Manifest:
    """Raises `Refused`: archive.no_folder (path), archive.no_manifest (path) where there is none, or none of ours."""
    if not folder.exists():
        raise Refused("archive.no_folder", path=str(folder))
    try:
        text = read_file(folder / NAME, _LARGEST).decode()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError) as error:
        raise Refused("archive.no_manifest", path=str(folder)) from error
    except OSError as error:
        raise Unreachable("file.unreadable", path=str(folder / NAME), why=error.strerror or "") from error
    lines = text.splitlines()
    heads = [line.partition(" ") for line in lines[1:3]]
    if lines[:1] != [_FORMAT] or [name for name, _, _ in heads] != ["matter", "at"]:
        raise Refused("archive.no_manifest", path=str(folder))
    link, entries, broken = _digest("\n".join(lines[:3])), [], []
    for number, line in enumerate(lines[3:], 4):
        match = _LINE.fullmatch(line)
        link = _digest(f"{link} {line.partition(' ')[2]}")
        if match is None or match[1] != link or not _is_below(match[4]):
            broken.append(ManifestFinding("manifest", f"{NAME}:{number}"))
            link = match[1] if match else link  # the lines after it are held against what it says of itself
        if match and _is_below(match[4]):
            entries.append(ManifestEntry(match[4], match[2], int(match[3])))
    return Manifest(heads[0][2], heads[1][2], tuple(entries), link, tuple(broken))


def differences(folder: Path, manifest: Manifest) -> Iterator[ManifestFinding]:
    """Findings on files that differ from the manifest, by path."""
    named = {entry.path: entry for entry in manifest.entries}
    there = set(_files(folder)) - {NAME}
    if (folder / NAME).is_symlink():  # what it leads to may be another manifest tomorrow
        yield ManifestFinding("changed", NAME)
    for path in sorted(named.keys() | there):
        if path not in named:
            yield ManifestFinding("added", path)
        elif path not in there:
            yield ManifestFinding("removed", path)
        elif not _may_be(folder / path, named[path]) or entry_of(folder, path) != named[path]:
            yield ManifestFinding("changed", path)


def _may_be(place: Path, entry: ManifestEntry) -> bool:
    """Whether it is worth reading: a plain file of that size. A pipe would be waited for, and what a link leads to may
    be another file tomorrow."""
    try:
        found = place.lstat()
    except OSError as error:
        raise Unreachable("file.unreadable", path=str(place), why=error.strerror or "") from error
    return stat.S_ISREG(found.st_mode) and found.st_size == entry.size


def entry_of(folder: Path, path: str) -> ManifestEntry:
    """Raises `Unreachable` (file.unreadable) for a file that cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with (folder / path).open("rb") as file:
            while some := file.read(_AT_ONCE):
                digest.update(some)
                size += len(some)
    except OSError as error:
        raise Unreachable("file.unreadable", path=str(folder / path), why=error.strerror or "") from error
    return ManifestEntry(path, digest.hexdigest(), size)


def _files(folder: Path) -> Iterator[str]:
    """All there is but folders; a link counts as itself and is not followed into another folder."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *links):
            yield (Path(place) / name).relative_to(folder).as_posix()


def _is_below(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
