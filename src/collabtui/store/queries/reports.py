"""Rows of the reports: what was done in a week, which department waits for which, who has how much."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from collabtui.domain.refs import ref_order
from collabtui.store.queries.action_filter import ActionFilter, selection
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.row_reader import or_null, select
from collabtui.store.sqlite.connection import Connection
from collabtui.store.sqlite.dialect import elements, looked_up, to_second, value_at
from collabtui.store.sqlite.sql import OPEN_ACTION, instant_text, overdue_action

if TYPE_CHECKING:
    from collections.abc import Collection

    from collabtui.store.queries.rows.action_rows import AnswerOwedRow, DoneActionRow, OwnerLoadRow, WaitRow

_SOON = timedelta(days=7)
_DONE_AT = """coalesce((SELECT max(at) FROM trail
    WHERE trail.ref = a.ref AND field = 'status' AND new = '"done"'), a.updated_at)"""
_LOAD = {
    "name": "q.name",
    "email": "q.email",
    "department": or_null("q.department"),
    "open": "count(*)",
    "overdue": f"count(*) FILTER (WHERE {overdue_action('a')})",
    "due_in_week": "count(*) FILTER (WHERE a.due BETWEEN ? AND ?)",
    "blocked": "count(*) FILTER (WHERE a.status = 'blocked')",
}
_DEPARTMENT = "coalesce({}.department, '')"


def done_between(
    reader: Connection, first: datetime, end: datetime, *, today: date, matter: str | None = None
) -> "list[DoneActionRow]":
    """Actions that are done and became so from `first` to before `end`, in that order: as `actions`, with `done_at`.
    `matter` is a ref."""
    of_matter, values = ("AND a.matter = ?", (matter,)) if matter else ("", ())
    # it was written when it became done, or later
    sql = f"""SELECT id, {to_second("done_at")} FROM (
                  SELECT a.id, {_DONE_AT} AS done_at FROM action AS a
                  WHERE a.status = 'done' AND a.updated_at >= ? {of_matter})
              WHERE done_at >= ? AND done_at < ? ORDER BY done_at, id"""
    start = instant_text(first)
    found = reader.rows(sql, (start, *values, start, instant_text(end)))
    rows = actions_by_id(reader, [identity for identity, _ in found], today=today)
    return [{**row, "done_at": at} for row, (_, at) in zip(rows, found, strict=True)]


def open_counts(reader: Connection, *, today: date, matter: str | None = None) -> tuple[int, int]:
    """Open actions, and how many of them are overdue."""
    of_matter, values = ("AND matter = ?", (matter,)) if matter else ("", ())
    late = f"count(*) FILTER (WHERE {overdue_action('action')})"
    sql = f"SELECT count(*), {late} FROM action WHERE {OPEN_ACTION} {of_matter}"
    row = reader.row(sql, (today.isoformat(), *values))
    return (row[0], row[1]) if row else (0, 0)


def waits(reader: Connection, *, today: date, matter: str | None = None) -> "list[WaitRow]":
    """Open actions of one department that wait for an open one of another: `waiting` and `awaited`, both as rows of
    `actions`; by the department that is waited for, the most urgent first. People without a department are one."""
    waiting, awaited = _DEPARTMENT.format("pa"), _DEPARTMENT.format("pb")
    of_matter, values = ("AND ? IN (a.matter, b.matter)", (matter,)) if matter else ("", ())
    sql = f"""SELECT a.id, b.id FROM member AS m
              {looked_up("action AS a", "a.id = m.id")} {looked_up("action AS b", "b.ref = m.value")}
              LEFT JOIN person AS pa ON pa.ref = a.owner LEFT JOIN person AS pb ON pb.ref = b.owner
              WHERE m.kind = 'action' AND m.field = 'depends_on' AND a.{OPEN_ACTION} AND b.{OPEN_ACTION}
                AND {waiting} <> {awaited} {of_matter}
              ORDER BY {awaited}, b.due ASC NULLS LAST, b.id, a.due ASC NULLS LAST, a.id"""
    pairs = reader.rows(sql, values)
    ids = sorted({identity for pair in pairs for identity in pair})
    rows = dict(zip(ids, actions_by_id(reader, ids, today=today), strict=True))
    return [{"waiting": rows[one], "awaited": rows[other]} for one, other in pairs]


def answers_owed(
    reader: Connection, *, matter: str | None = None, without: "Collection[str]" = ()
) -> "list[AnswerOwedRow]":
    """Departments that were asked and have not answered: `department ref what since`; ref is the matter's that asks
    something of them, or the change's that they are asked about. The longest first. `without`: matters left out."""
    of_matter, values = ("AND m.ref = ?", (matter,)) if matter else ("", ())
    asked = f"""FROM matter AS m, {elements("m.asked", "one")}
        WHERE {value_at("one.value", "state")} = 'waiting' AND m.step <> 'archive' """
    part = {name: value_at("one.value", name) for name in ("department", "what", "sent_at")}
    columns = {
        "department": part["department"],
        "ref": "m.ref",
        "matter": "m.ref",
        "what": part["what"],
        "since": part["sent_at"],
    }
    rows = select(reader, columns, asked + of_matter, values)
    silent = f"""FROM change AS c JOIN matter AS m ON m.ref = c.matter, {elements("c.departments", "d")}
        WHERE c.state = 'asked' AND m.step <> 'archive' AND d.value NOT IN (
            SELECT {value_at("o.value", "department")} FROM {elements("c.opinions", "o")}) """
    columns = {"department": "d.value", "ref": "c.ref", "matter": "c.matter", "what": "c.what", "since": "c.asked_at"}
    rows += select(reader, columns, silent + of_matter, values)
    rows = [row for row in rows if row.pop("matter") not in without]
    for row in rows:
        row["since"] = datetime.fromisoformat(row["since"]).isoformat(timespec="seconds") if row["since"] else None
    return sorted(rows, key=lambda row: (row["since"] or "", ref_order(row["ref"]), row["department"]))


def owner_loads(reader: Connection, *, today: date, **wanted: str) -> "list[OwnerLoadRow]":
    """Of the open actions that the filter lets through: `name email department open overdue due_in_week blocked`, the
    most loaded first; name is None for what nobody owns. Raises as `actions` does."""
    given: ActionFilter = {"open_only": True}
    if matter := wanted.get("matter"):
        given["matter"] = matter
    if department := wanted.get("department"):
        given["department"] = department
    chosen = selection(reader, today, "newest", given)
    rest = f"""FROM {chosen.tables} LEFT JOIN person AS q ON q.ref = a.owner WHERE {chosen.where}
               GROUP BY a.owner ORDER BY 4 DESC, 5 DESC, 1, 2"""
    now = today.isoformat()
    return select(reader, _LOAD, rest, (now, now, (today + _SOON).isoformat(), *chosen.values))
