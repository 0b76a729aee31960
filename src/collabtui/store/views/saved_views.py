"""The lists that were saved under a name."""

from collabtui.store.connection import Connection
from collabtui.store.views.reader import Row, select

_VIEW = {"name": "name", "line": "line", "order": '"order"', "group": '"group"'}


def saved_views(reader: Connection) -> list[Row]:
    """`name line order group`, by name."""
    return select(reader, _VIEW, "FROM saved_view WHERE NOT withdrawn ORDER BY name")
