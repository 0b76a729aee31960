"""Full-text search over all records that have words."""

from collabtui.store.common_sql.dialect import newest_finds
from collabtui.store.common_sql.fulltext import match_expression
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Hit
from collabtui.store.records.tables import TABLES


def search_records(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Newest first within a kind. Where there are too many, each kind keeps its share: a word that stands in a
    thousand actions does not hide the one decision that has it."""
    expression = match_expression(text)
    if not expression:
        return []
    ranked = []
    for table in TABLES:
        if table.texts:
            sql = f"""SELECT ref, {table.texts[0]} FROM {table.name} WHERE id IN ({newest_finds(table.name)})
                      ORDER BY id DESC"""
            rows = connection.rows(sql, (expression, limit))
            ranked += [(rank, Hit(ref=ref, kind=table.name, text=words)) for rank, (ref, words) in enumerate(rows)]
    kept = {id(hit) for _, hit in sorted(ranked, key=lambda each: each[0])[:limit]}
    return [hit for _, hit in ranked if id(hit) in kept]
