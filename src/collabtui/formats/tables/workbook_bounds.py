"""Bounds on the size of a table: of a workbook before a library unpacks it, of a row of text."""

import re
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused

MOST_ROWS, MOST_COLUMNS = 20_000, 1_000
"""Of a table that is read: rows and columns that hold something."""
MOST_TEXT = 32 * 2**20
"""Characters in all cells together: many cells can name one long text that stands in the file once."""
_LARGEST = 64 * 2**20
"""Bytes that a workbook may have unpacked: a small file can unpack to a full disk."""
_SHEET_ROWS, _SHEET_COLUMNS = 1_048_576, 16_384
"""A sheet has no more (ECMA-376)."""
_MOST_CELLS = 1_000_000
"""Cells of a sheet, empty ones too: openpyxl makes each of them, some 100 000 a second. One that is not empty takes
more of `_LARGEST`."""
_MOST_MERGED = 50_000
"""Cells that may be merged: openpyxl makes and borders each of them, some 40 000 a second."""
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def within_columns(cells: list[str], row: int) -> list[str]:
    """A row of a text without what is empty beyond the columns that are read. Raises `Refused` (table.too_wide: row,
    n) where something stands there."""
    if any(map(str.strip, cells[MOST_COLUMNS:])):
        raise Refused("table.too_wide", row=row, n=MOST_COLUMNS)
    return cells[:MOST_COLUMNS]


def must_be_bounded(archive: ZipFile) -> None:
    """Raises `Refused`: table.too_large, table.beyond (place) for a cell that no sheet has, table.merged (n); and what
    expat raises."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > _LARGEST:
        raise Refused("table.too_large", n=MOST_ROWS)
    for entry in entries:
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _Bounds().check(archive.read(entry))


class _Cell(NamedTuple):
    row: int
    column: int


class _Bounds:
    """Of one sheet."""

    def __init__(self) -> None:
        self._merged = self._rows = self._cells = 0

    def check(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.Parse(xml, True)  # expat takes it by place only

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self._cells += 1
                if self._cells > _MOST_CELLS:
                    raise Refused("table.too_large", n=MOST_ROWS)
                if place := attributes.get("r"):
                    _cell(place)
            case "row":
                self._rows += 1  # without a place it is the next one
                place = attributes.get("r", str(self._rows))
                row = whole_number(place)
                if row is None or max(row, self._rows) > _SHEET_ROWS:
                    raise Refused("table.beyond", place=place[:20])
            case "mergeCell":
                self._merged += _area(attributes.get("ref", ""))
                if self._merged > _MOST_MERGED:
                    raise Refused("table.merged", n=_MOST_MERGED)


def _area(text: str) -> int:
    """Cells of `A1:C3`."""
    start, _, end = text.partition(":")
    first, last = _cell(start), _cell(end or start)
    return (abs(last.row - first.row) + 1) * (abs(last.column - first.column) + 1)


def _cell(place: str) -> _Cell:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise Refused("table.beyond", place=place[:20])
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    cell = _Cell(int(found[2]), column)
    if not 0 < cell.row <= _SHEET_ROWS or column > _SHEET_COLUMNS:
        raise Refused("table.beyond", place=place[:20])
    return cell
