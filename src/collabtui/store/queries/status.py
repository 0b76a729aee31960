"""The state of mail and the worker, and mails that the server lists and does not hand out: for `collabtui status`."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import select
from collabtui.store.records.sql import instant_text

if TYPE_CHECKING:
    from collabtui.store.queries.rows.today_rows import SetAsideRow, UnfetchedRow


class LeaseRow(TypedDict):
    holder: str
    """`host:pid:start` of a process."""
    until: str
    """Instant at which it runs out unless it is renewed."""


class MailStatus(TypedDict):
    """`outbox` and `inbox` are numbers by state; instants are in UTC, null where there was none yet."""

    outbox: dict[str, int]
    inbox: dict[str, int]
    waiting_since: str | None
    """When the oldest mail came in that waits for the facilitator."""
    read_at: str | None
    sent_at: str | None


def mail_status(reader: Connection) -> MailStatus:
    """Every state of the outbox is named; of the inbox only what waits."""
    states = dict.fromkeys(("queued", "sending", "sent", "failed", "held"), 0)
    outbox = states | dict(reader.rows("SELECT state, count(*) FROM outgoing GROUP BY state"))
    waits = f"SELECT count(*), {to_second('min(received_at)')} FROM incoming WHERE state = 'waiting'"
    waiting, since = reader.row(waits) or (0, None)
    (read_at,) = reader.row(f"SELECT {to_second('max(received_at)')} FROM incoming") or (None,)
    (sent_at,) = reader.row(f"SELECT {to_second('max(sent_at)')} FROM outgoing") or (None,)
    return {
        "outbox": outbox,
        "inbox": {"waiting": waiting},
        "waiting_since": since,
        "read_at": read_at,
        "sent_at": sent_at,
    }


def lease(reader: Connection, name: str) -> LeaseRow | None:
    """The process that took the lease last and has not released it, whether it has run out or not."""
    row = reader.row(f"SELECT holder, {to_second('until')} FROM lease WHERE name = ?", (name,))
    return {"holder": row[0], "until": row[1]} if row else None


LONG = timedelta(days=1)
"""How long one is tried for before a person hears of it."""


_ROW = {
    "folder": "folder",
    "uid": "uid",
    "reason": "reason",
    "tries": "tries",
    "since": to_second("first_tried"),
    "next_try": to_second("next_try"),
}


def unfetched_mails(reader: Connection, until: datetime) -> "list[UnfetchedRow]":
    """Those that were first tried at `until` or before, the oldest first."""
    waiting = "FROM unfetched WHERE state = 'waiting' AND first_tried <= ? ORDER BY first_tried, id"
    rows: list[UnfetchedRow] = select(reader, _ROW, waiting, (instant_text(until),))
    return rows


_SET_ASIDE = {"ref": "ref", "sender": "sender", "reason": "reason"}


def set_aside_mails(reader: Connection) -> "list[SetAsideRow]":
    """Mails that wait because they could not be read to their end, the oldest first."""
    waiting = """FROM incoming WHERE state = 'waiting'
                 AND reason IN ('too-slow', 'reader-died', 'unreadable', 'not-carried-out') ORDER BY id"""
    rows: list[SetAsideRow] = select(reader, _SET_ASIDE, waiting, ())
    return rows
