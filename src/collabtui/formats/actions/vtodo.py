"""Actions as VTODOs of one iCalendar file (RFC 5545 section 3.6.2)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from icalendar import Calendar, Todo
from icalendar.prop import vText

from collabtui.formats.actions.exported_task import ExportedTask, identity

PRODID = "-//collabtui//collabtui//EN"
_STATUS = {
    "not-started": "NEEDS-ACTION", "in-progress": "IN-PROCESS", "blocked": "IN-PROCESS", "done": "COMPLETED",
    "cancelled": "CANCELLED",
}  # fmt: skip


def write_vtodo(rows: Iterable[ExportedTask]) -> bytes:
    """Without METHOD: a file for one's own calendar. What an action waits for is a RELATED-TO of type DEPENDS-ON
    (RFC 9253 section 9.1)."""
    listed = list(rows)
    known = {row["ref"]: str(identity(row)) for row in listed}
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    for row in listed:
        calendar.add_component(_todo(row, known))
    written: bytes = calendar.to_ical()
    return written


def _todo(row: ExportedTask, known: dict[str, str]) -> Todo:
    todo = Todo()
    changed = _utc(row["updated_at"])
    todo.add("uid", known[row["ref"]])
    todo.add("dtstamp", changed)
    todo.add("created", _utc(row["created_at"]))
    todo.add("last-modified", changed)
    todo.add("summary", row["title"])
    todo.add("status", _STATUS[row["status"]])
    todo.add("percent-complete", row["percent"])
    due, start = _day(row["due"]), _day(row["planned_start"])
    if start is not None and (due is None or start < due):  # DUE has to be later than DTSTART (section 3.8.2.3)
        todo.add("dtstart", start)
    if due is not None:
        todo.add("due", due)
    if row["done_at"]:
        todo.add("completed", _utc(row["done_at"]))
    if row["owner"]:
        todo.add("contact", f"{row['owner']['name']} <{row['owner']['email']}>")
    if row["matter_title"]:
        todo.add("categories", [row["matter_title"]])
    if text := "\n".join(filter(None, (row["ref"], row["deliverable"], row["reason"], row["note"]))):
        todo.add("description", text)
    for ref in row["depends_on"]:
        if ref in known:
            todo.add("related-to", vText(known[ref], params={"RELTYPE": "DEPENDS-ON"}))
    return todo


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
