"""Actions with all that other programs keep of a task."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Unpack

from collabtui.store.common_sql.dialect import marks, to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import titles

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow, ExportedActionRow

_AT_ONCE = 400


class _Further(NamedTuple):
    """What lists leave out of an action; what each collaborator does is in their order."""

    task: str | None
    planned_start: str | None
    note: str | None
    created_at: str
    done_at: str | None
    supports: list[str]


def exported_actions(reader: Connection, *, today: date, **wanted: Unpack[ActionFilter]) -> "list[ExportedActionRow]":
    """As `actions`, with what only other programs ask for. Raises as `actions` does."""
    rows = actions(reader, today=today, **wanted)
    further = dict(_further(reader, [row["ref"] for row in rows]))
    called = titles(reader)
    return [_exported(row, further[row["ref"]], called.get(row["matter"] or "")) for row in rows]


def _exported(row: "ActionRow", further: _Further, matter_title: str | None) -> "ExportedActionRow":
    supports = zip(row["collaborators"], further.supports, strict=True)
    return {
        **row,
        "task": further.task,
        "planned_start": further.planned_start,
        "note": further.note,
        "created_at": further.created_at,
        "done_at": further.done_at,
        "supports": [{"name": name, "support": support} for name, support in supports],
        "matter_title": matter_title,
    }


def _further(reader: Connection, refs: Sequence[str]) -> Iterator[tuple[str, _Further]]:
    from json import loads

    done = """(SELECT max(at) FROM trail WHERE trail.ref = action.ref AND field = 'status' AND new = '"done"')"""
    columns = f"task, planned_start, note, {to_second('created_at')}, status, updated_at, {done}, collaborators"
    for start in range(0, len(refs), _AT_ONCE):
        some = refs[start : start + _AT_ONCE]
        sql = f"SELECT ref, {columns} FROM action WHERE ref IN ({marks(len(some))})"
        for ref, task, planned, note, created, status, updated, done_at, helped in reader.rows(sql, some):
            over = (done_at or updated) if status == "done" else None
            over = over and f"{over[:19]}{over[26:]}"
            supports = [one["support"] for one in loads(helped)]
            yield ref, _Further(task or None, planned, note or None, created, over, supports)
