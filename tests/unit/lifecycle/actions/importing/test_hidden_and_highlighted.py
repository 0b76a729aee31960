"""What a spreadsheet hides is read and told, and one row that alone is coloured is told."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import ALL_SHEETS, read_action_table
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.text.catalogue import Catalogue

ROWS = (
    ("Task name", "Owner", "Due", "Note"),
    ("Label the uplinks", "Bob Brown", "2026-03-09", "ask first"),
    ("Replace the switch", "Carol Jones", "2026-03-10", ""),
    ("Clean the rules", "Bob Brown", "2026-03-11", ""),
)
ODS = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<o:body><o:spreadsheet><t:table t:name="T">{columns}{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
)


def xlsx(*looks: Callable[[Worksheet], None]) -> bytes:
    book, data = Workbook(), BytesIO()
    for look in looks:
        sheet = book.create_sheet()
        for row in ROWS:
            sheet.append(row)
        look(sheet)
    del book["Sheet"]
    book.save(data)
    return data.getvalue()


def ods(columns: str) -> bytes:
    rows = "".join(
        f"<t:table-row>{''.join(f'<t:table-cell><x:p>{cell}</x:p></t:table-cell>' for cell in row)}</t:table-row>"
        for row in ROWS
    )
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("content.xml", ODS.format(columns=columns, rows=rows))
    return data.getvalue()


def hide(first: str, last: str) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.column_dimensions.group(first, last, hidden=True)


def colour(*rows: int) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFFFF00")

    return fill


def told(table: ActionTable, start: str) -> list[str]:
    return [text for text in table_remarks(table, Catalogue("en")) if text.startswith(start)]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (xlsx(hide("D", "D")), ("Note",)),
        (xlsx(hide("B", "C")), ("Owner", "Due")),
        (xlsx(hide("F", "H")), ()),
        (ods('<t:table-column t:number-columns-repeated="3"/><t:table-column t:visibility="collapse"/>'), ("Note",)),
        (ods('<t:table-column/><t:table-column t:visibility="filter" t:number-columns-repeated="2"/>'),
         ("Owner", "Due")),
        (ods('<t:table-column t:number-columns-repeated="4"/>'), ()),
    ],
    ids=["one", "group", "beyond", "ods-one", "ods-two", "ods-none"],
)  # fmt: skip
def test_hidden_columns_that_are_read_are_told(data: bytes, names: tuple[str, ...]) -> None:
    table = read_action_table(data)
    assert table.hidden_columns == names
    assert len(told(table, "Hidden in the table")) == bool(names)


def test_a_hidden_column_that_is_left_out_is_told_as_left_out_alone() -> None:
    table = read_action_table(xlsx(hide("D", "D")), {"note": "-"})
    assert (table.hidden_columns, table.passed_over) == ((), ("Note",))


@pytest.mark.parametrize("row", [2, 3, 4])
def test_one_row_that_alone_is_coloured_is_told(row: int) -> None:
    table = read_action_table(xlsx(colour(row)))
    assert table.highlighted == ((row, ROWS[row - 1][0]),)
    assert told(table, "Highlighted") == [
        f"Highlighted, and nothing says what the colour means: row {row} ({ROWS[row - 1][0]}). It is not read."
    ]


@pytest.mark.parametrize("rows", [(), (2, 3), (2, 3, 4)])
def test_colours_of_several_rows_are_no_highlight(rows: tuple[int, ...]) -> None:
    assert read_action_table(xlsx(colour(*rows))).highlighted == ()


def test_a_highlighted_row_is_called_by_its_sheet() -> None:
    table = read_action_table(xlsx(colour(), colour(3)), sheet=ALL_SHEETS)
    (sentence,) = told(table, "Highlighted")
    assert "Sheet2: Replace the switch" in sentence
