"""Former titles of matters, as the trail has them."""

from json import dumps

from collabtui.domain.via import UNDO_PREFIX
from collabtui.store.engine_connection import Connection


def once_called(connection: Connection, title: str) -> str | None:
    """Ref of the matter that was called so before; of several that which was called otherwise last. A title that an
    undo took back was a mistake, and means nothing."""
    sql = """SELECT ref FROM trail WHERE ref IN (SELECT ref FROM matter WHERE withdrawn IS NULL)
             AND field = 'title' AND old = ? AND NOT via LIKE ? ORDER BY id DESC LIMIT 1"""
    row = connection.row(sql, (dumps(title, ensure_ascii=False), f"{UNDO_PREFIX}%"))
    return row[0] if row else None
