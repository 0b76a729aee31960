"""The table of tasks that a team already has: its columns are known by the names that people give them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.table_reading import RawRow, place_of, read_table_rows

_LONGEST_NAME = 100
"""Characters of a column's name that are looked at."""
_ADDED = re.compile(r"\s*(?:\(.*\)|\*)$")
"""What forms add to a column's name: 负责人（必填）, Owner *."""
_HEAD_WITHIN = 12
"""Rows in which the names of the columns are looked for: a title and notes may stand above them."""
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_SOLID_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SERIAL = re.compile(r"[34567]\d{4}")
_FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
_SEPARATED = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True)
class TaskRow:
    number: int
    """As a spreadsheet counts rows."""
    cells: dict[str, Cell]
    """By the field that the column means; empty cells are left out."""
    places: dict[str, tuple[str, str]]
    """Of each field: the cell, `G5`, and what the column is called."""

    def text(self, field: str) -> str:
        return " ".join(shown(self.cells.get(field)).split())

    def lines(self, field: str) -> str:
        return shown(self.cells.get(field)).strip()

    def listed(self, field: str) -> list[str]:
        return [one.strip() for one in _SEPARATED.split(self.lines(field)) if one.strip()]


@dataclass(frozen=True)
class ActionTable:
    rows: tuple[TaskRow, ...]
    passed_over: tuple[str, ...]
    """Columns that mean nothing to us."""


def read_action_table(data: bytes) -> ActionTable:
    """The first table of the file that has tasks in it. A larger task that is named once, as in merged cells, is that
    of the rows below it.

    Raises `Refused`: table.no_tasks (value: the names that were found), table.same_columns, and what
    `read_table_rows` raises."""
    tables = read_table_rows(data)
    for rows in tables:
        head = next((place for place, row in enumerate(rows[:_HEAD_WITHIN]) if _is_head(row)), None)
        if head is not None:
            return _table(rows[head], rows[head + 1 :])
    first = next((row for rows in tables for row in rows), RawRow(0, ()))
    raise Refused("table.no_tasks", value=[text for cell in first.cells if (text := shown(cell).strip())][:8])


def written_day(text: str) -> date | None:
    """2026-03-10, 2026/3/10, 2026.3.10, 2026年3月10日, 20260310, and Excel's own count of days. None for what needs
    to be understood, such as 下周五. Raises ValueError for a day that does not exist."""
    if match := _DAY.fullmatch(text) or _SOLID_DAY.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(text):
        return _FIRST_DAY_OF_EXCEL + timedelta(days=int(text))
    return None


def written_percent(cell: Cell) -> int | None:
    """40, 40%, 0.4 of a spreadsheet. None for what is no share of 100."""
    if isinstance(cell, PercentCell):
        return int(cell) if 0 <= cell <= 100 else None
    match = re.fullmatch(r"(\d{1,3})(?:\.0*)?\s*[%％]?", shown(cell).strip())
    if match is None:
        small = re.fullmatch(r"0?\.(\d{1,2})", shown(cell).strip())
        return int(small[1].ljust(2, "0")) if small else None
    return int(match[1]) if int(match[1]) <= 100 else None


def _field(name: Cell) -> str:
    known, text = word_table("actions", "columns"), plain(shown(name)[:_LONGEST_NAME])
    return known.get(text) or known.get(_ADDED.sub("", text), "")


def _is_head(row: RawRow) -> bool:
    fields = {_field(cell) for cell in row.cells} - {""}
    return len(fields) > 1 and bool(fields & {"title", "task"})


def _table(head: RawRow, rows: Sequence[RawRow]) -> ActionTable:
    fields = [_field(cell) for cell in head.cells]
    for field in filter(None, fields):
        if fields.count(field) > 1:
            named = [shown(cell) for cell, one in zip(head.cells, fields, strict=True) if one == field]
            raise Refused("table.same_columns", value=named)
    if "title" not in fields:  # what they call tasks are the actions
        fields = ["title" if field == "task" else field for field in fields]
    passed_over = [shown(cell) for cell, field in zip(head.cells, fields, strict=True) if not field]
    found = _rows(head, fields, rows)
    # a table of ours names each action, and what it leaves empty is empty
    return ActionTable(tuple(found if "ref" in fields else _with_tasks(found)), tuple(filter(None, passed_over)))


def _rows(head: RawRow, fields: Sequence[str], rows: Sequence[RawRow]) -> Iterator[TaskRow]:
    for row in rows:
        found = [
            (field, place, cell)
            for place, (field, cell) in enumerate(zip(fields, row.cells, strict=False))
            if field and shown(cell).strip()
        ]
        places = {
            field: (place_of(row.number, place), shown(head.cells[place]).strip())
            for place, field in enumerate(fields)
            if field
        }
        if found:
            yield TaskRow(row.number, {field: cell for field, _, cell in found}, places)


def _with_tasks(rows: Iterator[TaskRow]) -> Iterator[TaskRow]:
    task: Cell = None
    for row in rows:
        task = row.cells.get("task", task)
        cells = row.cells | ({"task": task} if task is not None else {})
        if "title" not in cells and "task" in row.cells:
            cells |= {"title": row.cells["task"]}  # a larger task that was not divided
        yield TaskRow(row.number, cells, row.places)
