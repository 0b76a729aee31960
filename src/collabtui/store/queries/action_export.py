"""Actions with all that other programs keep of a task."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Unpack

from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import titles
from collabtui.store.queries.row_reader import Row, to_second
from collabtui.store.sqlite.connection import Connection

_FURTHER = ("task", "planned_start", "risk", "note", "created_at", "done_at", "supports")
_AT_ONCE = 400


def exported_actions(reader: Connection, *, today: date, **wanted: Unpack[ActionFilter]) -> list[Row]:
    """As `actions`, each with `task planned_start risk note created_at`, `done_at` (None for what is not done),
    `supports[{name, support}]` and `matter_title`. Raises as `actions` does."""
    rows = actions(reader, today=today, **wanted)
    further = dict(_further(reader, [row["ref"] for row in rows]))
    called = titles(reader)
    for row in rows:
        row.update(further[row["ref"]])
        names = row["collaborators"]
        row["supports"] = [
            {"name": name, "support": support} for name, support in zip(names, row["supports"], strict=True)
        ]
        row["matter_title"] = called.get(row["matter"])
    return rows


def _further(reader: Connection, refs: Sequence[str]) -> Iterator[tuple[str, Row]]:
    from json import loads

    done = """(SELECT max(at) FROM trail WHERE trail.ref = action.ref AND field = 'status' AND new = '"done"')"""
    columns = f"task, planned_start, risk, note, {to_second('created_at')}, status, updated_at, {done}, collaborators"
    for start in range(0, len(refs), _AT_ONCE):
        some = refs[start : start + _AT_ONCE]
        sql = f"SELECT ref, {columns} FROM action WHERE ref IN ({', '.join('?' * len(some))})"
        for ref, task, planned, risk, note, created, status, updated, done_at, helped in reader.rows(sql, some):
            over = (done_at or updated) if status == "done" else None
            over = over and f"{over[:19]}{over[26:]}"
            supports = [one["support"] for one in loads(helped)]
            values = (task or None, planned, risk or None, note or None, created, over, supports)
            yield ref, dict(zip(_FURTHER, values, strict=True))
