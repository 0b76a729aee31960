"""Files that look small and are not: read in proportion to what they hold, or refused with what is too much."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from collabtui.errors import Refused
from collabtui.formats.tables.table_reading import read_table_rows
from collabtui.formats.tables.workbook_bounds import MOST_COLUMNS

SHEET = "xl/worksheets/sheet1.xml"


def workbook(**cells: str) -> bytes:
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with other words in its sheet."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry, content.replace(old, new) if entry.filename == SHEET else content)
    return out.getvalue()


def test_a_cell_in_the_last_row_is_a_row() -> None:
    (rows,) = read_table_rows(workbook(A1="title", B1="owner", A1048576="last"))
    assert [(row.number, row.cells) for row in rows] == [(1, ("title", "owner")), (1048576, ("last",))]


def test_what_stands_between_stays_empty() -> None:
    (rows,) = read_table_rows(workbook(A1="a", C1="c", B3="b"))
    assert [(row.number, row.cells) for row in rows] == [(1, ("a", None, "c")), (3, (None, "b"))]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (b'r="B2"', b'r="ZZZZ2"', "table.beyond"),
        (b'r="B2"', b'r="B99999999"', "table.beyond"),
        (b'<row r="2"', b'<row r="99999999999"', "table.beyond"),
        (b'r="B2"', b'r="XFD2"', "table.too_wide"),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "table.merged"),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:?"/></mergeCells>', "table.beyond"),
        (b"<sheetData>", b"<sheetData>" + b"<row>" * 1000, "table.broken"),
        (b"<sheetData>", b"<sheetData>" + b"<row/>" * 1_048_577, "table.beyond"),
        (b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 1_000_001 + b"</row>", "table.too_large"),
    ],
)
def test_what_no_sheet_holds_is_refused(old: bytes, new: bytes, key: str) -> None:
    whole = workbook(A1="a", B2="b")
    assert read_table_rows(whole) != []
    with pytest.raises(Refused) as refused:
        read_table_rows(changed(whole, old, new))
    assert refused.value.key == key


def test_one_long_text_in_many_cells_is_refused() -> None:
    book = Workbook()
    for row in range(1, 1200):
        book.active.cell(row, 1, "x" * 32_000)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match=r"table\.too_large"):
        read_table_rows(out.getvalue())


def test_columns_that_hold_nothing_are_left_out_and_others_refused() -> None:
    (rows,) = read_table_rows(b"task,owner" + b"," * 5000 + b"\na,b")
    assert [row.cells[:3] for row in rows] == [("task", "owner", ""), ("a", "b")]
    assert len(rows[0].cells) == MOST_COLUMNS
    with pytest.raises(Refused, match=r"table\.too_wide"):
        read_table_rows(b"task,owner" + b"," * 5000 + b"x\na,b")
