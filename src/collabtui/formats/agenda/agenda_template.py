"""A usual agenda: an agenda file whose title, time and people are another meeting's each time."""

import re
from datetime import date, datetime

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.file_words import plain, word_table

_FIELD = re.compile(r"(?P<key>[^\s:：#\-][^:：]*?)\s*[:：]")
_REPLACED = ("title", "start", "date", "end")


def read_template(text: str, *, title: str, start: datetime, today: date) -> AgendaDraft:
    """The agenda that the template makes of a title and a start (naive). What the template itself says of them does
    not count; its front matter may be left out. Raises `Refused` (agenda.*) as `read_agenda` does."""
    lines = text.removeprefix("\ufeff").strip().splitlines()
    if not lines or not re.match(r"-{3,}\s*$", lines[0]):
        lines = ["---", "---", *lines]
    end = next((at for at, line in enumerate(lines[1:], 1) if re.match(r"-{3,}\s*$", line)), len(lines))
    front = [line for line in lines[1:end] if not _is_replaced(line)]
    shown = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    head = ["---", f'title: "{shown}"', f"start: {start:%Y-%m-%d %H:%M}", *front]
    return read_agenda("\n".join([*head, *lines[end:]]), today=today)


def title_of(text: str) -> str:
    """The title that the template gives its meetings; empty where it gives none."""
    for line in text.splitlines():
        found = _FIELD.match(line)
        if found and word_table("agenda", "keys").get(plain(found["key"])) == "title":
            return line[found.end() :].strip().strip("\"'")
    return ""


def _is_replaced(line: str) -> bool:
    found = _FIELD.match(line)
    return found is not None and word_table("agenda", "keys").get(plain(found["key"])) in _REPLACED
