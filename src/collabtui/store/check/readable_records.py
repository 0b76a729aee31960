"""Each row is a record that the program can read: every status is one that code knows, every day is one."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import from_json

from collabtui.domain.model import Record
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import NO_BYTES
from collabtui.store.records.tables import TABLES, Table, quoted, to_record

_LONG = frozenset({"text", "new_text", "understanding", "answer"})


def faults(checked: Checked) -> Iterator[DataFault]:
    for table in TABLES:
        yield from _of_table(checked, table)


def _of_table(checked: Checked, table: Table) -> Iterator[DataFault]:
    """Large values stay where they are: any bytes are good."""
    columns = ", ".join(NO_BYTES if column in table.large else quoted(column.name) for column in table.columns)
    for row in checked.objects.streamed(f"SELECT {columns} FROM {table.name}"):
        if why := _unreadable(table.model, table, row):
            yield DataFault("record.unreadable", row[table.place("ref")], field=why, table=table.name)


def _unreadable(model: type[Record], table: Table, row: tuple[object, ...]) -> str:
    """The field that cannot be read; empty where all can."""
    try:
        to_record(model, table, row)
    except ValidationError as error:
        return str(error.errors()[0]["loc"][0])
    except ValueError:
        columns = zip(table.columns, row, strict=True)
        return next(column.name for column, value in columns if column.nested and _is_no_document(value))
    return ""


def _is_no_document(value: object) -> bool:
    if value is None:
        return False
    try:
        from_json(str(value))
    except ValueError:
        return True
    return False
