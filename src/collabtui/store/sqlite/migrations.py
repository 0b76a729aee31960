"""Migrations on SQLite: an old database is brought to the newest tables by the numbered scripts in `schema/`.

A step is a numbered script in `schema/`. Each runs once, in the order of the numbers, in one transaction with the
record that it was done (sqlite-utils' `Migrations`). A released step is never edited: a change of the tables is one
more. sqlite-utils is imported only where a step is owed, so that opening a database that is up to date does not pay
for it.
"""

import os
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collabtui.errors import Damaged, Refused
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE, MOVED_TO, lost_step
from collabtui.store.sqlite.connection import SqliteConnection, number_of, raise_explained, set_number

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = "collabtui"
_SEALED = "collabtui sealed"
"""In the place of the set, with the seal in that of the name: the steps are as they were done."""
_MOVED_FROM = "moving from "
_MEMORY = "_sqlite_migrations"
"""Where sqlite-utils keeps which steps were done."""
_IS_THERE = re.compile(r"duplicate column name|(?:table|index|trigger|view) \S+ already exists")
"""What a step is told that was done before, and that the database does not remember."""
_SCRIPTS = f"{Path(__file__).parent}/schema"


class Step(NamedTuple):
    script: str
    """The path of the file: `schema/07_asked_departments.sql` is the seventh step, `asked_departments`."""

    @property
    def name(self) -> str:
        """The name by which a database remembers it."""
        return self.script.rpartition("/")[2].removesuffix(".sql").partition("_")[2]

    def run(self, database: "Database") -> None:
        """Statement by statement: `executescript` of sqlite3 would commit first."""
        for statement in self.statements():
            database.execute(statement)

    def statements(self) -> list[str]:
        return Path(self.script).read_text("utf-8").split(";\n")


# no glob and no paths: each list is this way, and they would be a hundredth of it
STEPS = tuple(Step(f"{_SCRIPTS}/{name}") for name in sorted(os.listdir(_SCRIPTS)) if name.endswith(".sql"))  # noqa: PTH208  # see above


def pending(connection: SqliteConnection) -> tuple[str, ...]:
    """Names of the steps that this database still needs.

    Raises `Refused` (key `store.newer`) when it was changed by a version of the program that has more steps,
    (key `store.not_ours`) when it holds tables but none of our steps: another program's database; `Damaged`
    (`store.empty`) when it holds nothing at all, since a new database takes its place only with its tables in it, and
    (`store.damaged`) when it has lost what it remembers of the steps.
    """
    known = tuple(step.name for step in STEPS)
    tables = {name for (name,) in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        raise Damaged("store.empty", path=connection.path)
    if _MEMORY not in tables:
        if {"trail", "counter", "setting"} <= tables:
            raise Damaged("store.damaged", path=connection.path, reason=f"no {_MEMORY}")
        raise Refused("store.not_ours", path=connection.path)
    rows = connection.rows(f"SELECT name FROM {_MEMORY} WHERE migration_set = ?", (_SET,))
    done = {name for (name,) in rows}
    unknown = sorted(done - set(known))
    _refuse_moved(unknown, connection)
    owed = tuple(name for name in known if name not in done)
    if lost := owed[0] if owed == known else lost_step(known, owed):  # a newer one has these, too
        raise Damaged("store.damaged", path=connection.path, reason=f"{_MEMORY} has lost the step {lost}")
    if unknown:
        raise Refused("store.newer", path=connection.path, step=unknown[0])
    return owed


def _refuse_moved(unknown: Sequence[str], connection: SqliteConnection) -> None:
    """Raises `Refused` (store.moved: path, to) for a database that was left behind."""
    for name in unknown:
        if name.startswith(MOVED_TO):
            raise Refused("store.moved", path=connection.path, to=name.removeprefix(MOVED_TO))


def leave_behind(connection: SqliteConnection, place: str) -> None:
    """Everything is at that place now: nobody opens this one any more, and who has it open writes nothing more: a
    worker has lost its lease, and no line of the trail is taken. In the caller's transaction."""
    connection.run("DELETE FROM lease")
    notice = (MOVED_TO + place).replace("'", "''")
    connection.run(f"CREATE TRIGGER moved BEFORE INSERT ON trail BEGIN SELECT RAISE(ABORT, '{notice}'); END")
    sql = f"INSERT INTO {_MEMORY} (migration_set, name, applied_at) VALUES (?, ?, datetime('now'))"
    connection.run(sql, (_SET, MOVED_TO + place))


def note_move_from(connection: SqliteConnection, state: str | None) -> None:
    """That everything is being moved here from a database in that state; None: it is all there."""
    connection.run(f"DELETE FROM {_MEMORY} WHERE name LIKE ?", (f"{_MOVED_FROM}%",))
    if state is not None:
        sql = f"INSERT INTO {_MEMORY} (migration_set, name, applied_at) VALUES (?, ?, datetime('now'))"
        connection.run(sql, (_SET, _MOVED_FROM + state))


def move_begun_from(connection: SqliteConnection) -> str:
    """Empty where none has begun."""
    row = connection.row(f"SELECT name FROM {_MEMORY} WHERE name LIKE ?", (f"{_MOVED_FROM}%",))
    return str(row[0]).removeprefix(_MOVED_FROM) if row else ""


def done(connection: SqliteConnection) -> tuple[str, ...]:
    """Names of the steps that the tables of a database went through."""
    owed = pending(connection)
    return tuple(step.name for step in STEPS if step.name not in owed)


def migrate(connection: SqliteConnection, secret: bytes | None) -> None:
    """Does the pending steps, all or none. Two processes that start at once do them once.

    `secret` is kept in a database that is made by this call; None draws 32 random bytes.
    """
    import secrets

    migrate_to(connection, [step.name for step in STEPS], secret or secrets.token_bytes(32))


def migrate_to(connection: SqliteConnection, steps: Sequence[str], secret: bytes) -> None:
    """The same up to some of the steps. Raises `Damaged` (`store.damaged`) where one of them finds what it makes."""
    from sqlite_utils import Database, Migrations

    from collabtui.store.records.row_seal import SEALED_FROM, seal_settings
    from collabtui.store.sqlite.file_number import drawn_number

    migrations = Migrations(_SET)
    for step in STEPS:
        if step.name in steps:
            migrations(name=step.name)(step.run)
    connection.run("PRAGMA journal_mode = WAL")
    # the write lock first: whoever waited for it finds nothing left to do
    connection.run(BEGIN_TO_WRITE)
    try:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.run("INSERT INTO setting (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING", (secret,))
        if SEALED_FROM in steps:
            seal_settings(connection)
            _seal_steps(connection)
        if not number_of(connection):
            set_number(connection, drawn_number())
        connection.run("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.run("ROLLBACK")
        if not isinstance(error, sqlite3.Error):
            raise
        if _IS_THERE.match(str(error)):
            reason = f"{_MEMORY} has lost a step: {error}"
            raise Damaged("store.damaged", path=connection.path, reason=reason) from error
        raise_explained(error, connection.path)


def _seal_steps(connection: SqliteConnection) -> None:
    from collabtui.store.common_sql.steps_seal import steps_seal  # no list needs it before its first frame

    connection.run(f"DELETE FROM {_MEMORY} WHERE migration_set = ?", (_SEALED,))
    steps = _remembered(connection)
    number, at = steps[-1][0] + 1, steps[-1][2]
    sql = f"INSERT INTO {_MEMORY} (id, migration_set, name, applied_at) VALUES (?, ?, ?, ?)"
    connection.run(sql, (number, _SEALED, steps_seal([*steps, (number, at)]), at))


def are_steps_altered(connection: SqliteConnection) -> bool:
    """Whether they were not done under these numbers and at these instants. Nobody can tell where nothing is kept."""
    from collabtui.store.common_sql.steps_seal import steps_seal  # no list needs it before its first frame

    sql = f"SELECT id, applied_at, name FROM {_MEMORY} WHERE migration_set = ?"
    kept = connection.rows(sql, (_SEALED,))
    return any(seal != steps_seal([*_remembered(connection), (number, at)]) for number, at, seal in kept)


def _remembered(connection: SqliteConnection) -> list[tuple[int, str, str]]:
    known = {step.name for step in STEPS}
    sql = f"SELECT id, name, applied_at FROM {_MEMORY} WHERE migration_set = ? ORDER BY id"
    return [(number, name, at) for number, name, at in connection.rows(sql, (_SET,)) if name in known]
