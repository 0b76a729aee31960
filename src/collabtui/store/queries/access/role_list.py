"""The roles that people have."""

from typing import TYPE_CHECKING

from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import select

if TYPE_CHECKING:
    from collabtui.store.queries.rows.account_rows import RoleRow

_ROLE = {"ref": "ref", "person": "person", "role": "role", "at": to_second("at"), "by": '"by"'}


def roles(reader: Connection) -> "list[RoleRow]":
    """Those in force, as they were given."""
    rows = select(reader, _ROLE, "FROM role_grant WHERE NOT withdrawn ORDER BY id")
    known = named(reader, (row["person"] for row in rows))
    left = dict(reader.rows(f"SELECT ref, {to_second('left_at')} FROM person WHERE left_at IS NOT NULL"))
    for row in rows:
        row["left_at"] = left.get(row["person"] or "")
        row["person"] = known.get(row["person"])
    return rows
