"""Numbers that a database has given, which no database that takes its place gives again."""

import hashlib
from contextlib import closing
from pathlib import Path

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE, larger
from collabtui.store.records.row_seal import clear_column, is_about_seals
from collabtui.store.records.tables import table_of
from collabtui.store.sqlite.connection import connect


def last_numbers(path: Path) -> dict[str, int]:
    """The last number given in each series: refs by their prefix, trail batches as `batch`, leases."""
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        return dict(reader.rows("SELECT name, value FROM counter"))


def raise_numbers(path: Path, given: dict[str, int]) -> None:
    """No number that was given comes again, not even that of a lease: whoever holds one is refused from now on."""
    with closing(connect(path, "rw", busy_seconds=5)) as connection:
        connection.run(BEGIN_TO_WRITE)
        raised = f"ON CONFLICT (name) DO UPDATE SET value = {larger('counter.value', 'excluded.value')}"
        for name, value in given.items():
            if not is_about_seals(name):  # of the rows that are there
                connection.run(f"INSERT INTO counter VALUES (?, ?) {raised}", (name, value))
        connection.run("UPDATE counter SET value = value + 1 WHERE name LIKE 'lease %'")
        connection.run("DELETE FROM lease")
        clear_column(connection, table_of(Outgoing), "lease")
        connection.run("COMMIT")


def batches_of(path: Path) -> int:
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        return reader.change_counter()


def state_of(path: Path) -> str:
    """The mark of a state: its number of batches, and a digest of the lines of the last one. Another batch
    of the same number was written at another instant, or is about something else."""
    with closing(connect(path, "ro", busy_seconds=5)) as reader:
        batches = reader.change_counter()
        lines = reader.rows("SELECT * FROM trail WHERE batch = (SELECT max(batch) FROM trail) ORDER BY id")
        return f"{batches} {hashlib.sha256(repr(list(lines)).encode()).hexdigest()}"
