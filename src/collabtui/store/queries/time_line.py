"""Actions as spans of time: when each began, when it is due, and where its date was before."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from collabtui.store.common_sql.dialect import marks, scalar, utc_day
from collabtui.store.engine_connection import Connection

_AT_ONCE = 400


class TimeLineSpan(NamedTuple):
    ref: str
    title: str
    owner: str
    """A name; empty for nobody."""
    status: str
    percent: int
    start: date
    """Planned, else the day on which it was made (UTC)."""
    due: date | None
    was_due: tuple[date, ...]
    """The dates before, the first one first."""


def spans(reader: Connection, ids: Sequence[int]) -> list[TimeLineSpan]:
    """Of these actions, in their order: two queries a screenful."""
    found: dict[int, TimeLineSpan] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found |= _some(reader, ids[start : start + _AT_ONCE])
    return [found[identity] for identity in ids]


def _some(reader: Connection, ids: Sequence[int]) -> dict[int, TimeLineSpan]:
    bound = marks(len(ids))
    sql = f"""SELECT a.id, a.ref, a.title, coalesce(p.name, ''), a.status, a.percent,
                     coalesce(a.planned_start, {utc_day("a.created_at")}), a.due
              FROM action AS a LEFT JOIN person AS p ON p.ref = a.owner WHERE a.id IN ({bound})"""
    rows = reader.rows(sql, tuple(ids))
    before = _earlier_dates(reader, [row[1] for row in rows])
    return {
        identity: TimeLineSpan(
            ref, title, owner, status, percent, date.fromisoformat(start), date.fromisoformat(due) if due else None,
            tuple(before.get(ref, ())),
        )
        for identity, ref, title, owner, status, percent, start, due in rows
    }  # fmt: skip


def _earlier_dates(reader: Connection, refs: Sequence[str]) -> dict[str, list[date]]:
    """The trail's, which keeps JSON; without what was taken back."""
    bound = marks(len(refs))
    sql = f"""SELECT ref, {scalar("old")}, {scalar("new")}, via FROM trail
              WHERE ref IN ({bound}) AND field = 'due' AND old IS NOT NULL AND old <> 'null' ORDER BY id"""
    found: dict[str, list[date]] = {}
    for ref, old, new, via in reader.rows(sql, tuple(refs)):
        days = found.setdefault(ref, [])
        if via.startswith("undo:") and days and days[-1].isoformat() == new:
            days.pop()
        else:
            days.append(date.fromisoformat(old))
    return found
