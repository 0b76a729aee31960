"""Tables as teams keep them: XLSX, ODS, CSV and Markdown → rows of cells, numbered as a spreadsheet numbers them."""

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.separators import SEPARATORS, without_excel_line
from collabtui.formats.tables.table_csv import plain_text
from collabtui.formats.tables.table_markdown import is_markdown, markdown_tables
from collabtui.formats.tables.table_ods import CONTENT, ods_sheets
from collabtui.formats.tables.uncounted_formulas import refuse_uncounted, uncounted_formulas
from collabtui.formats.tables.workbook_bounds import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, must_be_bounded, within_columns
from collabtui.formats.tables.xlsx_characters import with_characters

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PLACES = re.compile(r"0\.(0+)")
_THREADED = re.compile(r"\A\[[^\]]*\].*?\n(?:Comment|注释|批注|评论)[:：]\s*", re.DOTALL)
"""What Excel writes before a comment that others can answer."""
_LONGEST_COMMENT = 1000
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
    RuntimeError,
    ExpatError,
)
"""What openpyxl lets through when its parsers trip over a damaged part, and zipfile over one that is encrypted, packed
otherwise or nested without end (kinds of RuntimeError); their own errors are kinds of these."""


class ReadTable(NamedTuple):
    name: str
    """Of its sheet; empty in a text."""
    rows: list[RawRow]


def read_table_rows(data: bytes) -> list[list[RawRow]]:
    """The rows of `read_tables`."""
    return [table.rows for table in read_tables(data)]


def read_tables(data: bytes) -> list[ReadTable]:
    """The tables of a file: of a workbook each visible sheet, of Markdown each table and what is listed, of another
    text its one; rows that hold nothing are left out.

    Raises `Refused`: table.old_excel for what Excel wrote before 2007 or encrypted, table.broken, table.too_large,
    table.too_wide, table.beyond, table.merged, table.uncounted (place), table.broken_row (row), file.not_text."""
    if is_old_workbook(data):
        raise Refused("table.old_excel")
    if is_workbook(data):
        return [ReadTable(name, _filled(rows)) for name, rows in _sheets(data)]
    return [ReadTable("", _filled(rows)) for rows in _text_tables(decode_text(data))]


def hidden_tables(data: bytes) -> list[ReadTable]:
    """The first rows of each sheet of a workbook that Excel hides; it has been read as `read_tables` does."""
    from openpyxl import load_workbook

    if not is_workbook(data):
        return []
    with ZipFile(io.BytesIO(data)) as archive:
        if CONTENT in archive.namelist():
            return []
    book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
    return [ReadTable(sheet.title, _filled(_first_rows(sheet))) for sheet in hidden]


def _first_rows(sheet: Any) -> Iterator[RawRow]:
    rows = sheet.iter_rows(max_row=_LOOKED_AT, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        yield RawRow(number, tuple(None if cell is None else with_characters(str(cell)) for cell in row))


def is_workbook(data: bytes) -> bool:
    return data.startswith(_ZIP)


def is_old_workbook(data: bytes) -> bool:
    """Written by Excel before 2007, or encrypted."""
    return data.startswith(_OLE)


def _text_tables(text: str) -> Sequence[Iterable[RawRow]]:
    return markdown_tables(text) if is_markdown(text) else [_text_rows(text)]


def _filled(sheet: Iterable[RawRow]) -> list[RawRow]:
    """The rows that hold something. Raises `Refused` (table.too_large, table.too_wide), and table.uncounted for one of
    which nothing but that is known."""
    rows = list[RawRow]()
    for row in sheet:
        if not any(shown(cell).strip() for cell in row.cells):
            refuse_uncounted([row], row.uncounted)
            continue
        if len(rows) == MOST_ROWS:
            raise Refused("table.too_large", n=MOST_ROWS)
        if len(row.cells) > MOST_COLUMNS and any(shown(cell).strip() for cell in row.cells[MOST_COLUMNS:]):
            raise Refused("table.too_wide", row=row.number, n=MOST_COLUMNS)
        rows.append(row)
    return rows


def _text_rows(text: str) -> Iterator[RawRow]:
    skipped, text = without_excel_line(text)
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1 + skipped):
            yield RawRow(number, tuple(plain_text(cell) for cell in within_columns(cells, number)))
    except csv.Error as error:
        raise Refused("table.broken_row", row=number + 1) from error


def _separator(text: str) -> str:
    """The sign that cuts most of the first rows into the same number of columns: what stands in the cells may have more
    of another."""
    return max(SEPARATORS, key=lambda sign: _in_step(text, sign))


def _in_step(text: str, sign: str) -> tuple[int, int]:
    """Rows that have the same number of columns, and that number."""
    widths = list[int]()
    with suppress(csv.Error):  # as it would be with the wrong sign
        for cells in islice(csv.reader(io.StringIO(text, newline="\n"), delimiter=sign, strict=True), _LOOKED_AT):
            widths.append(len(cells))
    return max(((widths.count(width), width) for width in widths if width > 1), default=(0, 0))


def _sheets(data: bytes) -> list[tuple[str, list[RawRow]]]:
    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            must_be_bounded(archive)
            if CONTENT in archive.namelist():
                return ods_sheets(archive)
            uncounted = uncounted_formulas(archive, data)
        book = load_workbook(io.BytesIO(data), data_only=True)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [(sheet.title, list(_rows(sheet, uncounted.get(sheet.title, {})))) for sheet in visible]
    except _DAMAGE as error:
        raise Refused("table.broken") from error


def _rows(sheet: Any, uncounted: Mapping[int, frozenset[int]]) -> Iterator[RawRow]:
    """A cell that is merged over several rows says the same in each of them."""
    cells = _cells(sheet)
    for number, columns in uncounted.items():
        cells[number] = dict.fromkeys(columns) | cells.get(number, {})
    comments, fills, struck = _comments(sheet), _fills(sheet), _struck(sheet)
    unseen = _hidden_columns(sheet)
    wide = dict[tuple[int, int], int]()
    continued: dict[int, set[int]] = {}
    for merged in sheet.merged_cells.ranges:
        above = cells.get(merged.min_row, {}).get(merged.min_col)
        wide[merged.min_row, merged.min_col] = merged.max_col - merged.min_col + 1
        for row in range(merged.min_row + 1, merged.max_row + 1) if above is not None else ():
            if row in cells:
                cells[row][merged.min_col] = above
                continued.setdefault(row, set()).add(merged.min_col - 1)
    for number in sorted(cells):
        row_cells = cells[number]
        values = tuple(row_cells.get(column) for column in range(1, max(row_cells) + 1))
        dimension, covered = sheet.row_dimensions.get(number), wide.get((number, min(row_cells)), 1)
        hidden = dimension is not None and bool(dimension.hidden)
        indents, columns = _indents(sheet, number, row_cells), frozenset(continued.get(number, ()))
        stuck, coloured = comments.get(number, {}), fills.get(number, {})
        out = frozenset(struck.get(number, ()))
        bare = frozenset(column - 1 for column in uncounted.get(number, ()))
        yield RawRow(number, values, indents, covered, stuck, hidden, columns, coloured, out, unseen, bare)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    """Counted from 0."""
    found = set[int]()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 1
            found |= set(range(first - 1, min(dimension.max or first, MOST_COLUMNS)))
    return frozenset(found)


def _comments(sheet: Any) -> dict[int, dict[int, str]]:
    """Row → column, counted from 0 → what is stuck to its cell."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001  # as `_cells`
        if cell.comment and (text := " ".join(_THREADED.sub("", with_characters(cell.comment.text)).split())):
            found.setdefault(row, {})[column - 1] = text[:_LONGEST_COMMENT]
    return found


def _fills(sheet: Any) -> dict[int, dict[int, str]]:
    """Row → column, counted from 0 → the colour that its cell is filled with; white is none."""
    names = [_colour(fill) for fill in sheet.parent._fills]  # noqa: SLF001  # a cell's own way makes a copy of each
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001  # as `_cells`
        if cell.has_style and column <= MOST_COLUMNS and (name := names[cell._style.fillId]):  # noqa: SLF001  # as above
            found.setdefault(row, {})[column - 1] = name
    return found


def _struck(sheet: Any) -> dict[int, set[int]]:
    """Row → columns, counted from 0, whose cell is struck out."""
    strikes = [bool(font.strike) for font in sheet.parent._fonts]  # noqa: SLF001  # as `_fills`
    found: dict[int, set[int]] = {}
    for (row, column), cell in sheet._cells.items() if any(strikes) else ():  # noqa: SLF001  # as `_cells`
        if cell.has_style and column <= MOST_COLUMNS and strikes[cell._style.fontId]:  # noqa: SLF001  # as `_fills`
            found.setdefault(row, set()).add(column - 1)
    return found


def _colour(fill: Any) -> str:
    if getattr(fill, "fill_type", None) != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "rgb":
        return "" if colour.rgb in ("00000000", "FFFFFFFF", "00FFFFFF") else str(colour.rgb)[-6:]
    white = (colour.type, colour.value, bool(colour.tint)) == ("theme", 0, False)
    return "" if white else f"{colour.type}{colour.value}{colour.tint}"


def _indents(sheet: Any, number: int, row: Iterable[int]) -> dict[int, int]:
    """Of the cells of a row, by column from 0; where none is moved in, how deep the row is in an outline."""
    styled = {column: cell for column in row if (cell := sheet._cells[number, column]).has_style}  # noqa: SLF001  # the public way would make the cells
    found = {column - 1: indent for column, cell in styled.items() if (indent := int(cell.alignment.indent)) > 0}
    dimension = sheet.row_dimensions.get(number)
    outline = dimension.outlineLevel if dimension is not None else 0
    return found or ({column - 1: outline for column in row} if outline else {})


def _cells(sheet: Any) -> dict[int, dict[int, Cell]]:
    """Row → column → what stands there, of the cells that hold something. Raises `Refused` (table.too_wide,
    table.too_large)."""
    found: dict[int, dict[int, Cell]] = {}
    left = MOST_TEXT
    # the public ways make each cell up to the last row and column
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001  # as said above
        if cell.value is None:
            continue
        if column > MOST_COLUMNS:
            raise Refused("table.too_wide", row=row, n=MOST_COLUMNS)
        left -= len(cell.value) if isinstance(cell.value, str) else 1
        if left < 0:
            raise Refused("table.too_large", n=MOST_ROWS)
        found.setdefault(row, {})[column] = _cell(cell)
    return found


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
        return str(int(value)) if float(value).is_integer() else _decimal(value, cell.number_format)
    # as it is in a CSV of ours that a spreadsheet has saved as a workbook; those of ours say that a text is one
    text = with_characters(str(value))
    return text if cell.quotePrefix else plain_text(text)


def _decimal(value: float, number_format: str) -> str:
    """With as many places as the sheet shows: 1.10 is another number of a task than 1.1."""
    places = _PLACES.fullmatch(number_format)
    return f"{value:.{len(places[1])}f}" if places else str(value)
