"""Templates of matters as JSON files: the user's own in a folder of the home, and those that come with collabtui."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from collabtui.domain.matters.matter_template import MatterTemplate
from collabtui.errors import Refused, Unknown
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.file_words import plain
from collabtui.system.atomic_file import make_folder, write_new
from collabtui.system.bounded_file import LARGEST_TEXT, read_file
from collabtui.text.catalogue import LOCALES
from collabtui.text.template_places import template_folders

FOLDER = "matters"
"""Within the templates."""
_NO_NAME_HAS = frozenset('/\\:*?"<>|')
_LONGEST_NAME = 80


class NamedTemplate(NamedTuple):
    """A file `NAME.json`, which is called by its name."""

    name: str
    path: Path
    is_own: bool


def templates_of(own: Path, locale: str) -> list[NamedTemplate]:
    """The user's own, in the order of their names, then the shipped ones that have no namesake there."""
    found = {plain(one.name): one for one in _shipped(locale)}
    found |= {plain(one.name): one for one in _in(own / FOLDER, is_own=True)}
    return sorted(found.values(), key=lambda one: (not one.is_own, one.name))


def read_template(own: Path, locale: str, name: str) -> MatterTemplate:
    """Also a shipped one by its name in another language. Raises `Unknown` (matter_template.unknown: value, known),
    `Refused` (matter_template.unreadable: path, why), and what `read_file` does."""
    found = templates_of(own, locale)
    for one in (*found, *(one for other in LOCALES for one in _shipped(other))):
        if plain(one.name) == plain(name):
            return _read(one.path)
    raise Unknown("matter_template.unknown", value=name, known=[one.name for one in found])


def keep_template(own: Path, name: str, template: MatterTemplate) -> Path:
    """Write it where the user's own are. Raises `Refused`: matter_template.name (value) for what no file can be called,
    matter_template.there (name, path) where one is called so; `Unreachable` (file.unwritable)."""
    called = name.strip()
    if not called or called.startswith(".") or len(called) > _LONGEST_NAME or not _NO_NAME_HAS.isdisjoint(called):
        raise Refused("matter_template.name", value=name)
    if not called.isprintable():
        raise Refused("matter_template.name", value=ascii(name))
    path = own / FOLDER / f"{called}.json"
    make_folder(path.parent)
    text = template.model_dump_json(indent=2, exclude_defaults=True)
    if not write_new(path, f"{text}\n".encode()):
        raise Refused("matter_template.there", name=called, path=str(path))
    return path


def _shipped(locale: str) -> Iterator[NamedTemplate]:
    (templates,) = template_folders(None)
    return _in(templates / FOLDER / locale, is_own=False)


def _in(folder: Path, *, is_own: bool) -> Iterator[NamedTemplate]:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix == ".json" and path.is_file():
                yield NamedTemplate(path.stem, path, is_own)


def _read(path: Path) -> MatterTemplate:
    try:
        return MatterTemplate.model_validate_json(decode_text(read_file(path, LARGEST_TEXT)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        why = f"{place}: {first['msg']}" if place else first["msg"]
        raise Refused("matter_template.unreadable", path=str(path), why=why) from error
