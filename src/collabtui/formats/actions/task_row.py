"""A row of a table of tasks, once its columns are known."""

import re
from dataclasses import dataclass

from collabtui.formats.actions.supporters import each_supporter
from collabtui.formats.documents.document import Cell, shown

_SEPARATED = re.compile(r"[、,，;；\n]+|\s&\s|\sand\s")


@dataclass(frozen=True)
class TaskRow:
    number: int
    """As a spreadsheet counts rows."""
    cells: dict[str, Cell]
    """By the field that the column means; empty cells are left out."""
    places: dict[str, tuple[str, str]]
    """Of each field: the cell, `G5`, and what the column is called."""
    hidden: bool = False
    """Whether a spreadsheet does not show it."""

    def text(self, field: str) -> str:
        return " ".join(shown(self.cells.get(field)).split())

    def lines(self, field: str) -> str:
        return shown(self.cells.get(field)).strip()

    def listed(self, field: str) -> list[str]:
        """Its values one by one."""
        return [one.strip() for one in _SEPARATED.split(self.lines(field)) if one.strip()]

    def listed_outside_brackets(self, field: str) -> list[str]:
        return each_supporter(self.lines(field))
