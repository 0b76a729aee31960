"""A record of which a value cannot be read, by its name: no command of ours writes such a value."""

from typing import NamedTuple

from collabtui.errors import UnreadableRecord


class UnreadableRow(NamedTuple):
    table: str
    ref: str
    field: str
    """The first of its columns that cannot be read."""

    def error(self) -> UnreadableRecord:
        return UnreadableRecord("unreadable.record", ref=self.ref, table=self.table, field=self.field)

    @classmethod
    def of(cls, error: UnreadableRecord) -> "UnreadableRow":
        """The row that an error names; without a name where a query met it."""
        return cls(*(str(error.values.get(name, "")) for name in cls._fields))
