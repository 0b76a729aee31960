"""The lists of actions that were saved under a name: filter, order, grouping."""

from typing import TYPE_CHECKING

from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import select

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import SavedViewRow

_VIEW = {"name": "name", "line": "line", "order": '"order"', "group": '"group"'}


def saved_views(reader: Connection) -> "list[SavedViewRow]":
    """`name line order group`, by name."""
    return select(reader, _VIEW, "FROM saved_view WHERE NOT withdrawn ORDER BY name")
