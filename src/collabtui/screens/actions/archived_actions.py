"""Open actions of archived matters: nobody is reminded of them any more, so none is shown as late."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabtui.domain.action_status import CLOSED
from collabtui.store.queries.matters import archived_among

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.matter_rows import MatterRow


def archived_open(reader: "Connection", rows: "Iterable[ActionRow]") -> frozenset[str]:
    """Refs of those among them that are open in a matter that is archived."""
    matters = {row["ref"]: row["matter"] for row in rows if row["matter"] and row["status"] not in CLOSED}
    archived = archived_among(reader, {matter for matter in matters.values() if matter})
    return frozenset(ref for ref, matter in matters.items() if matter in archived)


def never_late(row: "ActionRow") -> "ActionRow":
    return {**row, "overdue": False}


def late_of(row: "MatterRow") -> int:
    """Overdue actions; none of an archived matter, of which nobody is reminded any more."""
    return 0 if row["step"] == "archive" else row["overdue"]
