"""The ledger that `bench/organisation.py` begins with, written by COPY as deeds would leave it: a million actions in
minutes. `fill` wants an empty database and whoever owns its tables."""

import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import store as bulk
from psycopg import sql

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.action import OPEN, Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.records import side_tables, trail_writer
from collabtui.store.records.sql import instant_text
from collabtui.store.records.tables import Table, table_of

IN_HAND = 10
"""One in so many actions is open, and is changed in a run."""
PORTS_LATER = 1
"""The servers' ports, which are known when a run begins."""
_TRAIL = ("batch", "at", "actor", "via", "ref", "field", "old", "new", "first")


@dataclass(frozen=True)
class Size:
    facilitators: int
    actions: int
    mailboxes: int = 1

    @property
    def owners(self) -> int:
        return max(40, min(2000, self.actions // 100))

    @property
    def in_hand(self) -> int:
        """The refs of the open actions go so far."""
        return max(self.actions // IN_HAND, min(self.actions, 40 * self.facilitators))


def owner_email(number: int) -> str:
    return f"owner{number}@example.test"


def mailbox_email(number: int) -> str:
    """Of the configuration the first, of accounts the others."""
    return "lead@example.test" if number == 0 else f"lead{number}@example.test"


def fill(url: str, size: Size) -> None:
    """A matter for each facilitator, its account among those of the mailboxes in turn, and actions of each: `A<n>` is
    of the matter n modulo their number, and `P<n>` its owner modulo theirs."""
    open_store(url).close()
    now, due = datetime.now(UTC), date.today() + timedelta(days=30)  # noqa: DTZ011  # any day to come
    with closing(connect(url, None, only_reads=False)) as connection:
        connection.run("BEGIN")
        for batch, records in enumerate(_records(size, now, due), 1):
            written(connection, records, batch, now)
        numbers = {"batch": batch, "A": size.actions, "P": size.owners, "ACC": size.mailboxes}
        for series, number in numbers.items():
            name = {**SEQUENCES, "batch": "ref_batch"}[series]
            connection.row(f"SELECT setval('{name}', ?)", (number,))
        connection.run("INSERT INTO counter (name, value) VALUES ('X-2026-', ?)", (size.facilitators,))
        connection.run(
            "INSERT INTO batch (number, key) SELECT n, gen_random_uuid() FROM generate_series(1, ?::int) AS n", (batch,)
        )
        connection.run("COMMIT")
        connection.run("VACUUM (ANALYZE)")


def _records(size: Size, now: datetime, due: date) -> Iterable[Iterable[Record]]:
    stamp = {"created_at": now, "updated_at": now, "updated_by": "Lead", "via": "command"}
    yield (
        Person(ref=f"P{n}", name=f"Owner {n}", email=owner_email(n), locale="en", version=1)
        for n in range(1, size.owners + 1)
    )
    login = {"host": "127.0.0.1", "security": "none", "port": PORTS_LATER}
    yield (
        MailAccount(
            ref=f"ACC{n}", name=f"lead{n}", email=mailbox_email(n), version=1,
            smtp=ServerLogin.model_validate(login | {"username": mailbox_email(n)}),
            imap=ServerLogin.model_validate(login | {"username": mailbox_email(n)}),
        )
        for n in range(1, size.mailboxes)
    )  # fmt: skip
    yield (
        Matter(ref=_matter(n), title=f"Matter {n + 1}", created_at=now, version=1, account=_account(n % size.mailboxes))
        for n in range(size.facilitators)
    )
    first = Action.model_validate({"ref": "A1", "title": "x", "version": 1} | stamp)
    chance = random.Random(7)  # noqa: S311  # made-up titles, the same in each run
    for begin in range(1, size.actions + 1, 50_000):
        yield (
            first.model_copy(update=_fields(n, size, due, chance))
            for n in range(begin, min(begin + 50_000, size.actions + 1))
        )


def _matter(number: int) -> str:
    return f"X-2026-{number + 1:03}"


def _account(mailbox: int) -> str | None:
    return f"ACC{mailbox}" if mailbox else None


def _fields(number: int, size: Size, due: date, chance: random.Random) -> dict[str, object]:
    title = f"Deliver part {number} {''.join(chance.choices(bulk.WORDS, k=4))}"
    title += bulk.RARE if number % max(1, size.actions // 20) == 0 else ""
    later = due + timedelta(days=chance.randrange(60))
    return {
        "ref": f"A{number}", "title": title, "owner": f"P{number % size.owners + 1}",
        "matter": _matter(number % size.facilitators), "due": later, "original_due": later,
        "status": OPEN[number % len(OPEN)] if number <= size.in_hand else "done",
    }  # fmt: skip


def written(connection: PostgresqlConnection, records: Iterable[Record], batch: int, now: datetime) -> None:
    """Of one type. Without the triggers: nothing of it is restricted, and nobody without rights writes it."""
    rows, lines, words = list[Sequence[Any]](), list[Sequence[Any]](), list[Sequence[Any]]()
    table: Table | None = None
    at = instant_text(now)
    for record in records:
        table = table_of(type(record))
        row = table.to_row(record)
        identity = int(record.ref.lstrip("AXCP").rpartition("-")[2])
        rows.append((identity, *row))
        difference = trail_writer.creation(table, row)
        lines.append((batch, at, "Lead", "command", record.ref, *difference, trail_writer.first_values(table, row)))
        if text := side_tables.words(table, row):
            words.append((identity, text))
    if table is None:
        return
    _copied(connection, table.name, ["id", *(column.name for column in table.small)], rows)
    _copied(connection, "trail", _TRAIL, lines)
    connection.run("CREATE TEMPORARY TABLE IF NOT EXISTS cut (id BIGINT, text TEXT)")
    connection.run("DELETE FROM cut")
    _copied(connection, "cut", ("id", "text"), words)
    if words:
        into = f"{table.name}_text (rowid, {table.name}_words)"
        connection.run(f"INSERT INTO {into} SELECT id, words_vector(text) FROM cut")  # noqa: S608  # of our own tables


def _copied(
    connection: PostgresqlConnection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    owns = table != "cut"
    if owns:
        connection.script(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
    with psycopg.ClientCursor(connection.own) as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)
    if owns:
        connection.script(f"ALTER TABLE {table} ENABLE TRIGGER USER")
