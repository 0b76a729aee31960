"""Cells of a table that reach over several rows (`rowspan`): in each of them a browser shows what the cell says."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_CELLS = 200
_MOST_ROWS = 100
_LONGEST = 200
"""Characters of a cell; a longer one lays out the page."""


def spanning_cells(parser: "LexborHTMLParser") -> dict[int, list[tuple[int, str]]]:
    """`mem_id` of a row → the cells that reach into it from above, each with its column."""
    found: dict[int, list[tuple[int, str]]] = {}
    for cell in parser.css("td[rowspan], th[rowspan]")[:_MOST_CELLS]:
        words = " ".join((cell.text() or "").split())
        if not words or len(words) > _LONGEST:
            continue
        column = _column(cell)
        for row in _rows_below(cell, _rows(cell)):
            found.setdefault(row, []).append((column, words))
    return {row: sorted(cells) for row, cells in found.items()}


def _rows(cell: "LexborNode") -> int:
    """To how many more rows it reaches; to all that follow where it says 0."""
    written = (cell.attributes.get("rowspan") or "").strip()
    if not (written.isascii() and written.isdecimal()):
        return 0
    return min(int(written[:6]), _MOST_ROWS) - 1 if int(written[:6]) else _MOST_ROWS


def _rows_below(cell: "LexborNode", count: int) -> list[int]:
    found: list[int] = []
    row = cell.parent.next if cell.parent else None
    while row is not None and len(found) < count:
        found += [row.mem_id] if row.tag == "tr" else []
        row = row.next
    return found


def _column(cell: "LexborNode") -> int:
    count, before = 0, cell.prev
    while before is not None:
        count += before.tag in ("td", "th")
        before = before.prev
    return count
