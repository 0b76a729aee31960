"""Leases: one row a name, whichever process took it last and has not released it."""

from datetime import datetime, timedelta

from collabtui.store.engine_connection import Connection
from collabtui.store.interface import HeldLease
from collabtui.store.records.sql import COUNT_ON, instant_text


def renew(connection: Connection, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
    """Its number, where this holder has it still."""
    sql = "UPDATE lease SET until = ? WHERE name = ? AND holder = ? RETURNING number"
    row = connection.row(sql, (instant_text(now + timedelta(seconds=seconds)), name, holder))
    return row[0] if row else None


def is_held(connection: Connection, name: str, now: datetime) -> bool:
    """Whether it is somebody's, and has not run out."""
    return connection.row("SELECT 1 FROM lease WHERE name = ? AND until > ?", (name, instant_text(now))) is not None


def take(connection: Connection, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
    """Its new number, where nobody has it any more; inside a transaction beside which nobody takes one. Leases whose
    names begin with the same word are counted together: no two of them have had the same number."""
    if is_held(connection, name, now):
        return None
    (number,) = connection.rows(COUNT_ON, (lease_counter(name),))[0]
    # the row of the one before goes: whoever writes under that lease, and says so by a lock of its key, is waited for.
    # A renewal takes no lock, so it may have come since it was looked at
    connection.run("DELETE FROM lease WHERE name = ? AND until <= ?", (name, instant_text(now)))
    sql = """INSERT INTO lease (name, holder, until, number) VALUES (?, ?, ?, ?)
             ON CONFLICT (name) DO NOTHING RETURNING number"""
    row = connection.row(sql, (name, holder, instant_text(now + timedelta(seconds=seconds)), number))
    return row[0] if row else None


def lease_counter(name: str) -> str:
    """Under which the leases are counted whose names begin with the same word."""
    return f"lease {name.partition(' ')[0]}"


def number_of(connection: Connection, name: str) -> int | None:
    row = connection.row("SELECT number FROM lease WHERE name = ?", (name,))
    return row[0] if row else None


def holder_of(connection: Connection, name: str) -> str | None:
    row = connection.row("SELECT holder FROM lease WHERE name = ?", (name,))
    return row[0] if row else None


def all_held(connection: Connection) -> list[HeldLease]:
    rows = connection.rows("SELECT name, holder, until FROM lease ORDER BY name")
    return [HeldLease(name=name, holder=holder, until=until) for name, holder, until in rows]


def end(connection: Connection, seen: HeldLease) -> bool:
    """Whether it was as it was seen, and is gone now: one that was renewed since stays."""
    sql = "DELETE FROM lease WHERE name = ? AND holder = ? AND until = ?"
    return connection.run(sql, (seen.name, seen.holder, instant_text(seen.until))).rowcount == 1


def release(connection: Connection, name: str, holder: str) -> None:
    connection.run("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder))
