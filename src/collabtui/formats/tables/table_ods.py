"""A table as an OpenDocument spreadsheet (ISO/IEC 26300), read as it streams by: LibreOffice repeats the last empty row
a million times, and a file may repeat a full one as often."""

from datetime import date
from xml.parsers import expat
from zipfile import ZipFile

from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, PercentCell
from collabtui.formats.tables.ods_cell_looks import CellLooks
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.workbook_bounds import MOST_COLUMNS, MOST_ROWS, MOST_TEXT

CONTENT = "content.xml"
_INDENT_STEP = 2.5
"""Millimetres; a click on "increase indent" moves by some 3.5."""
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def ods_sheets(archive: ZipFile) -> list[tuple[str, list[RawRow]]]:
    """Each visible sheet by its name, with the rows that hold something. Raises `Refused` (table.too_large,
    table.too_wide, table.broken) and what expat raises."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _no_entities
    parser.buffer_text = True
    parser.Parse(archive.read(CONTENT), True)  # expat takes it by place only
    return list(zip(reader.names, reader.sheets, strict=True))


def _no_entities(*_: object) -> None:
    raise Refused("table.broken")


class _Cell:
    """One that is being read."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.repeated = _count(attributes, "number-columns-repeated")
        self.wide = _count(attributes, "number-columns-spanned")
        self.high = _count(attributes, "number-rows-spanned")
        self.kind = attributes.get("value-type", "")
        self.value = attributes.get("date-value") or attributes.get("value") or ""
        self.style = attributes.get("style-name", "")
        self.lines: list[str] = []
        self.comment = ""

    @property
    def content(self) -> Cell:
        text = "\n".join(self.lines)
        if self.kind == "date":
            return date.fromisoformat(self.value[:10])
        if self.kind == "percentage":
            return PercentCell(round(float(self.value) * 100))
        if self.kind == "float":
            number = float(self.value)
            return str(int(number)) if number.is_integer() else text or self.value
        return text or None


class _Reader:
    """Handlers of expat."""

    def __init__(self) -> None:
        self.sheets: list[list[RawRow]] = []
        self.names: list[str] = []
        self._hidden: dict[str, bool] = {}
        self._indents: dict[str, int] = {}
        self._looks = CellLooks()
        self._style = ""
        self._skips = False
        self._number = 0
        self._repeated = 1
        self._row: dict[int, Cell] = {}
        self._moved: dict[int, int] = {}
        self._fills: dict[int, str] = {}
        self._struck: set[int] = set()
        self._wide = 1
        self._column = 0
        self._hidden_columns = frozenset[int]()
        self._declared = 0
        """Columns of the sheet whose looks were read."""
        self._cell: _Cell | None = None
        self._paragraph = False
        self._note = 0
        self._comments: dict[int, str] = {}
        self._row_hidden = False
        self._left = MOST_TEXT
        self._above: dict[int, tuple[int, Cell]] = {}
        """Of each column: the last row that a merged cell reaches, and what it says."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, own = name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match tag:
            case "style":
                self._style = own.get("name", "")
                self._looks.begin(self._style, own.get("parent-style-name", ""))
            case "table-properties":
                self._hidden[self._style] = own.get("display") == "false"
            case "table-cell-properties" | "text-properties":
                self._looks.learn(self._style, own)
            case "paragraph-properties" if "margin-left" in own:
                self._indents[self._style] = _steps(own["margin-left"])
            case "table":
                self._skips = self._hidden.get(own.get("style-name", ""), False)
                self.sheets += [] if self._skips else [[]]
                self.names += [] if self._skips else [own.get("name", "")]
                self._number, self._above = 0, {}
                self._hidden_columns, self._declared = frozenset(), 0
            case "table-column":
                self._declare_columns(own)
            case "table-row":
                self._number += 1
                self._repeated = _count(own, "number-rows-repeated")
                self._row, self._moved, self._column, self._wide = {}, {}, 0, 1
                self._fills, self._struck = {}, set()
                self._comments, self._row_hidden = {}, own.get("visibility", "visible") != "visible"
            case "table-cell" | "covered-table-cell":
                self._cell = _Cell(own)
            case "annotation":
                self._note += 1
            case "p" if self._cell is not None:
                self._paragraph = True
                if self._note:
                    self._cell.comment += " " if self._cell.comment else ""
                else:
                    self._cell.lines.append("")
            case "s":
                self.text(" " * min(_count(own, "c"), 100))
            case "tab" | "line-break":
                self.text("\t" if tag == "tab" else "\n")

    def _declare_columns(self, attributes: dict[str, str]) -> None:
        first, self._declared = self._declared, self._declared + _count(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible":
            self._hidden_columns |= set(range(first, min(self._declared, MOST_COLUMNS)))

    def text(self, data: str) -> None:
        if self._paragraph and self._cell is not None:
            self._left -= len(data)
            if self._left < 0:
                raise Refused("table.too_large", n=MOST_ROWS)
            if self._note:
                self._cell.comment += data
            else:
                self._cell.lines[-1] += data

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "annotation":
                self._note -= 1
            case "p":
                self._paragraph = False
            case "table-cell" | "covered-table-cell" if self._cell is not None:
                self._keep(self._cell)
                self._cell = None
            case "table-row":
                self._end_row()

    def _keep(self, cell: _Cell) -> None:
        content, start = cell.content, self._column
        self._column += cell.repeated
        if cell.comment:
            self._comments[start] = cell.comment
        if (colour := self._looks.colour(cell.style)) and self._column <= MOST_COLUMNS:
            self._fills |= dict.fromkeys(range(start, self._column), colour)
        if content is None:
            return
        if self._column > MOST_COLUMNS:
            raise Refused("table.too_wide", row=self._number, n=MOST_COLUMNS)
        if not self._row:
            self._wide = cell.wide
        if self._looks.is_struck(cell.style):
            self._struck |= set(range(start, self._column))
        for column in range(start, self._column):
            self._row[column] = content
            if moved := self._indents.get(cell.style):
                self._moved[column] = moved
        if cell.high > 1:
            self._above[start] = (self._number + cell.high - 1, content)

    def _end_row(self) -> None:
        if self._skips:
            return
        merged = set[int]()
        for column, (last, content) in self._above.items():
            if self._row and self._number <= last and column not in self._row:
                self._row[column] = content
                merged.add(column)
        if self._row:
            if len(self.sheets[-1]) + self._repeated > MOST_ROWS:
                raise Refused("table.too_large", n=MOST_ROWS)
            cells = tuple(self._row.get(column) for column in range(max(self._row) + 1))
            rows = range(self._number, self._number + self._repeated)
            looks = (self._row_hidden, frozenset(merged), self._fills, frozenset(self._struck), self._hidden_columns)
            one = RawRow(0, cells, self._moved, self._wide, self._comments, *looks)
            self.sheets[-1] += [one._replace(number=number) for number in rows]
        self._number += self._repeated - 1


def _count(attributes: dict[str, str], name: str) -> int:
    """How often, from 1. Raises ValueError for what is no number."""
    return max(1, int(attributes.get(name, "1")[:9]))


def _steps(length: str) -> int:
    """Of an indent such as `0.353cm`."""
    unit = length[-2:]
    return round(float(length[:-2]) * _MILLIMETRES[unit] / _INDENT_STEP) if unit in _MILLIMETRES else 0
