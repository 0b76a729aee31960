"""Check of references: each record that another one names exists."""

from collections.abc import Iterator
from typing import NamedTuple

from collabtui.domain.dependency_cycle import cycle
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import FOUND_BY_KEY, readable_elements, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import TABLES, quoted
from collabtui.store.unreadable_row import UnreadableRow

ANY: tuple[str, ...] = ()
"""Any record may be named."""


class Reference(NamedTuple):
    table: str
    field: str
    """`owner`; `items.ref` of nested values; `depends_on.` where each value is a ref."""
    targets: tuple[str, ...]
    """The tables in which it has to be."""


REFERENCES: tuple[Reference, ...] = (
    *(Reference(table.name, field, ("person",)) for table in TABLES for field in table.model.names_person),
    *(
        Reference(table, field, (field,))
        for field, tables in {
            "matter": (
                "risk", "change", "meeting", "series", "decision", "question", "action", "outgoing", "vote", "resource",
                "matter_reading",
            ),
            "meeting": (
                "risk", "entry", "decision", "question", "sign_off", "minutes_version", "action", "outgoing", "vote",
            ),
            "series": ("meeting", "outgoing"),
            "outgoing": ("reminded",),
            "decision": ("vote",),
            "account": ("matter", "outgoing"),
        }.items()
        for table in tables
    ),
    Reference("action", "depends_on.", ("action",)),
    Reference("resource", "action", ("action",)),
    Reference("meeting", "follows", ("meeting",)),
    Reference("series", "follows", ("series",)),
    Reference("meeting", "carried.", ANY),
    Reference("entry", "thing", ANY),
    Reference("sign_off", "corrections.mail", ("incoming",)),
    Reference("outgoing", "change", ANY),
    Reference("outgoing", "items.ref", ANY),
    Reference("incoming", "answers", ("outgoing",)),
    Reference("unfetched", "folder", ("cursor",)),
)  # fmt: skip
_KNOWN = f"CREATE TEMP TABLE IF NOT EXISTS known_ref (ref TEXT PRIMARY KEY) {FOUND_BY_KEY}"


def faults(checked: Checked) -> Iterator[DataFault]:
    reader = checked.reader
    reader.run(_KNOWN)
    for table in TABLES:
        if table.kept.numbered:
            reader.run(f"INSERT INTO known_ref SELECT ref FROM {table.name} WHERE true ON CONFLICT DO NOTHING")
    for reference in REFERENCES:
        yield from _dangling(reader, reference)
    yield from _circles(reader)


def _dangling(reader: Connection, reference: Reference) -> Iterator[DataFault]:
    sql, column = _selecting(reference)
    for ref, value in reader.rows(sql):
        yield DataFault("reference.dangling", ref, column, str(value))


def naming_what_is_not_there(reader: Connection, ref: str) -> Iterator[UnreadableRow]:
    """The records that name this one, where it ought to be and is not. Reads the tables that may name it."""
    for reference in REFERENCES:
        if reference.targets is not ANY:
            sql, column = _selecting(reference)
            for (name,) in reader.rows(f"SELECT ref FROM ({sql}) AS named WHERE value = ?", (ref,)):
                yield UnreadableRow(reference.table, name, column, ref)


def _selecting(reference: Reference) -> tuple[str, str]:
    """The query for ref and value of each that names what is not there; and the column."""
    column, dot, inner = reference.field.partition(".")
    named, source = f"t.{quoted(column)}", f"{reference.table} AS t"
    if dot:
        # a row of JSON that cannot be read is named by readable_records
        source += f", {readable_elements(named, 'each')}"
        named = value_at("each.value", inner) if inner else "each.value"
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {target} WHERE ref = {named})" for target in reference.targets or ("known_ref",)
    )
    return f"SELECT t.ref, {named} AS value FROM {source} WHERE {named} <> '' AND NOT ({there})", column


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
