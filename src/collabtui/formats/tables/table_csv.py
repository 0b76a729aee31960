"""Tables as CSV (RFC 4180) that Excel opens: UTF-8 with BOM, or it takes Chinese for another encoding."""

import codecs
import csv
import io
from collections.abc import Iterable

from collabtui.formats.documents.document import Cell, DocumentTable, PercentCell, shown

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""A spreadsheet takes what begins with one of these for a formula, and a formula may reach out of the sheet."""


def write_csv(table: DocumentTable, title: str = "", further: Iterable[DocumentTable] = ()) -> bytes:
    """A title stands in a row of its own above the columns, where an import passes it over. `further` tables stand
    below, each behind an empty row; then each has its own title above it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if title:
        writer.writerow([as_text(shown(title))])
    below = tuple(further)
    for place, one in enumerate((table, *below)):
        if place:
            writer.writerow([])
        if below and one.title:
            writer.writerow([as_text(shown(one.title))])
        writer.writerow([as_text(shown(column)) for column in one.columns])
        writer.writerows([_cell(cell) for cell in row] for row in one.rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def as_text(text: str) -> str:
    """With an apostrophe before what would be a formula, which spreadsheets show; `plain_text` takes it away. A text
    that has one itself before such a sign gets a second one, so that it comes back as it was."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def plain_text(cell: str) -> str:
    """The text that `as_text` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _cell(cell: Cell) -> str:
    return shown(cell) if isinstance(cell, PercentCell) else as_text(shown(cell))
