"""The record that a query could not read, by its name: the database only says that there is one."""

from typing import TYPE_CHECKING

from collabtui.errors import UnreadableRecord

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection


def named_unreadable(error: UnreadableRecord, reader: "Connection") -> UnreadableRecord:
    """The error of the first such record, or the one that was met, where that names it or none is found."""
    if "ref" in error.values:
        return error
    from collabtui.store.records.find_unreadable import unreadable_rows  # whoever meets none does without pydantic

    row = next(unreadable_rows(reader.rows), None)
    return row.error() if row else error
