"""Tables as teams keep them: XLSX and CSV → rows of cells, numbered as a spreadsheet numbers them."""

import csv
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from collabtui.errors import Refused
from collabtui.formats.decoding import decode_text
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.tables.table_csv import plain_text

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEPARATORS = ",;\t，；|"
_EXCEL_SEPARATOR = re.compile(r"sep=.\n")
_LARGEST = 64 * 2**20
"""Bytes that a workbook may have unpacked: a small file can unpack to a full disk."""
_MOST_ROWS = 20_000
_LOOKED_AT = 12
"""Rows from which the sign between cells is told."""
_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    NotImplementedError,
)
"""What openpyxl lets through when its parsers trip over a damaged part; their own errors are kinds of these."""


class RawRow(NamedTuple):
    number: int
    cells: tuple[Cell, ...]


def read_table_rows(data: bytes) -> list[list[RawRow]]:
    """The tables of a file: of a workbook each visible sheet, of a text its one; rows that hold nothing are left out.

    Raises `Refused`: table.old_excel for what Excel wrote before 2007 or encrypted, table.broken, table.too_large,
    table.broken_row (row), file.not_text."""
    if data.startswith(_OLE):
        raise Refused("table.old_excel")
    sheets = _sheets(data) if data.startswith(_ZIP) else [_text_rows(decode_text(data))]
    found = [[row for row in sheet if any(shown(cell).strip() for cell in row.cells)] for sheet in sheets]
    if any(len(rows) > _MOST_ROWS for rows in found):
        raise Refused("table.too_large", n=_MOST_ROWS)
    return found


def place_of(row: int, column: int) -> str:
    """`G5`, as spreadsheets call it; `column` counts from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"


def _text_rows(text: str) -> Iterator[RawRow]:
    start = _EXCEL_SEPARATOR.match(text)
    skipped = 1 if start else 0
    text = text[start.end() :] if start else text
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1 + skipped):
            yield RawRow(number, tuple(plain_text(cell) for cell in cells))
    except csv.Error as error:
        raise Refused("table.broken_row", row=number + 1) from error


def _separator(text: str) -> str:
    """The sign that cuts most of the first rows into the same number of columns: what stands in the cells may have more
    of another."""
    return max(_SEPARATORS, key=lambda sign: _in_step(text, sign))


def _in_step(text: str, sign: str) -> tuple[int, int]:
    """Rows that have the same number of columns, and that number."""
    widths = list[int]()
    with suppress(csv.Error):  # as it would be with the wrong sign
        for cells in islice(csv.reader(io.StringIO(text, newline="\n"), delimiter=sign, strict=True), _LOOKED_AT):
            widths.append(len(cells))
    return max(((widths.count(width), width) for width in widths if width > 1), default=(0, 0))


def _sheets(data: bytes) -> list[list[RawRow]]:
    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise Refused("table.too_large", n=_MOST_ROWS)
        book = load_workbook(io.BytesIO(data), data_only=True)
        return [_rows(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except _DAMAGE as error:
        raise Refused("table.broken") from error


def _rows(sheet: Any) -> list[RawRow]:
    """A cell that is merged over several rows says the same in each of them."""
    rows = [list(map(_cell, row)) for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        for row in rows[merged.min_row : merged.max_row]:
            row[merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
    return [RawRow(number, tuple(row)) for number, row in enumerate(rows, 1)]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value)
    if isinstance(value, (int, float)):
        if "%" in cell.number_format:
            return PercentCell(round(value * 100))
        return str(int(value)) if float(value).is_integer() else str(value)
    # as it is in a CSV of ours that a spreadsheet has saved as a workbook; those of ours say that a text is one
    return str(value) if cell.quotePrefix else plain_text(str(value))
