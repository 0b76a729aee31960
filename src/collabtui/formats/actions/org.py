"""Org mode: a heading a task, its planning line and its drawer.
https://orgmode.org/manual/Deadlines-and-Scheduling.html"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from collabtui.formats.actions.exported_task import ExportedTask

_KEYWORDS = {
    "not-started": "TODO", "in-progress": "STARTED", "blocked": "WAITING", "done": "DONE", "cancelled": "CANCELLED",
}  # fmt: skip
_TAG = re.compile(r"[^\w@#%]+")
_UNSEEN = "\u200b"
"""The sign with which the manual tells one to part what would be markup (section 17.12)."""
_INLINE = re.compile(r"<(?=\d{4}-)|\[(?=\[)")
"""An instant in such brackets puts a heading into the agenda, and two of these make a link."""
_HEADING_START = re.compile(r"COMMENT\b|\[#.\]|\*")
_HEADING_END = re.compile(r":[\w@#%:]+:$")
_LINE_START = re.compile(r"(?m)^(\s*)(?=[:#])")
"""Drawers, keywords, blocks and comments."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write_org(rows: Iterable[ExportedTask], zone: ZoneInfo) -> str:
    """Instants in `zone`. The tag is the owner's name."""
    return "\n".join(["#+TODO: TODO STARTED WAITING | DONE CANCELLED", "", *_lines(rows, zone)]) + "\n"


def _lines(rows: Iterable[ExportedTask], zone: ZoneInfo) -> Iterator[str]:
    for row in rows:
        yield _heading(row)
        if planning := " ".join(_planning(row, zone)):
            yield planning
        yield ":PROPERTIES:"
        for name, value in _properties(row).items():
            if value:
                yield f":{name}: {' '.join(value.split())}"
        yield ":END:"
        for text in (row["reason"], row["note"]):
            if text:
                # a line that begins with a star would be a heading
                yield from (f"  {line}" for line in _LINE_START.sub(rf"\1{_UNSEEN}", _parted(text)).splitlines())


def _heading(row: ExportedTask) -> str:
    title = _parted(" ".join(row["title"].split()))
    if _HEADING_START.match(title):
        title = _UNSEEN + title
    if _HEADING_END.search(title):
        title += _UNSEEN
    done = f" [{row['percent']}%]" if row["percent"] else ""
    tag = f" :{_TAG.sub('_', row['owner']['name'])}:" if row["owner"] else ""
    return f"* {_KEYWORDS[row['status']]} {title}{done}{tag}"


def _parted(text: str) -> str:
    return _INLINE.sub(rf"\g<0>{_UNSEEN}", text)


def _planning(row: ExportedTask, zone: ZoneInfo) -> Iterator[str]:
    if row["done_at"]:
        at = datetime.fromisoformat(row["done_at"]).astimezone(zone)
        yield f"CLOSED: [{_stamp(at.date())} {at:%H:%M}]"
    if row["due"]:
        yield f"DEADLINE: <{_stamp(date.fromisoformat(row['due']))}>"
    if row["planned_start"]:
        yield f"SCHEDULED: <{_stamp(date.fromisoformat(row['planned_start']))}>"


def _stamp(day: date) -> str:
    return f"{day.isoformat()} {_WEEKDAYS[day.weekday()]}"


def _properties(row: ExportedTask) -> dict[str, str | None]:
    return {
        "CUSTOM_ID": row["ref"],
        "OWNER": row["owner"] and f"{row['owner']['name']} <{row['owner']['email']}>",
        "MATTER": row["matter"] and f"{row['matter']} {row['matter_title']}",
        "TASK": row["task"],
        "DELIVERABLE": row["deliverable"],
        "DEPENDS_ON": " ".join(row["depends_on"]),
    }
