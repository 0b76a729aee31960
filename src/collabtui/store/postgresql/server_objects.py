"""Tables, policies, triggers and functions of a database on PostgreSQL, compared with those that the steps make."""

from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import Any

from collabtui.store.postgresql.made_objects import Kind, MadeObject, catalogue, differing
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.schema_steps import are_steps_altered
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.records.tables import Table

_COLUMNS: frozenset[Kind] = frozenset({"column"})
_OTHERS: frozenset[Kind] = frozenset({"table", "filled", "key", "index", "policy", "trigger", "function", "sequence"})
_AT_ONCE = 5_000
"""Rows that are fetched at a time."""
_RULES = "SELECT rulename FROM pg_rules WHERE schemaname = current_schema()"


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
        return differing(self._made, _COLUMNS)

    def differing_others(self) -> list[str]:
        rules = {name for (name,) in self._reader.rows(_RULES)}
        return sorted(rules | set(differing(self._made, _OTHERS)))

    @cached_property
    def _made(self) -> frozenset[MadeObject]:
        return catalogue(self._reader)

    def are_steps_altered(self) -> bool:
        return are_steps_altered(self._reader)

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

    def searched(self, table: Table) -> Iterator[tuple[Any, ...]]:  # noqa: ARG002  # it keeps places of words, no texts
        return iter(())

    def has_other_words(self, table: Table) -> bool:  # noqa: ARG002  # its index is one of the server: pg_amcheck
        return False

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
