"""People in a table: CSV as spreadsheets and address books export it. The first line names the columns."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from collabtui.errors import Refused
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.people.person_row import PersonLine, person_row
from collabtui.formats.tables.separators import SEPARATORS, without_excel_line
from collabtui.formats.tables.workbook_bounds import MOST_COLUMNS, within_columns

_ADDED = re.compile(r"\s*(?:\(.*\)|\*)$")
_LONGEST_NAME = 100
"""Characters of a column's name, with what forms add to it."""
_COLUMNS_NAMED = 20
"""Columns that a refusal names."""

_SEVERAL = frozenset({"phone"})
"""Fields that more than one column may have, 商务电话 and 移动电话: the first that is filled counts."""


def read_table(text: str) -> list[PersonLine]:
    """Columns in any order, by the names of `words/people.*.json`; other columns are left alone. Raises `Refused`
    (people.*, table.too_wide)."""
    skipped, text = without_excel_line(text)
    rows = _rows(text, _separator(text), skipped)
    header_line, header = next(rows, (0, []))
    if not header:
        return []
    columns = [_column(cell) for cell in header]
    _refuse_missing_columns(columns, header, header_line)
    return [_person(columns, cells, line) for line, cells in rows]


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
    if not {"name", "given", "family"} & set(columns):
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
