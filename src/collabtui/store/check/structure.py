"""The check of the database itself: that its pages fit together, and that it has the tables and indexes that the steps
make."""

from collections.abc import Iterator

from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked


def unsound(checked: Checked) -> Iterator[DataFault]:
    """Damaged pages, and tables that are not there or have other columns: nothing that is read there means anything."""
    yield from (DataFault("file.damaged", "", value=finding) for finding in checked.objects.page_damage())
    yield from (DataFault("schema.differs", name) for name in checked.objects.differing_tables())


def faults(checked: Checked) -> Iterator[DataFault]:
    """Indexes that are not there, triggers that are not ours, other steps than were done."""
    yield from (DataFault("schema.differs", name) for name in checked.objects.differing_others())
    if checked.objects.are_steps_altered():
        yield DataFault("schema.other_steps", "")
