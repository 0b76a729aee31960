"""`kill -9` while the tables of an older version are brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

from chaos.outcome import Fault, Verdict, judged
from chaos.scenario import Point, Scenario
from collabtui.store.sqlite.connection import connect
from collabtui.store.sqlite.migrations import STEPS, pending

OLDEST_WITH_ALL = 11
"""From this step on the tables hold all that is compared afterwards."""
POINTS = 70
"""About as many places there are, from the oldest of them."""


def kill(point: Point) -> Verdict:
    office, random = point.office, point.random
    database = office.home.database
    set_back(database, random.randint(OLDEST_WITH_ALL, len(STEPS) - 1))
    for _ in range(random.choice((2, 3, 4))):
        office.killed("action list", random.randint(1, POINTS))
    faults = []
    with closing(sqlite3.connect(database)) as plain:
        (said,) = plain.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            faults.append(Fault("lost", f"the database: {said}"))
    ended = office.go_on()
    with closing(connect(database, "ro", busy_seconds=1)) as reader:
        faults += [Fault("wrong", f"still owed: {step}") for step in pending(reader)]
    verdict = judged(office, point.reference, ended)
    return verdict._replace(faults=(*faults, *verdict.faults))


def set_back(database: Path, step: int) -> None:
    """Makes of the database what the version with so many steps would have kept of it."""
    newer = database.rename(database.with_suffix(".newer"))
    with closing(sqlite3.connect(database)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
        )
        old.execute("CREATE UNIQUE INDEX one_of_each ON _sqlite_migrations (migration_set, name)")
        for one in STEPS[:step]:
            for statement in one.statements():
                old.execute(statement)
            old.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('collabtui', ?)", (one.name,))
        old.commit()
        old.execute("ATTACH ? AS newer", (str(newer),))
        for (table,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table not in ("_sqlite_migrations", "lease") and not table.startswith("sqlite_"):
                _copy(old, table)
        old.commit()
    for path in newer.parent.glob(f"{newer.name}*"):
        path.unlink()


def _copy(old: sqlite3.Connection, table: str) -> None:
    there = {row[1] for row in old.execute(f"PRAGMA newer.table_info({table})")}
    names = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})") if row[1] in there)
    old.execute(f"DELETE FROM main.{table}")  # noqa: S608  # names of our own tables
    old.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")  # noqa: S608  # names from the schema


SCENARIOS = (Scenario("kill-migration", "killed: migrate", 50, kill),)
