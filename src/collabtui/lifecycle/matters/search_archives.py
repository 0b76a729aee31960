"""Search in folders of archived matters, wherever they lie: forms, minutes and agendas line by line, mails by subject
and text. Neither the database nor the matter has to be there any more."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.formats.archive_hash_chain import NAME, read_manifest
from collabtui.mail.parse.body import Body

_DEEPEST = 4
"""Levels of folders below the one that is named, in which archives are looked for."""
_MARKDOWN = ".md"
_MAILS = ".mbox"


class ArchiveHit(NamedTuple):
    folder: Path
    matter: str
    path: str
    """Below the folder, with slashes."""
    line: int
    """In the file, from 1; of a mail its number in the file."""
    text: str
    """The line; of a mail its subject, and the line of it that has the words."""


def archives_below(folders: Sequence[Path]) -> list[Path]:
    """The folders that are archives, or have some below them, by name and each once. Raises `Refused`:
    archive.none_below (path) for a folder without any."""
    found: dict[Path, None] = {}
    for folder in folders:
        below = list(_archives(folder))
        if not below:
            raise Refused("archive.none_below", path=str(folder))
        found.update(dict.fromkeys(below))
    return list(found)


def search_archives(archives: Sequence[Path], text: str) -> Iterator[ArchiveHit]:
    """Hits that have all words of the text in one line, whatever their case and width, archive by archive. Raises
    `Refused` (archive.no_words) where there are none, (archive.no_folder, archive.no_manifest: path), `Unreachable`
    (file.unreadable)."""
    words = _plain(text).split()
    if not words:
        raise Refused("archive.no_words")
    for folder in archives:
        manifest = read_manifest(folder)
        for entry in manifest.entries:
            for line, content in _lines(folder, entry.path):
                if _has(words, content):
                    yield ArchiveHit(folder, manifest.matter, entry.path, line, content.strip())


def _archives(folder: Path) -> Iterator[Path]:
    """Without following links, so that a circle of them ends."""
    for place, folders, names in os.walk(folder):
        if NAME in names:
            yield Path(place)
            folders.clear()
        elif len(Path(place).relative_to(folder).parts) >= _DEEPEST:
            folders.clear()
        folders.sort()


def _lines(folder: Path, path: str) -> Iterator[tuple[int, str]]:
    """Those of a file that a person reads; none of one that was taken away since, or of data for programs."""
    place = folder / path
    if not place.is_file() or place.is_symlink() or place.suffix not in (_MARKDOWN, _MAILS):
        return
    if place.suffix == _MARKDOWN:
        with place.open(encoding="utf-8", errors="replace") as file:
            yield from enumerate(file, 1)
        return
    from collabtui.formats.mbox import read_mbox
    from collabtui.mail.parse.message import read

    for number, raw in enumerate(read_mbox(place.read_bytes()), 1):
        mail = read(raw)
        yield number, mail.subject
        for line in _written(mail.body).splitlines():
            yield number, f"{mail.subject}: {line.strip()}"


def _written(body: Body) -> str:
    from collabtui.mail.quote.html_to_lines import render

    return body.text if body.text is not None else render(body.html or "").text


def _has(words: Sequence[str], line: str) -> bool:
    plain = _plain(line)
    return all(word in plain for word in words)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
