"""Days in columns of what has begun or ended (办结日期, `Finished on`) that are still to come: nothing is done by them.
They are due dates where the table has no others, and else stay in the note."""

from dataclasses import replace

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.table_head import HeadColumn
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.documents.document import Cell
from collabtui.lifecycle.actions.importing.day_orders import column_of
from collabtui.lifecycle.actions.importing.table_days import TableDays

_ENDS = frozenset(("due", "span"))


def with_ends_to_come(table: ActionTable, days: TableDays) -> ActionTable:
    ahead = {(row.number, name) for row in table.rows for name in _names_ahead(row, days)}
    if not ahead:
        return table
    ended = (row for row in table.rows if (row.number, "actual_finish") in ahead)
    columns = dict.fromkeys(row.places["actual_finish"][1] for row in ended)
    if columns and not any(row.cells.keys() & _ENDS for row in table.rows):
        rows = tuple(_as_due(row) for row in table.rows)
        inferred = (*table.inferred, *(HeadColumn(0, name, "due") for name in columns))
        return with_ends_to_come(replace(table, rows=rows, inferred=inferred), days)
    return replace(table, rows=tuple(_noted(row, ahead) for row in table.rows))


def _names_ahead(row: TaskRow, days: TableDays) -> list[str]:
    return [name for name in ("actual_start", "actual_finish") if _is_ahead(row, name, days)]


def _is_ahead(row: TaskRow, name: str, days: TableDays) -> bool:
    day = days.day(row.cells[name], column_of(row, name)) if name in row.cells and name in row.places else None
    return day is not None and day > days.acting.today


def _as_due(row: TaskRow) -> TaskRow:
    if "actual_finish" not in row.cells:
        return row
    cells = {**row.cells, "due": row.cells["actual_finish"]}
    del cells["actual_finish"]
    return replace(row, cells=cells, places={**row.places, "due": row.places["actual_finish"]})


def _noted(row: TaskRow, ahead: set[tuple[int, str]]) -> TaskRow:
    cells: dict[str, Cell] = dict(row.cells)
    names = [name for name in cells if (row.number, name) in ahead]
    for name in names:
        del cells[name]
    notes = (f"{row.places[name][1]}: {row.text(name)}" for name in names)
    note = "\n".join(filter(None, (row.lines("note"), *notes)))
    return replace(row, cells=cells | {"note": note}) if names else row
