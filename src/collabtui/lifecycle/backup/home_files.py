"""Files of a home that are copied beside its database: those that the user wrote."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from collabtui.home import Home


class HomeFile(NamedTuple):
    path: str
    """As a copy calls it, with slashes: `templates/mail/zh/minutes.txt`."""
    place: Path


def home_files(home: Home) -> Iterator[HomeFile]:
    """By path. Drafts, logs and notes of the program are not among them; passwords stand in none of them."""
    for place in (home.config_path, home.keys):
        if place.is_file():
            yield HomeFile(place.name, place)
    for folder in (home.templates, home.themes):
        for place in sorted(folder.rglob("*")):
            if place.is_file():
                yield HomeFile(f"{folder.name}/{place.relative_to(folder).as_posix()}", place)


def place_of(home: Home, path: str) -> Path | None:
    """The path at which a file of a copy belongs in the home; None for one that is no file of a home."""
    if ".." in path.split("/") or path.startswith("/"):
        return None
    first = path.partition("/")[0]
    if path in (home.config_path.name, home.keys.name) or first in (home.templates.name, home.themes.name):
        return home.root / path
    return None
