"""Numbers for charts: who has how much, and how what was open has become less."""

from datetime import date, timedelta
from typing import Literal, NamedTuple, Unpack

from collabtui.domain.action_status import OPEN
from collabtui.store.common_sql.dialect import as_number, looked_up, shift, shifted_day
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter, selection
from collabtui.store.records.sql import OPEN_ACTION, overdue_action

_OPEN_IN_TRAIL = ", ".join(f"'\"{status}\"'" for status in OPEN)
"""The trail keeps values as JSON."""


class Load(NamedTuple):
    name: str
    """A person or a department; empty for what belongs to none."""
    open: int
    overdue: int


class BurnDown(NamedTuple):
    days: list[tuple[date, int]]
    """What was open at the end of each day, from the first on which anything was to today."""
    due: list[tuple[date, int]]
    """How many of those that are open are due on which day, from the first day on."""

    @property
    def last_due(self) -> date | None:
        """The day on which the last of what is open is due."""
        return self.due[-1][0] if self.due else None

    def planned(self, end: date) -> list[tuple[date, int]]:
        """The number left on each day to come, up to `end`, if what is due from now on is done on its day."""
        if not self.days:
            return []
        (today, left), by_day = self.days[-1], dict(self.due)
        days = []
        for away in range(1, (end - today).days + 1):
            left -= by_day.get(today + timedelta(days=away), 0)
            days.append((today + timedelta(days=away), left))
        return days


def load(
    reader: Connection, by: Literal["owner", "department"], *, today: date, **wanted: Unpack[ActionFilter]
) -> list[Load]:
    """Of the open actions that the filter lets through; the most loaded first."""
    chosen = selection(reader, today, "newest", {**wanted, "open_only": True})
    name = "p.name" if by == "owner" else "p.department"
    key = "a.owner, p.name" if by == "owner" else "p.department"
    sql = f"""SELECT coalesce({name}, ''), count(*), count(*) FILTER (WHERE {overdue_action("a")})
              FROM {chosen.tables} LEFT JOIN person AS p ON p.ref = a.owner WHERE {chosen.where}
              GROUP BY {key} ORDER BY 2 DESC, 3 DESC, 1"""
    return [Load(*row) for row in reader.rows(sql, (today.isoformat(), *chosen.values))]


def burn_down(reader: Connection, *, today: date, offset: timedelta, **wanted: Unpack[ActionFilter]) -> BurnDown:
    """From the trail: an action counts from the day it was made to the day it was done or dropped, and again when it
    was taken up again. Whose it is and where it belongs is asked as of today. `offset` is that of the reader's zone."""
    chosen = selection(reader, today, "newest", {**wanted, "without_left_open": True})
    minutes = shift(offset)
    was, now = (f"t.{side} IN ({_OPEN_IN_TRAIL})" for side in ("old", "new"))
    sql = f"""WITH wanted AS (
                  SELECT a.ref, {shifted_day("a.created_at")} AS made, {as_number(f"a.{OPEN_ACTION}")} AS is_open
                  FROM {chosen.tables} WHERE {chosen.where}),
              moved AS (
                  SELECT w.made, {shifted_day("t.at")} AS day, {as_number(now)} - {as_number(was)} AS step
                  FROM wanted AS w {looked_up("trail AS t", "t.ref = w.ref AND t.field = 'status'")})
              SELECT day, sum(step) FROM (
                  SELECT made AS day, is_open AS step FROM wanted
                  UNION ALL SELECT made, -step FROM moved
                  UNION ALL SELECT day, step FROM moved) AS steps
              WHERE step <> 0 GROUP BY day ORDER BY day"""
    steps = dict(reader.rows(sql, (minutes, *chosen.values, minutes)))
    is_due = f"{chosen.where} AND a.{OPEN_ACTION} AND a.due IS NOT NULL"
    days = reader.rows(f"SELECT a.due, count(*) FROM {chosen.tables} WHERE {is_due} GROUP BY a.due", chosen.values)
    return BurnDown(_running(steps, today), sorted((date.fromisoformat(day), count) for day, count in days))


def _running(steps: dict[str, int], today: date) -> list[tuple[date, int]]:
    if not steps:
        return []
    days, left = list[tuple[date, int]](), 0
    day, end = date.fromisoformat(min(steps)), max(today, date.fromisoformat(max(steps)))
    while day <= end:
        left += steps.get(day.isoformat(), 0)
        days.append((day, left))
        day += timedelta(days=1)
    return days
