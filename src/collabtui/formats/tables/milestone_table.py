"""Milestones in a table as teams have them: a row near the top names the columns of names, days and deliverables."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_reading import read_table_rows
from collabtui.formats.tables.uncounted_formulas import refuse_uncounted

_ABOVE = 12
"""Rows in which the one that names the columns is looked for: above it may stand the title of the table."""


class MilestoneOfTable(NamedTuple):
    number: int
    """As a spreadsheet counts rows; of a text, the line."""
    day: Cell
    text: str
    deliverable: str
    reached: Cell
    """The day on which it was."""
    state: str = ""
    """What a column of states says of it."""

    @property
    def is_reached_on_no_day(self) -> bool:
        """By its state alone: nothing says on which day."""
        return not _text(self.reached) and word_table("milestones", "states").get(plain(self.state)) == "reached"

    @property
    def is_state_unread(self) -> bool:
        """Whether its state is neither that it is reached nor that it is to come."""
        return bool(self.state) and plain(self.state) not in word_table("milestones", "states")


class MilestoneTable(NamedTuple):
    rows: list[MilestoneOfTable]
    unread: list[str]
    """Names of columns that hold something else."""


def read_milestone_table(data: bytes) -> MilestoneTable:
    """Those of all tables that have a column of milestones and one of days; rows that name no milestone are left out.

    Raises `Refused`: milestone.no_columns (found) where there is no such table, table.uncounted (place), and what
    `read_table_rows` does."""
    tables = read_table_rows(data)
    for rows in tables:
        if (place := _head_of(rows)) is not None:
            refuse_uncounted(rows[place + 1 :], _columns(rows[place]).values())
    found = [row for rows in tables for row in _rows_of(rows)]
    if not found:
        names = [shown(cell).strip() for rows in tables[:1] for row in rows[:1] for cell in row.cells]
        raise Refused("milestone.no_columns", found=[name for name in names if name])
    unread = (name for rows in tables for name in _unread(rows))
    return MilestoneTable(found, list(dict.fromkeys(unread)))


def has_milestones(rows: Sequence[RawRow]) -> bool:
    return any(True for _ in _rows_of(rows))


def _rows_of(rows: Sequence[RawRow]) -> Iterator[MilestoneOfTable]:
    place = _head_of(rows)
    if place is not None:
        columns = _columns(rows[place])
        yield from (row for row in (_row(columns, one) for one in rows[place + 1 :]) if row.text)


def _unread(rows: Sequence[RawRow]) -> Iterator[str]:
    """Columns under a name that none of the fields is read from, and in which something stands."""
    place = _head_of(rows)
    if place is not None:
        read = set(_columns(rows[place]).values())
        for column, name in enumerate(rows[place].cells):
            below = (row.cells[column] for row in rows[place + 1 :] if column < len(row.cells))
            if column not in read and _text(name) and any(_text(cell) for cell in below):
                yield _text(name)


def _head_of(rows: Sequence[RawRow]) -> int | None:
    named = (place for place, head in enumerate(rows[:_ABOVE]) if {"text", "day"} <= _columns(head).keys())
    return next(named, None)


def _columns(head: RawRow) -> dict[str, int]:
    """By field the place of its column, the first of each."""
    known = word_table("milestones", "columns")
    found: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        if field := known.get(plain(shown(cell))):
            found.setdefault(field, place)
    return found


def _row(columns: dict[str, int], row: RawRow) -> MilestoneOfTable:
    cells = {field: row.cells[place] for field, place in columns.items() if place < len(row.cells)}
    text, deliverable = _text(cells.get("text")), _text(cells.get("deliverable"))
    state = _text(cells.get("state"))
    return MilestoneOfTable(row.number, cells.get("day"), text, deliverable, cells.get("reached"), state)


def _text(cell: Cell) -> str:
    return " ".join(shown(cell).split())
