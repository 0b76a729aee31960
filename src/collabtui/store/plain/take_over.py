"""A whole database taking the place of another one, at once, whoever has it open."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from collabtui.store.sqlite.connection import connect, raise_explained
from collabtui.store.sqlite.sql import CHANGE_COUNTER

_BESIDE = ("-wal", "-shm", "-journal")


def numbers_given(path: Path) -> dict[str, int]:
    """The last number given in each series: refs by their prefix, trail batches as `batch`, leases."""
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        return dict(reader.rows("SELECT name, value FROM counter"))


def raise_numbers(path: Path, given: dict[str, int]) -> None:
    """No number that was given comes again, not even that of a lease: whoever holds one is refused from now on."""
    with closing(connect(path, "rw", busy_seconds=5)) as connection:
        connection.run("BEGIN IMMEDIATE")
        for name, value in given.items():
            connection.run(
                "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
                (name, value),
            )
        connection.run("UPDATE counter SET value = value + 1 WHERE name LIKE 'lease %'")
        connection.run("DELETE FROM lease")
        connection.run("UPDATE outgoing SET lease = NULL")
        connection.run("COMMIT")


def batches_of(path: Path) -> int:
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        row = reader.row(CHANGE_COUNTER)
        return row[0] if row else 0


def write_over(staged: Path, present: Path) -> None:
    """The content of `present` becomes that of `staged` in one transaction: those who have it open see the one or the
    other, and a kill in the middle leaves what was there."""
    with (
        closing(connect(staged, "ro", busy_seconds=5)) as source,
        closing(connect(present, "rw", busy_seconds=30)) as target,
    ):
        try:
            source.backup(target)
        except sqlite3.Error as error:
            raise_explained(error, present)


def put_there(staged: Path, present: Path) -> None:
    """Move the file where no readable database is. SQLite's own files beside the one that was there are deleted."""
    for beside in _BESIDE:
        present.with_name(present.name + beside).unlink(missing_ok=True)
    staged.replace(present)
    handle = os.open(present.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def files_of(database: Path) -> list[Path]:
    """The database and what SQLite keeps beside it."""
    beside = [database.with_name(database.name + end) for end in _BESIDE]
    return [path for path in (database, *beside) if path.exists()]
