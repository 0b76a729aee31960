"""The lists that were saved under a name."""

from collabtui.store.queries.row_reader import Row, select
from collabtui.store.sqlite.connection import Connection

_VIEW = {"name": "name", "line": "line", "order": '"order"', "group": '"group"'}


def saved_views(reader: Connection) -> list[Row]:
    """`name line order group`, by name."""
    return select(reader, _VIEW, "FROM saved_view WHERE NOT withdrawn ORDER BY name")
