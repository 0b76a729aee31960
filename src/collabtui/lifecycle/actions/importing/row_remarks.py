"""Remarks on the rows of a table, gathered while they are read: a person is told all of them at once."""

from dataclasses import dataclass, field

from collabtui.domain.model import Finding
from collabtui.errors import CollabError, Refused
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.tables.table_markdown import LIST_HEAD
from collabtui.text.catalogue import Catalogue


@dataclass
class RowRemarks:
    locale: str
    errors: list[Refused] = field(default_factory=list)
    """Cells that cannot be read."""
    refused: set[int] = field(default_factory=set)
    """Numbers of the rows that these errors are in."""
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    """By row: what was read otherwise than it stands there."""
    kept: dict[int, list[str]] = field(default_factory=dict)
    """By row: what no field of an action holds, as its note keeps it."""

    def first_errors(self, most: int) -> tuple[Refused, ...]:
        """The first of them; of a column whose days may be read in two orders only one, as one answer is for all."""
        asked: set[object] = set()
        found = list[Refused]()
        for error in self.errors:
            why = error.values["why"] if error.key == "import.cell" else None
            of_column = isinstance(why, Refused) and why.key == "import.either_day"
            if not of_column or error.values["column"] not in asked:
                found.append(error)
            asked |= {error.values["column"]} if of_column else set()
        return tuple(found[:most])

    def cannot(self, row: TaskRow, name: str, why: CollabError) -> None:
        place, column = row.places.get(name, (row.called, ""))
        self.refused.add(row.number)
        self.errors.append(Refused("import.cell", place=place, column=column, why=why))

    def tell(self, row: TaskRow, key: str, **values: str) -> None:
        self.findings.setdefault(row.number, []).append(Finding(key=key, values=dict(values), stops=False))

    def keep(self, row: TaskRow, name: str, text: str) -> None:
        """The text in the row's note, behind what its column is called; an item of a list has no columns."""
        column = self.column(row, name)
        self.kept.setdefault(row.number, []).append(text if column in LIST_HEAD else f"{column}: {text}")

    def column(self, row: TaskRow, name: str) -> str:
        """Name of the column of a field in the table; our own word for a field that no column is called after."""
        words = Catalogue(self.locale)
        return row.places[name][1] if name in row.places else words(f"column.field.{name}")
