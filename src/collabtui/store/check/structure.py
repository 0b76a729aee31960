"""The file itself: that its pages fit together, and that it has the tables and indexes that the steps make."""

from collections.abc import Iterator

from collabtui.store.check.data_fault import DataFault
from collabtui.store.sqlite.connection import SqliteConnection
from collabtui.store.sqlite.database_objects import differing_others, differing_tables, page_damage


def unsound(reader: SqliteConnection) -> Iterator[DataFault]:
    """Damaged pages, and tables that are not there or have other columns: nothing that is read there means anything."""
    yield from (DataFault("file.damaged", "", value=finding) for finding in page_damage(reader))
    yield from (DataFault("schema.differs", name) for name in differing_tables(reader))


def faults(reader: SqliteConnection) -> Iterator[DataFault]:
    """Indexes that are not there, triggers that are not ours."""
    yield from (DataFault("schema.differs", name) for name in differing_others(reader))
