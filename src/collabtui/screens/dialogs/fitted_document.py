"""A document as a terminal has room for it."""

from collections.abc import Callable
from dataclasses import replace

from collabtui.formats.documents.document import Block, Cell, Document, DocumentTable, ItemList, Prose, shown
from collabtui.text.width import cells

_READABLE = 16
"""Columns that a cell needs at most to be read, broken into lines."""

MOST_APART = 6
"""Rows that have a heading each: of more, drawing them would take seconds."""


def fitted(document: Document, width: int) -> Document:
    """A table that is wider than the terminal is read row by row, what is in it one below the other, or of many rows
    one behind the other."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, DocumentTable) and _room(block) > width:
            colon = "：" if document.locale == "zh" else ": "
            rows = block.rows or (("",) * len(block.columns),)
            if len(rows) > MOST_APART:
                blocks.append(ItemList(block.title, tuple(" · ".join(_filled(block, row, colon)) for row in rows)))
                continue
            blocks += [
                ItemList(f"{block.title} {number} / {len(rows)}".strip(), _filled(block, row, colon))
                for number, row in enumerate(rows, 1)
            ]
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def begun(document: Document, most: int, more: Callable[[int], str]) -> Document:
    """Of each list and table the first `most` rows, and what `more` says of the number of the others: a screen draws
    what is read on it, however long the report is."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, DocumentTable) and len(block.rows) > most:
            blocks += [
                replace(block, rows=block.rows[:most], about=block.about[:most]),
                Prose((more(len(block.rows) - most),)),
            ]
        elif isinstance(block, ItemList) and len(block.items) > most:
            items = (*block.items[:most], more(len(block.items) - most))
            blocks.append(replace(block, items=items, about=block.about[:most]))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _room(table: DocumentTable) -> int:
    columns = zip(table.columns, *(map(shown, row) for row in table.rows), strict=True)
    return sum(3 + max(min(cells(text), _READABLE) for text in column) for column in columns)


def _filled(table: DocumentTable, row: tuple[Cell, ...], colon: str) -> tuple[str, ...]:
    """What is empty is left out, but for a form that is to be filled by hand."""
    pairs = zip(table.columns, map(shown, row), strict=True)
    return tuple(f"{label}{colon}{text}" for label, text in pairs if text or not table.rows)
