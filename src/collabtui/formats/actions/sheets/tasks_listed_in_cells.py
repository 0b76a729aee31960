"""Cells that list several tasks, each line with a number and a day of its own: each line is a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from collabtui.formats.actions.table_head import TableHead, find_head, guessed_head
from collabtui.formats.actions.task_row import number_in_book
from collabtui.formats.actions.written_values import day_in_brackets
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.tables.raw_row import RawRow

_COUNTED = re.compile(r"\s*(?:[(（]?(\d{1,2})[.、)）](?!\d)|([①-⑳]))\s*")
_FIRST_SIGN = ord("①") - 1
_OF_A_BOOK = 64
"""Columns, for which other cells that are tasks have numbers of their own."""
_FEWEST = 2


class ListedRows(NamedTuple):
    rows: list[RawRow]
    """Of the table, with one for each line of such a cell."""
    made: int
    """Rows that were made of lines."""


def rows_of_lists(rows: Sequence[RawRow], given: Mapping[str, str]) -> ListedRows | None:
    """None of a table without such a cell. A cell whose lines have no days of their own may be one task in steps."""
    if not any(_COUNTED.match(line) for row in rows for line in _lines_of_several(row)):
        return None
    head = find_head(rows, given) or guessed_head(rows, given)
    titles = [one.place for one in head.columns if one.field == "title"] if head else []
    if head is None or len(titles) != 1:
        return None
    found = [list(_parts(row, titles[0], head)) for row in rows[head.rows :]]
    count = sum(len(parts) for parts in found if len(parts) > 1)
    return ListedRows([*rows[: head.rows], *(one for parts in found for one in parts)], count) if count else None


def _lines_of_several(row: RawRow) -> list[str]:
    """Those of its cells that have several."""
    return [line for cell in row.cells if isinstance(cell, str) and "\n" in cell for line in cell.splitlines()]


def _parts(row: RawRow, title: int, head: TableHead) -> Iterator[RawRow]:
    dated = any(
        one.field in ("due", "span") and one.place < len(row.cells) and shown(row.cells[one.place]).strip()
        for one in head.columns
    )
    lines = [] if dated or title >= len(row.cells) else _counted(row.cells[title])
    if len(lines) < _FEWEST or not all(map(day_in_brackets, lines)):
        yield row
        return
    for part, line in enumerate(lines):
        cells = (*row.cells[:title], line, *row.cells[title + 1 :])
        yield row._replace(number=number_in_book(part * _OF_A_BOOK, row.number) if part else row.number, cells=cells)


def _counted(cell: Cell) -> list[str]:
    """The lines without their numbers, where these count from one on."""
    lines = [line for line in shown(cell).splitlines() if line.strip()]
    counts = [_COUNTED.match(line) for line in lines]
    numbers = [int(one[1]) if one[1] else ord(one[2]) - _FIRST_SIGN for one in counts if one]
    if numbers != list(range(1, len(lines) + 1)):
        return []
    return [_COUNTED.sub("", line, count=1).strip(" ；;。") for line in lines]
