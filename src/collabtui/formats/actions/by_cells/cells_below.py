"""The cells below the name of a column, and how many of the tasks have one."""

from collections.abc import Sequence

from collabtui.formats.actions.written_values import says_nothing
from collabtui.formats.documents.document import shown
from collabtui.formats.tables.raw_row import RawRow

NUMBERS = frozenset(("number", "wbs", "ref"))
"""Fields by which a row is told from the others; they may stand between groups and their tasks."""


def task_rows(rows: Sequence[RawRow]) -> list[RawRow]:
    """Without headings of blocks and lines of text, which have one cell."""
    return [row for row in rows if len({shown(cell) for cell in row.cells if shown(cell).strip()}) > 1]


def cell_text(row: RawRow, place: int) -> str:
    """Empty also where a stroke stands."""
    text = shown(row.cells[place]).strip() if place < len(row.cells) else ""
    return "" if says_nothing(text) else text


def filled_texts(rows: Sequence[RawRow], place: int) -> list[str]:
    return [text for row in task_rows(rows) if (text := cell_text(row, place))]


def filled_share(rows: Sequence[RawRow], place: int) -> float:
    count = len(task_rows(rows))
    return len(filled_texts(rows, place)) / count if count else 0
