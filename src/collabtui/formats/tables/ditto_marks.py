"""Cells of a table that say the same as the one above: 同上, 〃, `ditto`."""

from collections.abc import Sequence

from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow


def with_dittos(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows with what a mark of repetition stands for in its place. One below an empty cell stays: nobody can tell
    what it repeats."""
    marks, found = word_table("actions", "dittos"), list[RawRow]()
    for row in rows:
        if not any(isinstance(cell, str) and plain(cell) in marks for cell in row.cells):
            found.append(row)
            continue
        above = found[-1].cells if found else ()
        found.append(row._replace(cells=tuple(_repeated(cell, place, above) for place, cell in enumerate(row.cells))))
    return found


def _repeated(cell: Cell, place: int, above: Sequence[Cell]) -> Cell:
    if not isinstance(cell, str) or plain(cell) not in word_table("actions", "dittos"):
        return cell
    other = above[place] if place < len(above) else None
    return other if shown(other).strip() else cell
