"""Check of references: each record that another one names exists."""

from collections.abc import Iterator

from collabtui.domain.dependency_cycle import cycle
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import FOUND_BY_KEY, readable_elements
from collabtui.store.engine_connection import Connection
from collabtui.store.records.record_references import KNOWN_REFS, REFERENCES, Reference, selecting_astray
from collabtui.store.records.tables import TABLES

_KNOWN = f"CREATE TEMP TABLE IF NOT EXISTS {KNOWN_REFS} (ref TEXT PRIMARY KEY) {FOUND_BY_KEY}"


def faults(checked: Checked) -> Iterator[DataFault]:
    reader = checked.reader
    reader.run(_KNOWN)
    for table in TABLES:
        if table.kept.numbered:
            reader.run(f"INSERT INTO {KNOWN_REFS} SELECT ref FROM {table.name} WHERE true ON CONFLICT DO NOTHING")
    for reference in REFERENCES:
        yield from _dangling(reader, reference)
    yield from _circles(reader)


def _dangling(reader: Connection, reference: Reference) -> Iterator[DataFault]:
    sql, column = selecting_astray(reference)
    for ref, value in reader.rows(sql):
        yield DataFault("reference.dangling", ref, column, str(value))


def _circles(reader: Connection) -> Iterator[DataFault]:
    """Actions that wait for each other, each circle once."""
    sql = f"""SELECT ref, each.value FROM action AS t, {readable_elements("depends_on", "each")}
              WHERE depends_on <> '[]'"""
    edges: dict[str, list[str]] = {}
    for ref, value in reader.rows(sql):
        edges.setdefault(ref, []).append(value)
    reported: set[str] = set()
    for ref in edges:
        if ref not in reported and (way := cycle(ref, edges[ref], edges)):
            reported.update(way)
            yield DataFault("action.circle", ref, value=" → ".join(way))
