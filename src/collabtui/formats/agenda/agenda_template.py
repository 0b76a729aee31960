"""A usual agenda: an agenda file whose title, time and people are another meeting's each time."""

import re
from datetime import date, datetime

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.file_words import plain, word_table

_FIELD = re.compile(r"(?P<key>[^\s:：#\-][^:：]*?)\s*[:：]")
_REPLACED = ("title", "start", "date", "end")


def read_template(text: str, *, title: str, start: datetime, today: date) -> AgendaDraft:
    """The agenda that the template makes of a title and a start (naive). What the template itself says of them does
    not count; its front matter may be left out. Raises `Refused` (agenda.*) as `read_agenda` does, with
    the line of the template."""
    bare = text.removeprefix("\ufeff")
    skipped = len(bare) - len(bare.lstrip())
    lines = list(enumerate(bare.strip().splitlines(), 1 + bare[:skipped].count("\n")))
    if not lines or not re.match(r"-{3,}\s*$", lines[0][1]):
        lines = [(1, "---"), (1, "---"), *lines]
    end = next((at for at, (_, line) in enumerate(lines[1:], 1) if re.match(r"-{3,}\s*$", line)), len(lines))
    front = [(number, line) for number, line in lines[1:end] if not _is_replaced(line)]
    shown = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    head = [(1, "---"), (1, f'title: "{shown}"'), (1, f"start: {start:%Y-%m-%d %H:%M}"), *front]
    made = [*head, *lines[end:]]
    try:
        return read_agenda("\n".join(line for _, line in made), today=today)
    except Refused as error:
        at = error.values.get("line")
        if not isinstance(at, int) or not 0 < at <= len(made):
            raise
        raise Refused(error.key, **{**error.values, "line": made[at - 1][0]}) from error


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
