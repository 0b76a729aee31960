"""Stamps of the trail that are still to come: somebody's clock was wrong. No fault, since nothing is to be repaired:
what is said later counts all the same (`domain.last_word`)."""

from datetime import datetime
from typing import Final

from collabtui.domain.last_word import AHEAD
from collabtui.store.check.data_fault import DataFault
from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import instant_text

_AHEAD: Final = "SELECT ref, max(at) FROM trail WHERE at > ? GROUP BY ref ORDER BY min(id)"
_LAST: Final = "SELECT at FROM trail ORDER BY id DESC LIMIT 1"


def stamps_ahead(reader: Connection, now: datetime) -> list[DataFault]:
    """A record each, with the latest of its stamps."""
    rows = reader.rows(_AHEAD, (instant_text(now + AHEAD),))
    return [DataFault("trail.ahead", ref, value=at) for ref, at in rows]


def last_stamp_ahead(reader: Connection, now: datetime) -> datetime | None:
    """The stamp of the last change, where that is still to come."""
    row = reader.row(_LAST)
    at = datetime.fromisoformat(row[0]) if row else None
    return at if at and at > now + AHEAD else None
