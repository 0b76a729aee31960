"""The user's own usual agendas: Markdown files in a folder of the home, each read as planning would read it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from collabtui.errors import CollabError
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.formats.file_encoding import decode_text
from collabtui.system.bounded_file import LARGEST_TEXT, read_file

OWN = "agendas"
"""The folder beside the user's own templates."""


@dataclass(frozen=True)
class OwnAgenda:
    """A file `NAME.md`, which is called by its name."""

    path: Path
    text: str
    """Empty where it could not be read."""
    fault: CollabError | None = None
    """Why no meeting can be planned from it; `line` is that of the file."""


def own_agendas(templates: Path, today: date) -> list[OwnAgenda]:
    """By name; none where there is no such folder."""
    folder = templates / OWN
    if not folder.is_dir():
        return []
    return [_read(path, today) for path in sorted(folder.iterdir()) if path.suffix == ".md" and path.is_file()]


def _read(path: Path, today: date) -> OwnAgenda:
    text = ""
    try:
        text = decode_text(read_file(path, LARGEST_TEXT))
        read_template(text, title=path.stem, start=datetime.combine(today, time(9)), today=today)
    except CollabError as error:
        return OwnAgenda(path, text, error)
    return OwnAgenda(path, text)
