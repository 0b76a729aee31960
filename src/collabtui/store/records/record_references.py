"""Fields that name other records, and the records that name one which is not there."""

from collections.abc import Iterator
from typing import NamedTuple

from collabtui.store.common_sql.dialect import readable_elements, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import TABLES, quoted
from collabtui.store.unreadable_row import UnreadableRow

KNOWN_REFS = "known_ref"
"""The table in which the refs of all numbered records stand while they are checked."""
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


def naming_what_is_not_there(reader: Connection, ref: str) -> Iterator[UnreadableRow]:
    """The records that name this one, where it ought to be and is not. Reads the tables that may name it."""
    for table, sql, column in _queries_astray():
        for (name,) in reader.rows(f"SELECT ref FROM ({sql}) AS named WHERE value = ?", (ref,)):
            yield UnreadableRow(table, name, column, ref)


def named_in_vain(reader: Connection, ref: str) -> Iterator[UnreadableRow]:
    """The fields in which this record names one that ought to be there and is not."""
    for table, sql, column in _queries_astray():
        for (value,) in reader.rows(f"SELECT value FROM ({sql}) AS named WHERE ref = ?", (ref,)):
            yield UnreadableRow(table, ref, column, value)


def _queries_astray() -> Iterator[tuple[str, str, str]]:
    """Table, query and column of each reference whose target ought to be there."""
    for reference in REFERENCES:
        if reference.targets is not ANY:
            yield (reference.table, *selecting_astray(reference))


def selecting_astray(reference: Reference) -> tuple[str, str]:
    """The query for ref and value of each that names what is not there; and the column."""
    column, dot, inner = reference.field.partition(".")
    named, source = f"t.{quoted(column)}", f"{reference.table} AS t"
    if dot:
        # a row of JSON that cannot be read is named by readable_records
        source += f", {readable_elements(named, 'each')}"
        named = value_at("each.value", inner) if inner else "each.value"
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {target} WHERE ref = {named})" for target in reference.targets or (KNOWN_REFS,)
    )
    return f"SELECT t.ref, {named} AS value FROM {source} WHERE {named} <> '' AND NOT ({there})", column
