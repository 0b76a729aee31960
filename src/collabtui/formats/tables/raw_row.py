"""A row of a table as it stands in a file, before anybody knows what its columns mean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from collabtui.formats.documents.document import Cell

_NO_INDENTS: Mapping[int, int] = MappingProxyType({})
_NO_COMMENTS: Mapping[int, str] = MappingProxyType({})


class RawRow(NamedTuple):
    number: int
    """As a spreadsheet counts rows; of a text, the line."""
    cells: tuple[Cell, ...]
    indents: Mapping[int, int] = _NO_INDENTS
    """By column, counted from 0: how far the cell is moved in, where it is."""
    wide: int = 1
    """Columns that the first cell of the row covers."""
    comments: Mapping[int, str] = _NO_COMMENTS
    """By column, counted from 0: what somebody has stuck to the cell."""
    hidden: bool = False
    merged: frozenset[int] = frozenset()
    """Columns, counted from 0, whose cell is that of the row above."""
    fills: Mapping[int, str] = _NO_COMMENTS
    """By column, counted from 0: the colour that the cell is filled with."""
    struck: frozenset[int] = frozenset()
    """Columns, counted from 0, whose cell is struck out as a whole."""
    hidden_columns: frozenset[int] = frozenset()
    """Columns, counted from 0, that its sheet hides."""
    uncounted: frozenset[int] = frozenset()
    """Columns, counted from 0, with a formula of which nobody has counted what comes of it."""


def place_of(row: int, column: int) -> str:
    """`G5`, as spreadsheets call it; `column` counts from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"
