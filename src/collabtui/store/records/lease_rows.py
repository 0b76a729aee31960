"""Leases: one row a name, whichever process took it last and has not released it."""

from datetime import datetime, timedelta
from typing import cast

from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import instant_text


def renew(connection: Connection, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
    """Its number, where this holder has it still."""
    sql = "UPDATE lease SET until = ? WHERE name = ? AND holder = ? RETURNING number"
    row = connection.row(sql, (instant_text(now + timedelta(seconds=seconds)), name, holder))
    return row[0] if row else None


def take(connection: Connection, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
    """Its new number, where nobody has it any more; inside a transaction that has the write lock."""
    held = connection.row("SELECT 1 FROM lease WHERE name = ? AND until > ?", (name, instant_text(now)))
    if held:
        return None
    count = """INSERT INTO counter (name, value) VALUES (?, 1)
               ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"""
    (number,) = connection.rows(count, (f"lease {name}",))[0]
    sql = """INSERT INTO lease (name, holder, until, number) VALUES (?, ?, ?, ?)
             ON CONFLICT (name)
             DO UPDATE SET holder = excluded.holder, until = excluded.until, number = excluded.number"""
    connection.run(sql, (name, holder, instant_text(now + timedelta(seconds=seconds)), number))
    return cast("int", number)


def number_of(connection: Connection, name: str) -> int | None:
    row = connection.row("SELECT number FROM lease WHERE name = ?", (name,))
    return row[0] if row else None


def holder_of(connection: Connection, name: str) -> str | None:
    row = connection.row("SELECT holder FROM lease WHERE name = ?", (name,))
    return row[0] if row else None


def release(connection: Connection, name: str, holder: str) -> None:
    connection.run("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder))
