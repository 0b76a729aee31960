"""Open actions of archived matters, of which nobody is reminded any more: lists say so in place of their day."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabtui.domain.action_status import CLOSED
from collabtui.store.queries.lookup import archived_among

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow


def archived_open(reader: "Connection", rows: "Iterable[ActionRow]") -> frozenset[str]:
    """Refs of those among them that are open in a matter that is archived."""
    matters = {row["ref"]: row["matter"] for row in rows if row["matter"] and row["status"] not in CLOSED}
    archived = archived_among(reader, {matter for matter in matters.values() if matter})
    return frozenset(ref for ref, matter in matters.items() if matter in archived)
