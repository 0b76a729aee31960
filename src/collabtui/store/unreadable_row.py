"""A record of which a value cannot be read, or names what is not there: no command of ours writes such a value."""

from typing import NamedTuple

from collabtui.errors import UnreadableRecord


class UnreadableRow(NamedTuple):
    table: str
    ref: str
    field: str
    """The first of its columns that cannot be read."""
    names: str = ""
    """The ref in it that no record has; empty where the column cannot be read at all."""

    def error(self) -> UnreadableRecord:
        if self.names:
            return UnreadableRecord("unreadable.reference", **self._asdict())
        return UnreadableRecord("unreadable.record", ref=self.ref, table=self.table, field=self.field)

    @classmethod
    def of(cls, error: UnreadableRecord) -> "UnreadableRow":
        """The row that an error names; without a name where a query met it."""
        return cls(*(str(error.values.get(name, "")) for name in cls._fields))
