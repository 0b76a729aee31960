"""Paths that are being typed: their beginning is gone on with as shells do it, and a folder is listed. What cannot be
read, or has a name that no terminal shows as it is, is left out."""

import os
from pathlib import Path
from typing import Literal, NamedTuple

from collabtui.system.real_path import expanded_path

PathKind = Literal["file", "folder", "new"]
"""A file that is there, a folder, or a file that is to be written."""
MOST_ENTRIES = 2000
"""Of a folder: a list is there to be looked at, and of more the name is typed."""


class PathEntry(NamedTuple):
    """A file or a folder by its name."""

    name: str
    is_folder: bool


class CompletedPath(NamedTuple):
    """`text` is what was typed with what all that begins so have in common; `entries` are all that begin so."""

    text: str
    entries: tuple[PathEntry, ...]


def listed_folder(folder: Path, kind: PathKind, begun: str = "") -> list[PathEntry]:
    """Folders first, by their names; what is hidden where a dot was typed. Raises OSError where it cannot be read."""
    found = list[PathEntry]()
    with os.scandir(folder) as entries:
        for one in entries:
            is_hidden = one.name.startswith(".") and not begun.startswith(".")
            if is_hidden or not one.name.isprintable():
                continue
            is_folder = _is_folder(one)
            if is_folder or (kind != "folder" and os.access(one.path, os.R_OK)):
                found.append(PathEntry(one.name, is_folder))
            if len(found) >= MOST_ENTRIES:
                break
    return sorted(found, key=lambda each: (not each.is_folder, each.name.casefold(), each.name))


def completed_path(typed: str, kind: PathKind) -> CompletedPath:
    """With a stroke behind a folder. Letters are taken as they are where anything begins so, else large for small."""
    above, stroke, begun = typed.rpartition("/")
    if begun in ("~", "..") and not stroke:
        return CompletedPath(f"{begun}/", (PathEntry(begun, is_folder=True),))
    try:
        entries = listed_folder(expanded_path(above + stroke or "."), kind, begun)
    except OSError:
        return CompletedPath(typed, ())
    found = [one for one in entries if one.name.startswith(begun)]
    found = found or [one for one in entries if one.name.casefold().startswith(begun.casefold())]
    if not found:
        return CompletedPath(typed, ())
    common = _beginning_of_all([one.name for one in found])
    if len(common) < len(begun):  # they differ in large and small letters alone
        common = begun
    behind = "/" if len(found) == 1 and found[0].is_folder else ""
    return CompletedPath(f"{above}{stroke}{common}{behind}", tuple(found))


def short_path(path: Path) -> str:
    """With `~` for the home folder, as it is typed."""
    home = expanded_path("~")
    try:
        inside = path.relative_to(home)
    except ValueError:
        return str(path)
    return "~" if inside == Path() else f"~/{inside}"


def _beginning_of_all(names: list[str]) -> str:
    """What all of them begin with: that of the first and the last in their order."""
    first, last = min(names), max(names)
    same = next((place for place, letter in enumerate(first) if letter != last[place : place + 1]), len(first))
    return first[:same]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False
