"""Check of the derived tables: the indexes kept for finding records agree with the records."""

from collections.abc import Iterator, Sequence
from typing import Any

from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import readable_elements, searched_ids, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.records import side_tables
from collabtui.store.records.tables import TABLES, Table, quoted


def faults(checked: Checked) -> Iterator[DataFault]:
    reader = checked.reader
    for table in TABLES:
        for field, inner in table.members.items():
            yield from _members(reader, table, field, inner)
        if table.texts:
            yield from _words(checked, table)


def _members(reader: Connection, table: Table, field: str, inner: str) -> Iterator[DataFault]:
    value = value_at("each.value", inner) if inner else "each.value"
    column = f"t.{quoted(field)}"
    expected = f"""SELECT {value} AS value, t.id AS id FROM {table.name} AS t,
               {readable_elements(column, "each")} WHERE {column} <> '[]'"""
    if inner:
        expected += f" AND {value} IS NOT NULL"
    kept = "SELECT value, id FROM member WHERE kind = ? AND field = ?"
    for first, second in ((expected, kept), (kept, expected)):
        sql = f"""SELECT coalesce((SELECT ref FROM {table.name} WHERE id = d.id), ''), d.value
                  FROM ({first} EXCEPT {second}) AS d"""
        for ref, other in reader.rows(sql, (table.name, field)):
            yield DataFault("member.differs", ref, field, str(other))


def _words(checked: Checked, table: Table) -> Iterator[DataFault]:
    reader = checked.reader
    known = searched_ids(table.name)
    for (number,) in reader.rows(f"{known} WHERE id NOT IN (SELECT id FROM {table.name})"):
        yield DataFault("search.ghost", table.name, value=str(number))
    sql = f"{table.select} WHERE id NOT IN ({known})"
    for row in reader.rows(sql):
        if _readable_words(table, [row[table.place(name)] for name in table.texts]):
            yield DataFault("search.missing", row[table.place("ref")])
    for ref, *texts, kept in checked.objects.searched(table):
        if _readable_words(table, texts) not in (None, kept):
            yield DataFault("search.missing", ref)
    if checked.objects.has_other_words(table):
        yield DataFault("search.other_words", table.name)


def _readable_words(table: Table, texts: Sequence[Any]) -> str | None:
    """None where a nested value is no document, or of another form: `readable_records` names it."""
    try:
        return side_tables.words_of(table, texts)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
