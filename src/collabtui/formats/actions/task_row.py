"""A row of a table of tasks, once its columns are known."""

import re
from dataclasses import dataclass

from collabtui.formats.actions.supporters import each_supporter
from collabtui.formats.documents.document import Cell, shown

_SEPARATED = re.compile(r"[、,，;；\n]+|\s&\s|\sand\s")
_OF_A_SHEET = 1 << 21
"""More rows than a sheet has."""


def number_in_book(sheet: int, row: int) -> int:
    """Of a row of one sheet among several that are read together: no other row of the workbook has it."""
    return sheet * _OF_A_SHEET + row


def sheet_of(number: int) -> int:
    """As `number_in_book` was given it; 0 where one table is read alone."""
    return number // _OF_A_SHEET


def number_on_sheet(number: int) -> int:
    """As the spreadsheet counts it."""
    return number % _OF_A_SHEET


def row_name(number: int, sheet: str) -> str:
    """As people see it: `5`, or `三月!5` where several sheets are read together."""
    return f"{sheet}!{number_on_sheet(number)}" if sheet else str(number_on_sheet(number))


@dataclass(frozen=True)
class TaskRow:
    number: int
    """As a spreadsheet counts rows; of several sheets `number_in_book`."""
    cells: dict[str, Cell]
    """By the field that the column means; empty cells are left out."""
    places: dict[str, tuple[str, str]]
    """Of each field: the cell, `G5`, and what the column is called."""
    hidden: bool = False
    """Whether a spreadsheet does not show it."""
    struck: bool = False
    """Whether its title is struck out."""
    sheet: str = ""
    """Its name, where several are read together."""

    @property
    def called(self) -> str:
        return row_name(self.number, self.sheet)

    def text(self, field: str) -> str:
        return " ".join(shown(self.cells.get(field)).split())

    def lines(self, field: str) -> str:
        return shown(self.cells.get(field)).strip()

    def listed(self, field: str) -> list[str]:
        """Its values one by one."""
        return [one.strip() for one in _SEPARATED.split(self.lines(field)) if one.strip()]

    def listed_outside_brackets(self, field: str) -> list[str]:
        return each_supporter(self.lines(field))
