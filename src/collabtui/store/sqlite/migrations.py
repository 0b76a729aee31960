"""From any earlier version of the tables to this one.

Each step runs once, in the order of `STEPS`, in one transaction with the record that it was done (sqlite-utils'
`Migrations`). A released step is never edited: a change of the tables is one more step. sqlite-utils is imported only
where a step is owed, so that opening a database that is up to date does not pay for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.store.sqlite.connection import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "collabtui"


def first_tables(database: "Database") -> None:
    _run_script(database, "first_tables.sql")


def minutes_by_version(database: "Database") -> None:
    _run_script(database, "minutes_by_version.sql")


def series_and_views(database: "Database") -> None:
    _run_script(database, "series_and_views.sql")


def merged_people(database: "Database") -> None:
    _run_script(database, "merged_people.sql")


def sign_offs_withdrawn(database: "Database") -> None:
    _run_script(database, "sign_offs_withdrawn.sql")


def believed_servers(database: "Database") -> None:
    _run_script(database, "believed_servers.sql")


def asked_departments(database: "Database") -> None:
    _run_script(database, "asked_departments.sql")


def matter_steps(database: "Database") -> None:
    _run_script(database, "matter_steps.sql")


def breakdown_columns(database: "Database") -> None:
    _run_script(database, "breakdown_columns.sql")


def matter_archives(database: "Database") -> None:
    _run_script(database, "matter_archives.sql")


def matter_rhythm(database: "Database") -> None:
    _run_script(database, "matter_rhythm.sql")


STEPS: tuple[Callable[["Database"], None], ...] = (
    first_tables, minutes_by_version, series_and_views, merged_people, sign_offs_withdrawn, believed_servers,
    asked_departments, matter_steps, breakdown_columns, matter_archives, matter_rhythm,
)  # fmt: skip
"""A step's name is what the database remembers it by."""


def pending(connection: Connection) -> tuple[str, ...]:
    """Names of the steps that this database still needs.

    Raises `Refused` (key `store.newer`) when it was changed by a version of the program that has more steps, and
    (key `store.not_ours`) when it holds tables but none of our steps: another program's database.
    """
    tables = {name for (name,) in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = [step.__name__ for step in STEPS]
    if "_sqlite_migrations" not in tables:
        if tables:
            raise Refused("store.not_ours", path=connection.path)
        return tuple(known)
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
        migrations()(step)
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


def _run_script(database: "Database", name: str) -> None:
    """Statement by statement: `executescript` of sqlite3 would commit first."""
    script = (Path(__file__).parent / "schema" / name).read_text("utf-8")
    for statement in script.split(";\n"):
        database.execute(statement)
