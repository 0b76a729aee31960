"""Actions as a file for spreadsheets and for other programs' lists of tasks, in the format that is named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collabtui.formats.actions.exported_task import ExportedTask
    from collabtui.text.catalogue import Catalogue

FORMAT_OF_ENDING = {
    ".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".md": "md", ".txt": "todo.txt", ".ics": "ics", ".org": "org",
}  # fmt: skip


def action_file(rows: "Sequence[ExportedTask]", kind: str, words: "Catalogue", zone: ZoneInfo) -> bytes:
    """`kind` is any but JSON, which is the row itself; tables are in the language of `words`."""
    rows = [_readable(row) for row in rows]
    match kind:
        case "todo.txt":
            from collabtui.formats.actions.todo_txt import write_todo_txt

            return write_todo_txt(rows, zone).encode()
        case "taskwarrior":
            from collabtui.formats.actions.taskwarrior import write_taskwarrior

            return write_taskwarrior(rows, zone).encode()
        case "org":
            from collabtui.formats.actions.org import write_org

            return write_org(rows, zone).encode()
        case "ics":
            from collabtui.formats.actions.vtodo import write_vtodo

            return write_vtodo(rows)
    return _as_table(rows, kind, words)


def _readable(row: "ExportedTask") -> "ExportedTask":
    """What has several lines may hold what a terminal obeys: it came from anywhere."""
    reason, note = row["reason"] or "", row["note"] or ""
    if (reason + note).isprintable():
        return row
    from collabtui.domain.model import readable

    return {**row, "reason": readable(reason) or None, "note": readable(note) or None}


def _as_table(rows: "Sequence[ExportedTask]", kind: str, words: "Catalogue") -> bytes:
    from collabtui.formats.actions.action_table import action_table
    from collabtui.formats.documents.document import Document

    table, title = action_table(rows, words), words("form.label.action_items")
    if kind == "xlsx":
        from collabtui.formats.tables.table_xlsx import write_xlsx

        return write_xlsx(table, title)
    if kind == "md":
        from collabtui.formats.documents.document_markdown import write_markdown

        return write_markdown(Document(title, words.locale, (table,))).encode()
    from collabtui.formats.tables.table_csv import write_csv

    return write_csv(table)
