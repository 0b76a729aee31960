"""Migrations on PostgreSQL: an old database is brought to the newest tables by the numbered scripts in `schema/`.

Each runs once, in the order of the numbers, in one transaction with the record of it, under a lock that one process
holds at a time. A released step is never edited. A step that cannot be done while others work has no place here yet.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from collabtui.errors import Damaged, Refused
from collabtui.store.common_sql.dialect import MOVED_TO, lost_step
from collabtui.store.common_sql.steps_seal import steps_seal
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.records.row_seal import SEALED_FROM, seal_settings

_SCRIPTS = Path(__file__).parent / "schema"
STEPS = tuple(name for name in sorted(os.listdir(_SCRIPTS)) if name.endswith(".sql"))  # noqa: PTH208  # names alone
"""File names: `02_first_tables.sql` is the second step, `first_tables`."""
_MEMORY = "schema_step"
_FOREIGN = """SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema()
        AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1"""
"""Views, sequences and whatever else has rows, but for what an extension brought."""
_ELSEWHERE = f"""SELECT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relname = '{_MEMORY}' AND c.relkind = 'r' AND n.nspname IS DISTINCT FROM current_schema()
        AND EXISTS (SELECT 1 FROM pg_settings AS one WHERE one.name = 'search_path' AND one.source <> 'client')
    ORDER BY n.nspname LIMIT 1"""
"""The schema in which our tables are, where a setting of the login or of the database leads to another one. Who names a
schema in the url means it."""
MOVING = "moving from "
"""In the place of a step: everything is being moved here from a database in the state that follows."""
_MICROSECOND = "(extract(epoch FROM at) * 1000000)::bigint"
_SEALED = "sealed "
"""In the place of a step, with the seal behind it: the steps are as they were done."""
MIGRATING = 0x636F6C6C61620001
"""Key of the advisory lock under which the tables are changed, the same for every program; see `WRITING`."""
WRITING = 0x636F6C6C61620002
"""Key of the advisory lock of who writes: one transaction at a time, as the rules of the product were written for."""


def step_name(script: str) -> str:
    return script.removesuffix(".sql").partition("_")[2]


def all_statements() -> Iterator[str]:
    """Of all steps, in their order."""
    for script in STEPS:
        yield from _statements(script)


def _statements(script: str) -> list[str]:
    """Parted where one ends; what stands between `$$` may have ends of its own."""
    text = (_SCRIPTS / script).read_text("utf-8")
    bodies = re.compile(r"\$\$.*?\$\$", re.DOTALL)
    kept = bodies.findall(text)
    parts = bodies.sub("$$", text).split(";\n")
    bodies_in_turn = iter(kept)
    return [re.sub(r"\$\$", lambda _: next(bodies_in_turn), part) for part in parts]


def steps_done(connection: PostgresqlConnection) -> set[str]:
    names = {name for (name,) in connection.rows(f"SELECT name FROM {_MEMORY}")}
    return {name for name in names if not name.startswith(_SEALED)}


def _refuse_moved(done: set[str], place: str) -> None:
    """Raises `Refused` (database.moving) where a move has not ended, (database.moved: to) where it has begun anew
    elsewhere."""
    for name in done:
        if name.startswith(MOVING):
            raise Refused("database.moving", path=place)
        if name.startswith(MOVED_TO):
            raise Refused("store.moved", path=place, to=name.removeprefix(MOVED_TO))


def _refuse_other_letters(connection: PostgresqlConnection) -> None:
    ((encoding,),) = connection.rows("SELECT current_setting('server_encoding')")
    if encoding != "UTF8":
        raise Refused("database.encoding", path=connection.place, encoding=encoding)


def make_for_move(connection: PostgresqlConnection) -> None:
    """Makes the tables of a database that is empty, which nobody opens until `MOVING` is taken away. Leaves one alone
    that has those of today. Raises as `pending`, and `Refused` (move.there: path) for those of another version."""
    tables = connection.rows(
        "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?", (_MEMORY,)
    )
    if tables:
        done = steps_done(connection)
        made = {name for name in done if not name.startswith(MOVING)}
        if made == set(map(step_name, STEPS)):
            return
        if made == done:
            pending(connection)
        raise Refused("move.there", path=connection.place)
    migrate(connection, b"", begins_move=True)


def move_begun_from(connection: PostgresqlConnection) -> str | None:
    """The state of a database from which everything is being moved here; "" before the first row, None where no move
    is under way."""
    begun = [name for name in steps_done(connection) if name.startswith(MOVING)]
    return begun[0].removeprefix(MOVING) if begun else None


def note_move_from(connection: PostgresqlConnection, state: str | None) -> None:
    """That state; None: it is all here. In the caller's transaction."""
    connection.run(f"DELETE FROM {_MEMORY} WHERE name LIKE ?", (f"{MOVING}%",))
    if state is not None:
        connection.run(f"INSERT INTO {_MEMORY} (name, at) VALUES (?, now())", (MOVING + state,))


def lock_steps(connection: PostgresqlConnection) -> None:
    """Until the end of the caller's transaction nobody else takes this lock; everybody reads."""
    connection.run(f"LOCK TABLE {_MEMORY} IN SHARE ROW EXCLUSIVE MODE")


def leave_behind(connection: PostgresqlConnection, place: str) -> None:
    """Everything is at that place now: nobody opens this one any more, and who has it open writes nothing more: a
    worker has lost its lease, and no line of the trail is taken. In the caller's transaction."""
    connection.run("DELETE FROM lease")
    notice = (MOVED_TO + place).replace("'", "''").replace("%", "%%").replace("$", "")
    connection.script(
        f"""CREATE OR REPLACE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql AS
            $moved$ BEGIN RAISE EXCEPTION '{notice}'; END $moved$"""
    )
    connection.script("CREATE TRIGGER moved BEFORE INSERT ON trail EXECUTE FUNCTION moved()")
    connection.run(f"INSERT INTO {_MEMORY} (name, at) VALUES (?, now())", (MOVED_TO + place,))


def pending(connection: PostgresqlConnection) -> tuple[str, ...]:
    """Names of the steps that this database still needs, all of them where it is empty.

    Raises `Refused` (`database.newer`) when it was changed by a version of the program that has more steps,
    (`database.not_ours`) when it holds something but none of our steps, (`database.other_schema`) when these are in a
    schema that the login does not look in, (`database.encoding`) when it is empty and has
    not every letter; `Damaged` (`database.damaged`) when it has lost a step that others came after."""
    known = tuple(map(step_name, STEPS))
    tables = {
        name for (name,) in connection.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    }
    if _MEMORY not in tables:
        if elsewhere := connection.row(_ELSEWHERE):
            raise Refused("database.other_schema", path=connection.place, schema=elsewhere[0])
        if tables or connection.row(_FOREIGN):
            raise Refused("database.not_ours", path=connection.place)
        _refuse_other_letters(connection)
        return known
    done = steps_done(connection)
    _refuse_moved(done, connection.place)
    if unknown := sorted(done - set(known)):
        raise Refused("database.newer", path=connection.place, step=unknown[0])
    owed = tuple(name for name in known if name not in done)
    if lost := lost_step(known, owed):
        raise Damaged("database.damaged", path=connection.place, reason=f"{_MEMORY} has lost the step {lost}")
    return owed


def migrate(
    connection: PostgresqlConnection, secret: bytes, steps: Sequence[str] = STEPS, *, begins_move: bool = False
) -> None:
    """Does the pending steps, all or none. Two processes that start at once do them once. `secret` is kept in a
    database that has none. `begins_move`: nobody opens it before the move has ended."""
    connection.run("BEGIN")
    try:
        connection.row("SELECT 1 FROM pg_advisory_xact_lock(?)", (MIGRATING,))
        owed = pending(connection)
        if owed:
            connection.run(f"CREATE TABLE IF NOT EXISTS {_MEMORY} (name TEXT PRIMARY KEY, at TIMESTAMPTZ NOT NULL)")
        for script in steps:
            if step_name(script) in owed:
                for statement in _statements(script):
                    connection.script(statement)
                connection.run(f"INSERT INTO {_MEMORY} (name, at) VALUES (?, now())", (step_name(script),))
        connection.run("INSERT INTO setting (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING", (secret,))
        if SEALED_FROM in map(step_name, steps):
            seal_settings(connection)
            _seal_steps(connection)
        if begins_move:
            connection.run(f"INSERT INTO {_MEMORY} (name, at) VALUES (?, now())", (MOVING,))
        connection.run("COMMIT")
    except BaseException:
        connection.give_up()
        raise


def _seal_steps(connection: PostgresqlConnection) -> None:
    connection.run(f"DELETE FROM {_MEMORY} WHERE name LIKE ?", (f"{_SEALED}%",))
    seal = steps_seal(_remembered(connection))
    last = f"SELECT ?, at FROM {_MEMORY} ORDER BY at DESC LIMIT 1"
    connection.run(f"INSERT INTO {_MEMORY} (name, at) {last}", (_SEALED + seal,))


def are_steps_altered(connection: PostgresqlConnection) -> bool:
    """Whether they were not done at these instants. Nobody can tell where nothing is kept."""
    kept = connection.rows(f"SELECT name, {_MICROSECOND} FROM {_MEMORY} WHERE name LIKE ?", (f"{_SEALED}%",))
    steps = _remembered(connection)
    return any((name, at) != (_SEALED + steps_seal(steps), steps[-1][1]) for name, at in kept)


def _remembered(connection: PostgresqlConnection) -> list[tuple[str, int]]:
    known = set(map(step_name, STEPS))
    sql = f"SELECT name, {_MICROSECOND} FROM {_MEMORY} ORDER BY at, name"
    return [(name, at) for name, at in connection.rows(sql) if name in known]
