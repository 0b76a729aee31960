"""Rows of a table that can be taken in although others cannot, and the others as a file in which they are put right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from collabtui.errors import Refused
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.documents.document import DocumentTable
from collabtui.formats.tables.table_csv import write_csv
from collabtui.lifecycle.actions.importing.import_table import listed, planned_import
from collabtui.lifecycle.actions.importing.row_dependencies import RowDependencies
from collabtui.lifecycle.actions.importing.row_matching import RowMatcher
from collabtui.lifecycle.actions.importing.row_remarks import RowRemarks
from collabtui.lifecycle.base.acting import Acting


class RefusedRows(NamedTuple):
    rows: tuple[TaskRow, ...] = ()
    errors: tuple[Refused, ...] = ()
    """Each names its cell; the first of many."""

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(row.number for row in self.rows)


def without_rows(table: ActionTable, numbers: frozenset[int]) -> ActionTable:
    return replace(table, rows=tuple(row for row in table.rows if row.number not in numbers)) if numbers else table


def refused_rows(acting: Acting, table: ActionTable, matter: str) -> RefusedRows:
    """Those with a cell that cannot be read, and those that wait for one of them; none where all can be taken in.
    Raises what `planned_import` does of the whole table, and where no row is left `Refused` (import.rows)."""
    table = listed(acting.store, acting, table)
    numbers: frozenset[int] = frozenset()
    errors: tuple[Refused, ...] = ()
    while True:
        try:
            planned_import(acting, without_rows(table, numbers), matter)
        except Refused as error:
            if error.key != "import.rows":
                raise
            fresh = numbers | frozenset(cast("Sequence[int]", error.values["rows"]))
            fresh |= _waiting_for(acting, table, matter, fresh)
            if len(fresh) == len(table.rows):
                raise
            numbers, errors = fresh, (*errors, *cast("Sequence[Refused]", error.values["errors"]))
        else:
            return RefusedRows(tuple(row for row in table.rows if row.number in numbers), errors)


def _waiting_for(acting: Acting, table: ActionTable, matter: str, numbers: frozenset[int]) -> frozenset[int]:
    """The rows that wait for one of these, or for one that does: without it they would be taken in as if they waited
    for nothing."""
    matcher = RowMatcher(acting.store, table, matter)
    dependencies = RowDependencies(matcher, RowRemarks(acting.config.organiser.locale))
    on = {row.number: dependencies.of(row) for row in table.rows}
    found, refs = numbers, {matcher.targets[number].ref for number in numbers}
    while more := frozenset(number for number in on.keys() - found if refs.intersection(on[number])):
        found |= more
        refs |= {matcher.targets[number].ref for number in more}
    return found


def rows_to_correct(rows: Sequence[TaskRow]) -> bytes:
    """Rows as CSV, under the headings that they had: what is put right there is imported like any table."""
    headings = {field: row.places[field][1] for row in rows for field in row.cells if field in row.places}
    cells = tuple(tuple(row.cells.get(field) for field in headings) for row in rows)
    return write_csv(DocumentTable(tuple(headings.values()), cells))
