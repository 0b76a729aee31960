"""Milestones in a table as teams have them: a row near the top names the columns of names, days and deliverables."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_reading import read_table_rows

_ABOVE = 12
"""Rows in which the one that names the columns is looked for: above it may stand the title of the table."""


class MilestoneOfTable(NamedTuple):
    number: int
    """As a spreadsheet counts rows; of a text, the line."""
    day: str
    text: str
    deliverable: str


def read_milestone_rows(data: bytes) -> list[MilestoneOfTable]:
    """Those of all tables that have a column of milestones and one of days; rows that name no milestone are left out.

    Raises `Refused`: milestone.no_columns (found) where there is no such table, and what `read_table_rows` does."""
    tables = read_table_rows(data)
    found = [row for rows in tables for row in _rows_of(rows)]
    if not found:
        names = [shown(cell).strip() for rows in tables[:1] for row in rows[:1] for cell in row.cells]
        raise Refused("milestone.no_columns", found=[name for name in names if name])
    return found


def has_milestones(rows: Sequence[RawRow]) -> bool:
    return any(True for _ in _rows_of(rows))


def _rows_of(rows: Sequence[RawRow]) -> Iterator[MilestoneOfTable]:
    for place, head in enumerate(rows[:_ABOVE]):
        columns = _columns(head)
        if {"text", "day"} <= columns.keys():
            yield from (row for row in (_row(columns, one) for one in rows[place + 1 :]) if row.text)
            return


def _columns(head: RawRow) -> dict[str, int]:
    """By field the place of its column, the first of each."""
    known = word_table("milestones", "columns")
    found: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        if field := known.get(plain(shown(cell))):
            found.setdefault(field, place)
    return found


def _row(columns: dict[str, int], row: RawRow) -> MilestoneOfTable:
    cells = {field: _text(row.cells[place]) for field, place in columns.items() if place < len(row.cells)}
    return MilestoneOfTable(row.number, cells.get("day", ""), cells.get("text", ""), cells.get("deliverable", ""))


def _text(cell: Cell) -> str:
    return " ".join(shown(cell).split())
