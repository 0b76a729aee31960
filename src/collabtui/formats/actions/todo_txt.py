"""todo.txt: a task a line. https://github.com/todotxt/todo.txt

x 2026-03-05 2026-03-02 interface document +新品上线 @张伟 due:2026-03-06 id:A1
"""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.action_status import CLOSED
from collabtui.formats.actions.exported_task import ExportedTask

_TAG = re.compile(r"(?<!\S)([+@])(?=\S)")
_PAIR = re.compile(r"(?<!\S)([^\s:]+):(?=[^\s:/]+(?!\S))")
_FULL_WIDTH = {"+": "＋", "@": "＠"}


def write_todo_txt(rows: Iterable[ExportedTask], zone: ZoneInfo) -> str:
    """Dates are days in `zone`. What in a title would be a project, a context or a pair gets full-width signs, since
    the format has no way to quote; cancelled is closed, with `status:cancelled`."""
    return "".join(f"{_line(row, zone)}\n" for row in rows)


def _line(row: ExportedTask, zone: ZoneInfo) -> str:
    closed = row["status"] in CLOSED
    head = ["x", _day(row["done_at"] or row["updated_at"], zone)] if closed else []
    pairs = {
        "due": row["due"],
        "t": row["planned_start"],  # from when on it is to be seen: the threshold of several programs
        "status": "" if row["status"] in ("not-started", "done") else row["status"],
        "percent": "" if closed or not row["percent"] else row["percent"],
        "dep": ",".join(row["depends_on"]),
        "id": row["ref"],
    }
    tags = [f"+{_word(row['matter_title'])}"] if row["matter_title"] else []
    tags += [f"@{_word(row['owner']['name'])}"] if row["owner"] else []
    written = (f"{key}:{value}" for key, value in pairs.items() if value)
    return " ".join((*head, _day(row["created_at"], zone), _text(row["title"]), *tags, *written))


def _day(instant: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(instant).astimezone(zone).date().isoformat()


def _word(text: str) -> str:
    return "_".join(text.split())


def _text(title: str) -> str:
    one_line = _TAG.sub(lambda sign: _FULL_WIDTH[sign[1]], " ".join(title.split()))
    return _PAIR.sub(r"\1：", one_line)
