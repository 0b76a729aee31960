"""People in a table: CSV or a workbook (XLSX, ODS), as spreadsheets and address books have it. A row near the top names
the columns."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.people.person_row import PersonLine, person_row
from collabtui.formats.tables.separators import SEPARATORS, without_excel_line
from collabtui.formats.tables.table_reading import read_tables
from collabtui.formats.tables.uncounted_formulas import refuse_uncounted
from collabtui.formats.tables.workbook_bounds import MOST_COLUMNS, within_columns

_ADDED = re.compile(r"\s*(?:\(.*\)|\*)$")
_LONGEST_NAME = 100
"""Characters of a column's name, with what forms add to it."""
_COLUMNS_NAMED = 20
"""Columns that a refusal names."""

_ABOVE = 12
"""Rows in which the one that names the columns is looked for."""
_NAMES = frozenset({"name", "given", "family"})
_SEVERAL = frozenset({"phone", "address_country"})
"""Fields that more than one column may have, 商务电话 and 移动电话: the first that is filled counts."""


def read_table(text: str) -> list[PersonLine]:
    """Columns in any order, by the names of `words/people.*.json`; other columns are left alone. Raises `Refused`
    (people.*, table.too_wide)."""
    skipped, text = without_excel_line(text)
    return _people(list(_rows(text, _separator(text), skipped)))


def read_workbook(data: bytes) -> list[PersonLine]:
    """The people of all visible sheets that have a column of addresses; where none has, the refusal of the first. A
    person who stands in two sheets alike is one. Raises as `read_table`, and what `read_tables` does."""
    tables = [table.rows for table in read_tables(data) if table.rows]
    sheets = [[(row.number, [shown(cell).strip() for cell in row.cells]) for row in rows] for rows in tables]
    for raw, rows in zip(tables, sheets, strict=True):
        if (place := _head_of(rows)) is not None:
            read = {column for column, cell in enumerate(rows[place][1]) if _column(cell)}
            refuse_uncounted(raw[place + 1 :], read)
    with_people = [rows for rows in sheets if _head_of(rows) is not None] or sheets[:1]
    found: dict[PersonDraft, PersonLine] = {}
    for rows in with_people:
        for row in _people(rows):
            found.setdefault(row.draft, row)
    return list(found.values())


def _head_of(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The place of the row that names the columns: above it may stand the title of the list."""
    for place, (_, cells) in enumerate(rows[:_ABOVE]):
        if "email" in (columns := set(map(_column, cells))) and columns & _NAMES:
            return place
    return None


def _people(rows: Sequence[tuple[int, list[str]]]) -> list[PersonLine]:
    if not rows:
        return []
    place = _head_of(rows) or 0
    header_line, header = rows[place]
    columns = [_column(cell) for cell in header]
    _refuse_missing_columns(columns, header, header_line)
    return [_person(columns, cells, line) for line, cells in rows[place + 1 :]]


def _separator(text: str) -> str:
    """The one that splits the first line into the most columns that are known."""
    head = text.lstrip("\n").partition("\n")[0]
    return max(
        SEPARATORS, key=lambda sign: sum(bool(_column(cell.strip('"'))) for cell in head.split(sign, MOST_COLUMNS))
    )


def _column(cell: str) -> str:
    """The field that a column's name means, without what forms add to it: 邮箱（必填）, Email *. Empty for another."""
    if len(cell) > _LONGEST_NAME:
        return ""
    return word_table("people", "columns").get(_ADDED.sub("", plain(cell)), "")


def _rows(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            found = within_columns(cells, line + skipped)
            if any(cell.strip() for cell in found):
                yield line + skipped, found
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused("people.broken_row", line=line + skipped, value=_line(text, line)) from error


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip()[:60] if number <= len(lines) else ""


def _refuse_missing_columns(columns: Sequence[str], header: Sequence[str], line: int) -> None:
    found = [cell.strip() for cell in header if cell.strip()][:_COLUMNS_NAMED]
    if "email" not in columns:
        raise Refused("people.no_email_column", line=line, value=found)
    if not _NAMES & set(columns):
        raise Refused("people.no_name_column", line=line, value=found)
    for field in filter(None, columns):
        if columns.count(field) > 1 and field not in _SEVERAL:
            named = [cell for cell, column in zip(header, columns, strict=True) if column == field]
            raise Refused("people.same_columns", line=line, value=named)


def _person(columns: Sequence[str], cells: Sequence[str], line: int) -> PersonLine:
    beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
    if beyond:
        raise Refused("people.too_many_cells", line=line, value=beyond[0], columns=len(columns))
    filled = [(field, cell) for field, cell in zip(columns, cells, strict=False) if field and cell.strip()]
    values = dict(reversed(filled))  # of several the first
    return person_row(values, line)
