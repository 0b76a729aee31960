"""All that happens on some days: meetings, what is due, who is away."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from collabtui.store.common_sql.dialect import by_index, element_count, to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import or_null, select
from collabtui.store.records.sql import awaited_action, instant_text

if TYPE_CHECKING:
    from collabtui.store.queries.rows.week_rows import AwayRow, WeekMeetingRow

_MEETING = {
    "ref": "ref",
    "title": "title",
    "start": to_second("start"),
    "end": to_second('"end"'),
    "started_at": to_second("started_at"),
    "ended_at": to_second("ended_at"),
    "place": "place",
    "state": "state",
    "series": "series",
    "people": element_count("participants"),
}
_AWAITED = awaited_action("action")
_DEPUTY = "coalesce(nullif(person.away_deputy, ''), person.deputy)"
_AWAY = {
    "ref": "ref",
    "name": "name",
    "department": or_null("department"),
    "first": "away_from",
    "last": "away_until",
    "deputy": f"(SELECT name FROM person AS other WHERE other.ref = {_DEPUTY})",
}


_BEGAN = "coalesce(started_at, start)"
"""The instant at which a meeting stands: one that has begun where it really did, whenever it was planned for."""
HELD_APART = timedelta(days=31)
"""Between the planned time and the real one at most: only what was planned about then is looked through."""


def meetings_between(reader: Connection, since: datetime, until: datetime) -> "list[WeekMeetingRow]":
    """Those that begin from `since` on and before `until`, or did, by their start; without those called off."""
    rest = f"""FROM meeting WHERE start >= ? AND start < ? AND state <> 'cancelled' AND {_BEGAN} >= ? AND {_BEGAN} < ?
               ORDER BY start, id"""
    planned = (instant_text(since - HELD_APART), instant_text(until + HELD_APART))
    return select(reader, _MEETING, rest, (*planned, instant_text(since), instant_text(until)))


def due_counts(reader: Connection, first: date, last: date) -> dict[date, int]:
    """The number of open actions that are due, by day; days without any are left out."""
    sql = f"""SELECT due, count(*) FROM {by_index("action", "action_open")}
              WHERE {_AWAITED} AND due BETWEEN ? AND ? GROUP BY due"""
    found = reader.rows(sql, (first.isoformat(), last.isoformat()))
    return {date.fromisoformat(day): n for day, n in found}


def due_on(reader: Connection, day: date, limit: int) -> list[int]:
    """Row ids of the first open actions that are due on a day."""
    sql = f"SELECT id FROM {by_index('action', 'action_open')} WHERE {_AWAITED} AND due = ? ORDER BY id LIMIT ?"
    return [identity for (identity,) in reader.rows(sql, (day.isoformat(), limit))]


def owned_due_counts(reader: Connection, first: date, last: date) -> dict[date, int]:
    """The number of open actions that somebody owns, by the day they are due; days without any are left out."""
    sql = f"""SELECT due, count(*) FROM {by_index("action", "action_open")}
              WHERE {_AWAITED} AND due BETWEEN ? AND ? AND owner IS NOT NULL GROUP BY due"""
    return {date.fromisoformat(day): n for day, n in reader.rows(sql, (first.isoformat(), last.isoformat()))}


def away_between(reader: Connection, first: date, last: date) -> "list[AwayRow]":
    """The people who are away on any of the days, by name."""
    rest = """FROM person WHERE merged_into IS NULL AND left_at IS NULL AND away_from <= ? AND away_until >= ?
        ORDER BY person.name, id"""
    return select(reader, _AWAY, rest, (last.isoformat(), first.isoformat()))
