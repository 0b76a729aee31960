"""Tables as a workbook, a sheet each (ECMA-376), by openpyxl."""

import io
import re
from collections.abc import Collection, Iterable
from copy import copy
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from collabtui.formats.deterministic_zip import EPOCH, without_clock
from collabtui.formats.documents.document import Cell, DocumentTable, PercentCell, shown
from collabtui.formats.tables.xlsx_characters import with_numbers
from collabtui.text.width import cells

_LINE = Side(style="thin", color="C9D1D9")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(wrap_text=True, vertical="top")
_SHADE = PatternFill("solid", fgColor="F3F5F7")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_BLANK_ROWS = 12
_LONGEST = 32767
"""Characters in a cell; what is longer Excel refuses to open."""
_WIDEST = 48
_LINE_HEIGHT = 15.0
_HIGHEST = 409.0
"""Points; Excel knows no higher row."""


def write_xlsx(table: DocumentTable, title: str, further: Iterable[DocumentTable] = ()) -> bytes:
    """Days are days and shares are shares; every text is text, also one that looks like a formula. The same bytes for
    the same tables. `further` ones get a sheet each; then each sheet is called as its table is."""
    tables = (table, *further)
    book = Workbook()
    book.properties.creator, book.properties.title = "collabtui", shown(title)
    book.properties.created = book.properties.modified = EPOCH
    looks: dict[str, StyleArray] = {}
    for place, one in enumerate(tables, 1):
        sheet = book.active if place == 1 else book.create_sheet()
        named = one.title or title if len(tables) > 1 else title
        sheet.title = _sheet_name(named, place, {other.title.casefold() for other in book.worksheets})
        _fill(sheet, one, looks)
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # `Workbook.save` would write the clock
    return without_clock(data.getvalue())


def _sheet_name(title: str, place: int, taken: Collection[str]) -> str:
    """With a number behind it where another sheet is called so."""
    name = _NO_SHEET_NAME.sub(" ", shown(title)).strip()[:_LONGEST_NAME] or str(place)
    return f"{name[: _LONGEST_NAME - 3]} {place}" if name.casefold() in taken else name


def _fill(sheet: Worksheet, table: DocumentTable, looks: dict[str, StyleArray]) -> None:
    rows = table.rows or ((None,) * len(table.columns),) * _BLANK_ROWS
    for number, row in enumerate((table.columns, *rows), 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            _dress(cell, _put(cell, value), looks)
            cell.quotePrefix = cell.data_type == "s"
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _SHADE
    _lay_out(sheet, table)


def _put(cell: SheetCell, value: Cell) -> str:
    """The format of what it holds now."""
    if isinstance(value, PercentCell):
        cell.value = int(value) / 100
        return "0%"
    if isinstance(value, date):
        cell.value = value
        return "yyyy-mm-dd"
    if text := shown(value)[:_LONGEST]:
        cell.value = with_numbers(text)
        cell.data_type = "s"  # left to itself it takes "=…" for a formula and "#N/A" for an error
    return "General"


def _dress(cell: SheetCell, number_format: str, looks: dict[str, StyleArray]) -> None:
    """Each look is put together once: doing it for each cell takes three quarters of the time of a large table."""
    if number_format not in looks:
        cell.border, cell.alignment, cell.number_format = _FRAME, _TOP, number_format
        looks[number_format] = cell._style  # noqa: SLF001  # as its manual copies a style
    cell._style = copy(looks[number_format])  # noqa: SLF001  # a style set by part is worked out anew for each cell


def _lines(value: Cell, width: int) -> int:
    """As many as the cell needs in a column of that width."""
    return sum(max(1, -(-cells(line) // (width - 2))) for line in shown(value).split("\n"))


def _lay_out(sheet: Worksheet, table: DocumentTable) -> None:
    widths = list[int]()
    for place, column in enumerate(table.columns):
        texts = [column, *(line for row in table.rows for line in shown(row[place]).split("\n"))]
        widths.append(min(max(map(cells, texts)) + 3, _WIDEST))
        sheet.column_dimensions[get_column_letter(place + 1)].width = widths[-1]
    for number, row in enumerate(table.rows, 2):
        lines = max(map(_lines, row, widths), default=1)
        if lines > 1:  # left to itself LibreOffice shows the first line of what is wrapped
            sheet.row_dimensions[number].height = min(lines * _LINE_HEIGHT, _HIGHEST)
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(len(table.rows), 1) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
