"""From any earlier version of the tables to this one.

A step is a numbered script in `schema/`. Each runs once, in the order of the numbers, in one transaction with the
record that it was done (sqlite-utils' `Migrations`). A released step is never edited: a change of the tables is one
more. sqlite-utils is imported only where a step is owed, so that opening a database that is up to date does not pay
for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collabtui.errors import Refused
from collabtui.store.sqlite.connection import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "collabtui"


class Step(NamedTuple):
    name: str
    """What a database remembers it by."""
    script: Path

    @classmethod
    def of(cls, script: Path) -> "Step":
        """`07_asked_departments.sql` is the seventh step, `asked_departments`."""
        return cls(script.stem.partition("_")[2], script)

    def run(self, database: "Database") -> None:
        """Statement by statement: `executescript` of sqlite3 would commit first."""
        for statement in self.script.read_text("utf-8").split(";\n"):
            database.execute(statement)


STEPS = tuple(map(Step.of, sorted((Path(__file__).parent / "schema").glob("*.sql"))))


def pending(connection: Connection) -> tuple[str, ...]:
    """Names of the steps that this database still needs.

    Raises `Refused` (key `store.newer`) when it was changed by a version of the program that has more steps, and
    (key `store.not_ours`) when it holds tables but none of our steps: another program's database.
    """
    known = tuple(step.name for step in STEPS)
    tables = {name for (name,) in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "_sqlite_migrations" not in tables:
        if tables:
            raise Refused("store.not_ours", path=connection.path)
        return known
    rows = connection.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,))
    done = {name for (name,) in rows}
    if unknown := sorted(done - set(known)):
        raise Refused("store.newer", path=connection.path, step=unknown[0])
    return tuple(name for name in known if name not in done)


def migrate(connection: Connection, secret: bytes | None) -> None:
    """Does the pending steps, all or none. Two processes that start at once do them once.

    `secret` is kept in a database that is made by this call; None draws 32 random bytes.
    """
    import secrets

    from sqlite_utils import Database, Migrations

    migrations = Migrations(_SET)
    for step in STEPS:
        migrations(name=step.name)(step.run)
    connection.run("PRAGMA journal_mode = WAL")
    # the write lock first: whoever waited for it finds nothing left to do
    connection.run("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.run(
            "INSERT INTO setting (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING",
            (secret or secrets.token_bytes(32),),
        )
        connection.run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.run("ROLLBACK")
        raise
