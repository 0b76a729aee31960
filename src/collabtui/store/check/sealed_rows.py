"""The check of each row by its seal: whatever of it was changed without the program is found out, also what the trail
does not keep."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.records.row_seal import LINE, line_seal, record_seal, unsealed_until
from collabtui.store.records.tables import TABLES, Table, quoted

Seal = Callable[[int, Sequence[Any]], int]
"""Of a row's number and its values."""


def faults(checked: Checked) -> Iterator[DataFault]:
    until = checked.objects.counted()
    for table in TABLES:
        place = [column.name for column in table.small].index("ref")
        names = [quoted(column.name) for column in table.small]
        for _, row in _altered(checked, table.name, names, _sealed(table), until):
            yield DataFault("row.altered", row[place])
    for number, line in _altered(checked, "trail", LINE, _line_sealed, until):
        yield DataFault("trail.altered", line[LINE.index("ref")], line[LINE.index("field")], str(number))


def _sealed(table: Table) -> Seal:
    return lambda number, row: record_seal(table, row, number)


def _line_sealed(_number: int, line: Sequence[Any]) -> int:
    return line_seal(line)


def _altered(
    checked: Checked, table: str, names: Sequence[str], seal: Seal, until: dict[str, int]
) -> Iterator[tuple[int, Sequence[Any]]]:
    """Each row with its number."""
    unsealed = until.get(unsealed_until(table), 0)
    for number, kept, *row in checked.objects.streamed(f"SELECT id, seal, {', '.join(names)} FROM {table}"):
        if kept != seal(number, row) and not (kept is None and number <= unsealed):
            yield number, row
