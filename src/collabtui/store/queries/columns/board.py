"""Actions as columns of a board: how many are in each, and the first ones of a column."""

from array import array
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias, get_args

from collabtui.domain.action_status import STATUSES
from collabtui.store.common_sql.dialect import by_index
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter, Selection, selection

BoardKind: TypeAlias = Literal["status", "owner", "department", "week"]
BOARD_KINDS: tuple[BoardKind, ...] = get_args(BoardKind)
WEEKS = 8
"""Weeks that have a column of their own, this one the first."""
BEFORE, LATER = "before", "later"
"""The columns of what was due before this week, and after the last that has one."""


class ColumnCount(NamedTuple):
    """One column: a status, the ref of a person, a department, the ISO date of a Monday, `before` or `later`; empty
    for what belongs to none, which comes last."""

    name: str
    title: str
    """As people call it; empty for what has no name of its own."""
    total: int
    late: int = 0
    """Of them, open after the day on which they were due."""


def board_columns(reader: Connection, kind: BoardKind, today: date, wanted: ActionFilter) -> list[ColumnCount]:
    """All columns, also those without a card where they stand for themselves: statuses and weeks."""
    late = {one.name: one.total for one in _columns(reader, kind, today, {**wanted, "overdue": True})}
    return [one._replace(late=late.get(one.name, 0)) for one in _columns(reader, kind, today, wanted)]


def _columns(reader: Connection, kind: BoardKind, today: date, wanted: ActionFilter) -> list[ColumnCount]:
    if kind == "status":
        counted = dict(_counted(reader, "a.status", today, {**wanted, **_ALSO_OVER}))
        return [ColumnCount(status, "", counted.get(status, 0)) for status in STATUSES]
    if kind == "week":
        return list(_weeks(reader, today, wanted))
    by_owner = list(_counted(reader, "a.owner", today, wanted))
    people = {ref: (name, department) for ref, name, department in reader.rows(_PEOPLE)}
    if kind == "owner":
        columns = [ColumnCount(ref or "", people[ref][0] if ref in people else ref or "", n) for ref, n in by_owner]
    else:
        sums: dict[str, int] = {}
        for ref, n in by_owner:
            department = people[ref][1] if ref in people else ""
            sums[department] = sums.get(department, 0) + n
        columns = [ColumnCount(name, name, n) for name, n in sums.items()]
    return sorted(columns, key=lambda one: (not one.name, one.title, one.name))


_ALL_OPEN = by_index("action AS a", "action_open")
"""What `selection` chooses where nothing but what is open is asked for."""
_ALSO_OVER: ActionFilter = {"open_only": False, "without_left_open": True}
"""The board of statuses has columns of what is done or dropped, too."""
_PEOPLE = "SELECT ref, name, department FROM person"


def _counted(reader: Connection, column: str, today: date, wanted: ActionFilter) -> Iterator[tuple[str | None, int]]:
    chosen = selection(reader, today, None, wanted)
    tables = by_index("action AS a", "action_by_owner") if _goes_by_owner(chosen, column) else chosen.tables
    sql = f"SELECT {column}, count(*) FROM {tables} WHERE {chosen.where} GROUP BY 1"
    return ((name, n) for name, n in reader.rows(sql, chosen.values))


def _goes_by_owner(chosen: Selection, column: str) -> bool:
    """Whether the index of owners has all that is asked: then no action is looked at itself."""
    return column == "a.owner" and chosen.tables == _ALL_OPEN


def _weeks(reader: Connection, today: date, wanted: ActionFilter) -> Iterator[ColumnCount]:
    counted: dict[str, int] = {}
    for due, n in _counted(reader, "a.due", today, wanted):
        name = week_column(date.fromisoformat(due) if due else None, today)
        counted[name] = counted.get(name, 0) + n
    monday = today - timedelta(days=today.weekday())
    weeks = [(monday + timedelta(weeks=week)).isoformat() for week in range(WEEKS)]
    yield from (ColumnCount(name, "", counted.get(name, 0)) for name in (BEFORE, *weeks, LATER, ""))


def week_column(due: date | None, today: date) -> str:
    """The name of the column in which an action stands that is due then."""
    if due is None:
        return ""
    first = today - timedelta(days=today.weekday())
    monday = due - timedelta(days=due.weekday())
    if monday < first:
        return BEFORE
    return LATER if monday >= first + timedelta(weeks=WEEKS) else monday.isoformat()


def column_ids(
    reader: Connection, kind: BoardKind, name: str, today: date, wanted: ActionFilter, limit: int
) -> "array[int]":
    """Row ids of the first actions of a column: the next that is due first; of what is over the last that was
    changed."""
    condition, values = _of_column(kind, name, today)
    over = kind == "status" and name in ("done", "cancelled")
    asked: ActionFilter = {**wanted, **_ALSO_OVER} if kind == "status" else wanted
    chosen = selection(reader, today, "updated" if over else "due", asked)
    tables = chosen.tables
    if kind == "status" and not over and tables == "action AS a":
        tables = by_index(tables, "action_by_status")
    elif kind in ("owner", "department") and tables == _ALL_OPEN:
        tables = by_index("action AS a", "action_by_owner")  # in the order of dates it would go past everybody's
    sql = f"SELECT a.id FROM {tables} WHERE {chosen.where} AND {condition} ORDER BY {chosen.ordered} LIMIT ?"
    return reader.ids(sql, (*chosen.values, *values, limit))


def _of_column(kind: BoardKind, name: str, today: date) -> tuple[str, tuple[str, ...]]:
    if kind == "status":
        return "a.status = ?", (name,)
    if kind == "owner":
        return ("a.owner = ?", (name,)) if name else ("a.owner IS NULL", ())
    if kind == "department":
        people = "a.owner IN (SELECT ref FROM person WHERE department = ?)"
        return (people, (name,)) if name else (f"(a.owner IS NULL OR {people})", ("",))
    first = today - timedelta(days=today.weekday())
    if name == "":
        return "a.due IS NULL", ()
    if name == BEFORE:
        return "a.due < ?", (first.isoformat(),)
    if name == LATER:
        return "a.due >= ?", ((first + timedelta(weeks=WEEKS)).isoformat(),)
    monday = date.fromisoformat(name)
    return "a.due BETWEEN ? AND ?", (name, (monday + timedelta(days=6)).isoformat())
