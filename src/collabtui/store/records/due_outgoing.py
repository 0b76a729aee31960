"""The outgoing mails that may be sent now."""

from datetime import datetime

from collabtui.store.common_sql.dialect import is_same
from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import instant_text

_MAY_GO = "(not_before IS NULL OR not_before <= ? OR not_before > ?) ORDER BY id LIMIT ?"
_LEFT_BY_OTHERS = f"(lease IS NULL OR NOT {is_same('lease', '?')})"
_DUE_OUTGOING = f"""
    SELECT ref FROM (
        SELECT * FROM (SELECT id, ref FROM outgoing WHERE state = 'queued' AND {_MAY_GO}) AS queued
        UNION ALL
        SELECT * FROM (
            SELECT id, ref FROM outgoing WHERE state = 'sending' AND {_LEFT_BY_OTHERS} AND {_MAY_GO}) AS abandoned
    ) AS due ORDER BY id LIMIT ?"""
"""Of each state the first ones, along the index: what waits is not sorted for each mail that leaves."""


def due_outgoing(
    connection: Connection, now: datetime, limit: int, *, lease: int | None, latest: datetime | None
) -> list[str]:
    """As `interface.Store.due_outgoing`."""
    may_go = (instant_text(now), latest and instant_text(latest), limit)
    return [ref for (ref,) in connection.rows(_DUE_OUTGOING, (*may_go, lease, *may_go, limit))]
