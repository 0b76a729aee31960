"""A document before it is written: what a form says, block by block. Its writers stand beside it, one file a format.

What is empty is room to write in: a form without data is a form to be filled by hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args
from unicodedata import category

Format = Literal["md", "html", "docx", "xlsx", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
TABLE_FORMATS: tuple[Format, ...] = ("xlsx", "csv")
"""These hold one table and nothing else."""
Locale = Literal["zh", "en"]


class PercentCell(int):
    """A share of the whole: a spreadsheet may reckon with it."""

    def __str__(self) -> str:
        return f"{int(self)}%"


Cell: TypeAlias = str | PercentCell | date | None


_NOT_IN_XML = "Cn"
"""What is no character."""


def shown(cell: Cell) -> str:
    """A cell as text: days as 2026-03-04, nothing that cannot stand in a file of XML or turns the words behind it."""
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    if text.isprintable():
        return text
    from collabtui.domain.model import readable

    return "".join(one for one in readable(text) if category(one) != _NOT_IN_XML)


@dataclass(frozen=True)
class Fields:
    """Labels with their values, one below the other."""

    kind: ClassVar[str] = "fields"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DocumentTable:
    kind: ClassVar[str] = "table"
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    about: tuple[str, ...] = ()
    """As of `ItemList`."""
    if_empty: str = ""
    """What stands in it where it has no rows; empty: room to fill it in by hand."""


@dataclass(frozen=True)
class ItemList:
    kind: ClassVar[str] = "items"
    title: str
    items: tuple[str, ...]
    about: tuple[str, ...] = ()
    """What each is about, a `Place` as it is written, where somebody may want to go there; empty for nothing."""
    if_empty: str = ""
    """As of `DocumentTable`."""


@dataclass(frozen=True)
class Prose:
    """Paragraphs, as in a letter."""

    kind: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    who: str
    said: str = ""
    """What stands where he would sign, when he has answered already."""


@dataclass(frozen=True)
class Signatures:
    kind: ClassVar[str] = "signatures"
    title: str
    day: str
    """The word before the place for the day."""
    lines: tuple[Signature, ...]


Block: TypeAlias = Fields | DocumentTable | ItemList | Prose | Signatures
_BLANK_LINES = 4
_WORD = re.compile(r"[!-~]+")
"""What is not to be broken: a day, a number, an English word."""
_NARROWEST, _LONGEST_WORD, _PADDING = 4, 16, 2
"""Cells of text: of a column, of a word that is kept whole, and what the room beside the text takes."""
_WIDE = 7
"""Columns from which a table needs the paper's long side."""


@dataclass(frozen=True)
class Document:
    title: str
    locale: Locale
    blocks: tuple[Block, ...]
    number: str = ""
    """The collaboration number, or the meeting's ref."""
    subject: str = ""
    """What it is about: the matter's or the meeting's title."""
    is_confidential: bool = False
    """Its title begins with the mark; where a format has no title, the writer puts it above the table."""

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        return tuple(block for block in self.blocks if isinstance(block, DocumentTable))

    @property
    def landscape(self) -> bool:
        return any(len(table.columns) > _WIDE for table in self.tables)

    @property
    def entries(self) -> int:
        """The number of things that are filled in: rows of tables, items of lists, fields with a value."""
        fields = (value for block in self.blocks if isinstance(block, Fields) for _, value in block.rows)
        lists = (block.items for block in self.blocks if isinstance(block, ItemList))
        return sum(map(bool, fields)) + sum(map(len, lists)) + sum(len(table.rows) for table in self.tables)

    @property
    def heads(self) -> str:
        """The text below the title."""
        return " · ".join(filter(None, (self.number, self.subject)))


def filled(table: DocumentTable) -> Iterator[tuple[str, ...]]:
    """Its rows as text; of an empty table what says so, or some to be filled by hand."""
    for row in table.rows:
        yield tuple(map(shown, row))
    if table.rows:
        return
    if table.if_empty:
        yield (table.if_empty, *("",) * (len(table.columns) - 1))
    else:
        yield from [("",) * len(table.columns)] * _BLANK_LINES


def filled_items(items: ItemList) -> tuple[str, ...]:
    blank = (items.if_empty,) if items.if_empty else ("",) * _BLANK_LINES
    return tuple(map(shown, items.items)) or blank


def weights(table: DocumentTable, room: float) -> list[float]:
    """The widths of its columns, as shares of 1 of a row that has `room` for so many cells of text: none is narrower
    than its longest word and than two rows of its heading; of the rest what holds long texts gets more."""
    from collabtui.text.width import cells

    least, wanted = [], []
    for place, column in enumerate(table.columns):
        texts = [shown(row[place]) for row in table.rows]
        longest = max((cells(line) for text in texts for line in text.split("\n")), default=0)
        word = max((len(one) for text in (column, *texts) for one in _WORD.findall(text)), default=0)
        least.append(max(_NARROWEST, min(word, _LONGEST_WORD), cells(column) / 2) + _PADDING)
        wanted.append(max(cells(column), min(float(longest), 40.0) ** 0.75 * 2))
    free = max(0.0, room - sum(least)) / (sum(wanted) or 1)
    widths = [narrow + free * more for narrow, more in zip(least, wanted, strict=True)]
    return [each / sum(widths) for each in widths]
