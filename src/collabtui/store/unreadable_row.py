"""A record of which a value cannot be read, or names what is not there: no command of ours writes such a value."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from collabtui.errors import UnreadableRecord

T = TypeVar("T")

MOST_PASSED_OVER = 3
"""Rows that Today names one by one, and past which the screens begin again; of more `doctor` tells."""


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


def kept_day(table: str, ref: str, field: str, value: str) -> date:
    """For what reads a row and no record. Raises `UnreadableRecord`, as reading that one does."""
    return _read(date.fromisoformat, value, UnreadableRow(table, ref, field))


def kept_instant(table: str, ref: str, field: str, value: str) -> datetime:
    """As `kept_day`."""
    return _read(datetime.fromisoformat, value, UnreadableRow(table, ref, field))


def kept_zone(person: str, value: str) -> ZoneInfo:
    """As `kept_day`."""
    return _read(ZoneInfo, value, UnreadableRow("person", person, "timezone"))


def _read(form: Callable[[str], T], value: str, row: UnreadableRow) -> T:
    try:
        return form(value)
    except (ValueError, TypeError, KeyError, OSError) as error:  # a zone is a file, and its name the way to it
        raise row.error() from error
