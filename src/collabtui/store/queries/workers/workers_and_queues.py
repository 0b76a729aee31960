"""The workers and mailboxes of a database, and how long what is due has waited: for `collabtui status`."""

from datetime import datetime
from typing import TypedDict

from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.status import LeaseRow
from collabtui.store.records.sql import instant_text

_WORKER, _MAILBOX = "worker", "mailbox "


class MailboxRow(TypedDict):
    """A folder that was read, and who reads it now; instants are in UTC."""

    mailbox: str
    read_at: str | None
    """When a pass last reached its end."""
    reader: LeaseRow | None
    """Null where nobody holds it alone: on a file it is the worker's."""
    unfetched: int
    """Mails that the server lists and does not hand out."""


def worker_leases(reader: Connection) -> list[LeaseRow]:
    """Of all workers that took one and have not released it, whether they have run out or not."""
    return [row for name, row in _leases(reader) if name.split(" ")[0] == _WORKER]


def mailboxes(reader: Connection) -> list[MailboxRow]:
    """By name; also those that have a reader and were not read to the end yet."""
    readers = {name.removeprefix(_MAILBOX): row for name, row in _leases(reader) if name.startswith(_MAILBOX)}
    read = dict(reader.rows(f"SELECT ref, {to_second('read_at')} FROM cursor"))
    waiting = dict(reader.rows("SELECT folder, count(*) FROM unfetched WHERE state = 'waiting' GROUP BY folder"))
    return [
        {"mailbox": name, "read_at": read.get(name), "reader": readers.get(name), "unfetched": waiting.get(name, 0)}
        for name in sorted({*readers, *read})
    ]


def oldest_due(reader: Connection, now: datetime) -> str | None:
    """The instant at which the mail was queued that waits longest of those that may leave now; UTC, null for none."""
    sql = f"""SELECT {to_second("min(queued_at)")} FROM outgoing
              WHERE state IN ('queued', 'sending') AND (not_before IS NULL OR not_before <= ?)"""
    row = reader.row(sql, (instant_text(now),))
    return row[0] if row else None


def _leases(reader: Connection) -> list[tuple[str, LeaseRow]]:
    rows = reader.rows(f"SELECT name, holder, {to_second('until')} FROM lease ORDER BY name")
    return [(name, {"holder": holder, "until": until}) for name, holder, until in rows]
