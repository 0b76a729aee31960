"""The list of matters: its columns in a width, and one matter as a row of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.matters.steps import STEPS
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.columns import ColumnLayout, ListColumn, all_laid_out, laid_out
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.store.queries.rows.matter_rows import MatterRow
    from collabtui.text.catalogue import Catalogue

ROOM_FOR_WORDS = 66
"""Columns of the list from which a step has its name there, and what is open its word."""
ROOM_FOR_DATE = 90
"""Columns of the list from which it says when the result is wanted."""
REF, TITLE, WHOLE_TITLE = ListColumn("ref", 10, 10), ListColumn("matter", 16, 16), ListColumn("matter", 24, 40)
"""Under 16 columns no title comes; in 24 most are whole."""
LATE_NUMBER, STEP_NUMBER = ListColumn("late_number", 4, 4), ListColumn("step_number", 4, 4)
OPEN_NUMBER, LATE_COUNT = ListColumn("open_number", 4, 4), ListColumn("late", 4, 4)
OPEN_IN_WORDS, WANTED = ListColumn("open", 10, 10), ListColumn("wanted", 8, 8)
FURTHER = (
    ListColumn("lead", 12, 20), ListColumn("meetings", 8, 8), ListColumn("risks", 5, 5), ListColumn("questions", 9, 9),
)  # fmt: skip
"""What the list says beside the others where it has the whole page."""
MOST_LINES = 3
"""Lines that a title has: beside an open matter it has sixteen columns, and names of matters are long."""
ORDER = (
    "ref", "matter", "step_number", "step", "open_number", "open", "late_number", "late", "wanted", "lead", "meetings",
    "risks", "questions",
)  # fmt: skip

CLOSED = ""
"""The key of the heading above those that are archived."""


def list_keys(rows: Mapping[str, "MatterRow"]) -> list[str]:
    """By ref; what is archived is below the others."""
    closed = [ref for ref, row in rows.items() if row["step"] == "archive"]
    return [*(ref for ref in rows if ref not in closed), *([CLOSED, *closed] if closed else [])]


def usual_columns(width: int, words: "Catalogue") -> ColumnLayout:
    if width < ROOM_FOR_WORDS:
        return laid_out(width, (REF,), TITLE, (LATE_NUMBER, STEP_NUMBER, OPEN_NUMBER), ORDER)
    fixed = (REF, _step_in_words(words), OPEN_IN_WORDS, LATE_COUNT, *((WANTED,) if width >= ROOM_FOR_DATE else ()))
    return laid_out(width, fixed, TITLE, (), ORDER)


def all_columns(width: int, words: "Catalogue") -> ColumnLayout:
    others = (LATE_COUNT, _step_in_words(words), OPEN_IN_WORDS, WANTED, *FURTHER)
    return all_laid_out(width, (REF,), WHOLE_TITLE, others, ORDER, words)


def _step_in_words(words: "Catalogue") -> ListColumn:
    """Each step is on one line."""
    room = len("1/9 ") + max(cell_len(words(f"step.{step}")) for step in STEPS)
    return ListColumn("step", room, room)


@dataclass(frozen=True)
class MatterCells:
    """The cells of one matter in its columns."""

    row: "MatterRow"
    words: "Catalogue"

    def __call__(self, name: str, _: int) -> Content:
        row, words = self.row, self.words
        match name:
            case "ref":
                return as_content(row["ref"], MUTED)
            case "matter":
                return as_content("! " if row["kind"] == "emergency" else "", LATE) + as_content(row["title"])
            case "step_number":
                return as_content(self._step)
            case "step":
                return as_content(f"{self._step} {words('step.' + row['step'])}")
            case "open_number":
                return as_content(row["open"] or "", MUTED)
            case "open":
                return as_content(words("people.load", n=row["open"]) if row["open"] else "", MUTED)
            case "late_number" | "late":
                return as_content(f"▲{n}" if (n := row["overdue"]) else "", LATE)
            case "wanted":
                wanted = words.short_day(date.fromisoformat(row["wanted"])) if row["wanted"] else ""
                return as_content(wanted, MUTED)
            case "lead":
                return as_content(row["lead"] or "", MUTED)
            case "meetings" | "risks" | "questions":
                return as_content(row[name] or "", MUTED)
        raise KeyError(name)

    @property
    def _step(self) -> str:
        return f"{STEPS.index(self.row['step']) + 1}/{len(STEPS)}"


def list_lines(
    matters: Mapping[str, "MatterRow"], words: "Catalogue", columns: ColumnLayout, refs: Sequence[str]
) -> list[Content]:
    """The rows of these refs; a ref of no matter is the heading above those that are archived."""
    heading = as_content(words("matters.in_archive"), "bold $foreground-muted")
    return [
        columns.line(MatterCells(row, words), most=MOST_LINES) if (row := matters.get(ref)) else heading for ref in refs
    ]
