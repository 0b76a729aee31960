"""Tables, indexes and triggers of a database on PostgreSQL, compared with those that the steps make."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.schema_steps import all_statements
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.records.tables import TABLES

_GUARDS = frozenset({
    "a_restricted", "b_guarded", "c_beside", "d_of_matter", "d_of_meeting", "d_of_account", "e_cause", "guard_number",
    "refuse_without_cause", "limit_login", "f_written", "a_in_turn", "d_alone",
})  # fmt: skip
"""The triggers of rights by row."""
_AT_ONCE = 5_000
"""Rows that are fetched at a time."""
_RULES = "SELECT rulename FROM pg_rules WHERE schemaname = current_schema()"
_SWITCHED_OFF = """SELECT c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND t.tgenabled = 'D'"""
_FUNCTIONS = """SELECT p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema()"""
_FUNCTION = re.compile(r"(CREATE (?:OR REPLACE )?|DROP )(?:FUNCTION|PROCEDURE) (?:IF EXISTS )?(\w+)")
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (\w+) ON")


class PostgresqlObjects:
    """`check.engine_objects.EngineObjects`."""

    def __init__(self, reader: PostgresqlConnection) -> None:
        self._reader = reader
        self._streams = count(1)

    def page_damage(self) -> list[str]:
        """None: the pages are looked through by the engine's own tool, pg_amcheck."""
        return []

    def differing_tables(self) -> list[str]:
        """Of columns that are more than they should be nothing is said: an index may need one."""
        sql = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        there = set(self._reader.rows(sql))
        return sorted({table for table, column in _columns() if (table, column) not in there})

    def differing_others(self) -> list[str]:
        sql = """SELECT c.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
                 JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND i.indisvalid"""
        there = {name for (name,) in self._reader.rows(sql)}
        made = {name for statement in all_statements() for name in _INDEX.findall(statement)}
        ours = """SELECT t.tgname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
                  JOIN pg_namespace AS n ON n.oid = c.relnamespace
                  WHERE n.nspname = current_schema() AND NOT t.tgisinternal"""
        others = {name for (name,) in self._reader.rows(ours)} - _GUARDS
        others |= {name for sql in (_RULES, _SWITCHED_OFF) for (name,) in self._reader.rows(sql)}
        return sorted([*(made - there), *others, *(_functions() - {name for (name,) in self._reader.rows(_FUNCTIONS)})])

    def has_index(self, name: str) -> bool:
        sql = "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ?"
        return self._reader.row(sql, (name,)) is not None

    def streamed(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """By a cursor of the server, which its transaction ends at the latest: psycopg's own has all rows at once."""
        name = f"streamed_{next(self._streams)}"
        self._reader.run(f"DECLARE {name} NO SCROLL CURSOR FOR {sql}")
        while rows := self._reader.rows(f"FETCH {_AT_ONCE} FROM {name}"):
            yield from rows
        self._reader.run(f"CLOSE {name}")

    def counted(self) -> dict[str, int]:
        sql = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
        drawn = dict(self._reader.rows(sql))
        series = {**SEQUENCES, "batch": "ref_batch"}
        counted = {prefix: drawn.get(name) or 0 for prefix, name in series.items()}
        return counted | dict(self._reader.rows("SELECT name, value FROM counter"))

    def in_turn_from(self) -> int | None:
        """Several are written at once: what stays of an order is the chain of each field's values."""
        return None

    def trail_rows_missing(self) -> int:
        """Batches of the trail that have no line of their own. That its numbers have gaps says nothing here."""
        sql = "SELECT count(*) FROM (SELECT batch FROM trail EXCEPT SELECT number FROM batch) AS unknown"
        row = self._reader.row(sql)
        return row[0] if row else 0


def _functions() -> set[str]:
    """Those that the steps make and do not take away again."""
    made = set[str]()
    for statement in all_statements():
        for how, name in _FUNCTION.findall(statement):
            (made.discard if how.startswith("DROP") else made.add)(name)
    return made


def _columns() -> Iterator[tuple[str, str]]:
    for table in TABLES:
        yield table.name, "id"
        yield from ((table.name, column.name) for column in table.small)
        for column in table.large:
            yield from ((table.large_table(column), name) for name in ("id", column.name))
        if table.texts:
            yield f"{table.name}_text", f"{table.name}_words"
    for name in ("batch", "ref", "field", "old", "new", "first", "at", "actor", "via"):
        yield "trail", name
