"""Each row is a record that the program can read: every status is one that code knows, every day is one."""

from collections.abc import Iterator

from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.records.find_unreadable import unreadable_rows


def faults(checked: Checked) -> Iterator[DataFault]:
    for row in unreadable_rows(checked.objects.streamed):
        yield DataFault("record.unreadable", row.ref, field=row.field, table=row.table)
