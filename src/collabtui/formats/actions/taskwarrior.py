"""Taskwarrior's JSON, as `task import` reads it (2.6 and later): https://taskwarrior.org/docs/design/task/

What it has no attribute for goes along under names of ours; it keeps attributes that it does not know.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from collabtui.formats.actions.exported_task import ExportedTask, identity

_STATUS = {"done": "completed", "cancelled": "deleted"}


def write_taskwarrior(rows: Sequence[ExportedTask], zone: ZoneInfo) -> str:
    """A task a line, within one array, as `task export` writes. A day is its midnight in `zone`. The same action has
    the same UUID at each export, so a second import brings the first up to date."""
    known = {row["ref"]: str(identity(row)) for row in rows}
    tasks = (json.dumps(_task(row, known, zone), ensure_ascii=False) for row in rows)
    return "[\n" + ",\n".join(tasks) + "\n]\n"


def _task(row: ExportedTask, known: dict[str, str], zone: ZoneInfo) -> dict[str, object]:
    status = _STATUS.get(row["status"], "pending")
    changed = _instant(row["updated_at"])
    task = {
        "uuid": known[row["ref"]],
        "status": status,
        "description": " ".join(row["title"].split()),
        "entry": _instant(row["created_at"]),
        "modified": changed,
        "start": changed if row["status"] == "in-progress" else None,
        "end": _instant(row["done_at"] or row["updated_at"]) if status != "pending" else None,
        "due": _midnight(row["due"], zone),
        "scheduled": _midnight(row["planned_start"], zone),
        "project": row["matter_title"],
        "depends": [known[ref] for ref in row["depends_on"] if ref in known],
        "tags": ["blocked"] if row["status"] == "blocked" else [],
        "annotations": [{"entry": changed, "description": text} for text in (row["reason"], row["note"]) if text],
        "collabtui": row["ref"],
        "owner": row["owner"] and row["owner"]["name"],
        "deliverable": row["deliverable"],
        "percent": str(row["percent"] or ""),  # a number would become 40.000000
    }
    return {name: value for name, value in task.items() if value not in (None, [], "")}


def _instant(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _midnight(day: str | None, zone: ZoneInfo) -> str | None:
    if day is None:
        return None
    return f"{datetime.combine(date.fromisoformat(day), time(), zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
