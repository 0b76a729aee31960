"""Actions as a table with the columns of the breakdown: what `action import` reads back."""

from collections.abc import Iterable
from datetime import date

from collabtui.formats.actions.exported_task import ExportedTask, TaskSupport
from collabtui.formats.documents.document import Cell, DocumentTable, PercentCell
from collabtui.text.catalogue import Catalogue

COLUMNS = (
    "ref", "task", "subtask", "department", "owner", "collaborators", "planned_start", "planned_finish", "status",
    "percent", "deliverable", "depends_on", "matter", "reason_of_delay", "risk", "note",
)  # fmt: skip
"""Keys of labels, `form.label.…`."""


def action_table(rows: Iterable[ExportedTask], words: Catalogue) -> DocumentTable:
    labels = tuple(words(f"form.label.{name}") for name in COLUMNS)
    return DocumentTable(labels, tuple(_cells(row, words) for row in rows))


def _cells(row: ExportedTask, words: Catalogue) -> tuple[Cell, ...]:
    owner = row["owner"]
    return (
        row["ref"],
        row["task"],
        row["title"],
        owner and owner["department"],
        owner and owner["name"],
        "\n".join(_supporter(one, words) for one in row["supports"]),
        _day(row["planned_start"]),
        _day(row["due"]),
        words(f"status.{row['status']}"),
        PercentCell(row["percent"]),
        row["deliverable"],
        " ".join(row["depends_on"]),
        row["matter_title"],
        row["reason"],
        row["risk"],
        row["note"],
    )


def _supporter(one: TaskSupport, words: Catalogue) -> str:
    return one["name"] + (words("form.within", text=one["support"]) if one["support"] else "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
