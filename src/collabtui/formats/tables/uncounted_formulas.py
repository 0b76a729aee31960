"""Formulas without what comes of them, as programs write them that do not count: the cell would pass for an empty one.
Nothing is lost by one in a column that nobody reads."""

import io
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias
from zipfile import ZipFile

from collabtui.errors import Refused
from collabtui.formats.tables.raw_row import RawRow, place_of

_UNCOUNTED = re.compile(
    rb"""<c\b(?![^>]*\bt=)[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*"""
    rb"""(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)

Uncounted: TypeAlias = Mapping[str, Mapping[int, frozenset[int]]]
"""By sheet and row the columns, counted from 1."""


def uncounted_formulas(archive: ZipFile, data: bytes) -> Uncounted:
    """Those of each sheet; `data` is the workbook, which is read once more where it has any."""
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    places = {found[1].decode() for name in sheets for found in _UNCOUNTED.finditer(archive.read(name))}
    if not places:
        return {}
    from openpyxl import load_workbook

    return {sheet.title: _by_row(sheet[place] for place in places) for sheet in load_workbook(io.BytesIO(data))}


def _by_row(cells: Iterable[Any]) -> dict[int, frozenset[int]]:
    """A place may be one of another sheet, and hold no formula here."""
    found = dict[int, set[int]]()
    for cell in cells:
        if cell.data_type == "f":
            found.setdefault(cell.row, set()).add(cell.column)
    return {row: frozenset(columns) for row, columns in found.items()}


def refuse_uncounted(rows: Iterable[RawRow], read: Collection[int]) -> None:
    """Raises `Refused` (table.uncounted: place) for one in a column, counted from 0, of which something is read."""
    for row in rows:
        for column in sorted(row.uncounted & frozenset(read)):
            raise Refused("table.uncounted", place=place_of(row.number, column))
