"""Rows of the reports: what was done in a week, which department waits for which, who has how much; whose actions were
done by the day that was first agreed, and how soon people answer mails.

A promise is kept where the action was done by its first due date, and broken where it was done later, or is open past
that day; an action without a date, or one that was dropped, is neither."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from collabtui.domain.refs import ref_order
from collabtui.store.common_sql.dialect import elements, looked_up, shift, shifted_day, to_second, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter, selection
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.row_reader import or_null, select
from collabtui.store.records.sql import DONE_AT, awaited_action, instant_text, overdue_action

_DECIDED = {"ref": "ref", "text": "text", "matter": "matter", "meeting": "meeting", "at": to_second("at")}

if TYPE_CHECKING:
    from collections.abc import Collection

    from collabtui.store.queries.rows.action_rows import AnswerOwedRow, DoneActionRow, OwnerLoadRow, WaitRow
    from collabtui.store.queries.rows.meeting_rows import ReportedDecisionRow
    from collabtui.store.queries.rows.people_rows import AnswerTimeRow, PromiseRow

_SOON = timedelta(days=7)
_LOAD = {
    "name": "q.name",
    "email": "q.email",
    "department": or_null("q.department"),
    "open": "count(*)",
    "overdue": f"count(*) FILTER (WHERE {overdue_action('a')})",
    "due_in_week": "count(*) FILTER (WHERE a.due BETWEEN ? AND ?)",
    "blocked": "count(*) FILTER (WHERE a.status = 'blocked')",
}
MOST_LOOKED_AT = 200
"""Actions of one person, the latest due first."""
MOST_ANSWERS = 50
"""Mails of one person, the newest first."""
MOST_MAILS = 20_000
"""Answers of all."""
_DECIMALS = 4
"""Of hours: a minute is 0.0167 of one."""
_FIRST_DUE = "coalesce(a.original_due, a.due)"
_KEPT = f"a.status = 'done' AND {shifted_day(DONE_AT)} <= {_FIRST_DUE}"
_AWAITED = awaited_action("a")
_BROKEN = f"({_FIRST_DUE} < ? AND {_AWAITED} OR a.status = 'done' AND {shifted_day(DONE_AT)} > {_FIRST_DUE})"
_DEPARTMENT = "coalesce({}.department, '')"


def done_between(
    reader: Connection, first: datetime, end: datetime, *, today: date, matter: str | None = None
) -> "list[DoneActionRow]":
    """Actions that are done and became so from `first` to before `end`, in that order: as `actions`, with `done_at`.
    `matter` is a ref."""
    of_matter, values = ("AND a.matter = ?", (matter,)) if matter else ("", ())
    # it was written when it became done, or later
    sql = f"""SELECT id, {to_second("done_at")} FROM (
                  SELECT a.id, {DONE_AT} AS done_at FROM action AS a
                  WHERE a.status = 'done' AND a.updated_at >= ? {of_matter}) AS over
              WHERE done_at >= ? AND done_at < ? ORDER BY done_at, id"""
    start = instant_text(first)
    found = reader.rows(sql, (start, *values, start, instant_text(end)))
    rows = actions_by_id(reader, [identity for identity, _ in found], today=today)
    return [{**row, "done_at": at} for row, (_, at) in zip(rows, found, strict=True)]


def decided_between(
    reader: Connection, first: datetime, end: datetime, *, matter: str | None = None
) -> "list[ReportedDecisionRow]":
    """Decisions from `first` to before `end`, in that order, and not taken back. `matter` is a ref."""
    of_matter, values = ("AND matter = ?", (matter,)) if matter else ("", ())
    source = f"FROM decision WHERE NOT withdrawn AND at >= ? AND at < ? {of_matter} ORDER BY at, id"
    return select(reader, _DECIDED, source, (instant_text(first), instant_text(end), *values))


def open_counts(
    reader: Connection, *, today: date, matter: str | None = None, without: Sequence[str] = ()
) -> tuple[int, int]:
    """Open actions, and how many of them are overdue. `without`: refs of matters that are left out."""
    chosen = selection(reader, today, None, {"open_only": True, "not_of": without})
    of_matter, values = ("AND a.matter = ?", (matter,)) if matter else ("", ())
    late = f"count(*) FILTER (WHERE {overdue_action('a')})"
    sql = f"SELECT count(*), {late} FROM {chosen.tables} WHERE {chosen.where} {of_matter}"
    row = reader.row(sql, (today.isoformat(), *chosen.values, *values))
    return (row[0], row[1]) if row else (0, 0)


def waits(reader: Connection, *, today: date, matter: str | None = None) -> "list[WaitRow]":
    """Open actions of one department that wait for an open one of another: `waiting` and `awaited`, both as rows of
    `actions`; by the department that is waited for, the most urgent first. People without a department are one."""
    waiting, awaited = _DEPARTMENT.format("pa"), _DEPARTMENT.format("pb")
    of_matter, values = ("AND ? IN (a.matter, b.matter)", (matter,)) if matter else ("", ())
    sql = f"""SELECT a.id, b.id FROM member AS m
              {looked_up("action AS a", "a.id = m.id")} {looked_up("action AS b", "b.ref = m.value")}
              LEFT JOIN person AS pa ON pa.ref = a.owner LEFT JOIN person AS pb ON pb.ref = b.owner
              WHERE m.kind = 'action' AND m.field = 'depends_on' AND {_AWAITED} AND {awaited_action("b")}
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


def owner_loads(reader: Connection, *, today: date, without: Sequence[str] = (), **wanted: str) -> "list[OwnerLoadRow]":
    """Of the open actions that the filter lets through: `name email department open overdue due_in_week blocked`, the
    most loaded first; name is None for what nobody owns. `without`: refs of matters that are left out. Raises as
    `actions` does."""
    given: ActionFilter = {"open_only": True, "not_of": without}
    if matter := wanted.get("matter"):
        given["matter"] = matter
    if department := wanted.get("department"):
        given["department"] = department
    chosen = selection(reader, today, "newest", given)
    rest = f"""FROM {chosen.tables} LEFT JOIN person AS q ON q.ref = a.owner
               WHERE {chosen.where}
               GROUP BY a.owner, q.name, q.email, q.department ORDER BY 4 DESC, 5 DESC, 1 ASC NULLS FIRST, 2"""
    now = today.isoformat()
    return select(reader, _LOAD, rest, (now, now, (today + _SOON).isoformat(), *chosen.values))


def promise_record(reader: Connection, person: str, *, now: datetime) -> tuple[int, int]:
    """The numbers of the latest promises of a person (a ref) that were kept and that were broken. `now` is in the
    zone whose days count."""
    shown, today = _clock(now), now.date().isoformat()
    sql = f"""SELECT count(*) FILTER (WHERE {_KEPT}), count(*) FILTER (WHERE {_BROKEN}) FROM (
        SELECT * FROM action WHERE owner = ? ORDER BY due DESC NULLS LAST LIMIT ?) AS a"""
    row = reader.row(sql, (shown, today, shown, person, MOST_LOOKED_AT))
    return (row[0], row[1]) if row else (0, 0)


def broken_promises(reader: Connection, person: str, *, now: datetime, limit: int) -> list[int]:
    """The numbers of the actions of a person (a ref) that were done too late, or moved and done, the latest first."""
    sql = f"""SELECT a.id FROM (
            SELECT * FROM action WHERE owner = ? AND status = 'done' ORDER BY due DESC NULLS LAST LIMIT ?) AS a
        WHERE {shifted_day(DONE_AT)} > {_FIRST_DUE} LIMIT ?"""
    return [number for (number,) in reader.rows(sql, (person, MOST_LOOKED_AT, _clock(now), limit))]


def promises(reader: Connection, *, now: datetime, since: date, matter: str | None = None) -> "list[PromiseRow]":
    """By person, of the actions that were first due from `since` on: `name email department kept broken open`. Who has
    kept the smallest share comes first. `matter` is a ref."""
    of_matter, values = ("AND a.matter = ?", (matter,)) if matter else ("", ())
    columns = {
        "name": "q.name",
        "email": "q.email",
        "department": or_null("q.department"),
        "kept": f"count(*) FILTER (WHERE {_KEPT})",
        "broken": f"count(*) FILTER (WHERE {_BROKEN})",
        "open": f"count(*) FILTER (WHERE {_AWAITED})",
    }
    rest = f"""FROM action AS a JOIN person AS q ON q.ref = a.owner
        WHERE {_FIRST_DUE} >= ? AND a.status <> 'cancelled' {of_matter} GROUP BY q.id ORDER BY q.name, q.id"""
    shown, today = _clock(now), now.date().isoformat()
    rows: list[PromiseRow] = select(reader, columns, rest, (shown, today, shown, since.isoformat(), *values))
    return sorted(rows, key=lambda row: (row["kept"] / ((row["kept"] + row["broken"]) or 1), -row["broken"]))


def answer_hours(reader: Connection, person: str) -> list[float]:
    """The hours that a person (a ref) took for each of his last answers to mails of ours, the newest first."""
    sql = """SELECT min(i.written_at), o.sent_at FROM (
            SELECT * FROM incoming WHERE person = ? AND kind IN ('reply', 'calendar-reply')
            ORDER BY written_at DESC LIMIT ?) AS i
        JOIN outgoing AS o ON o.ref = i.answers WHERE o.sent_at IS NOT NULL GROUP BY o.id, o.sent_at ORDER BY 1 DESC"""
    return _hours(reader.rows(sql, (person, MOST_ANSWERS)))


def answer_times(reader: Connection, *, since: datetime, matter: str | None = None) -> "list[AnswerTimeRow]":
    """By person, of the mails that were answered from `since` on: `name email department answers median_hours
    longest_hours`, the slowest first. `matter` is a ref: mails about it, and about its meetings."""
    of_it = "AND (o.matter = ? OR o.meeting IN (SELECT ref FROM meeting WHERE matter = ?))"
    of_matter, values = (of_it, (matter, matter)) if matter else ("", ())
    sql = f"""SELECT q.ref, q.name, q.email, q.department, min(i.written_at), o.sent_at
        FROM incoming AS i JOIN outgoing AS o ON o.ref = i.answers JOIN person AS q ON q.ref = i.person
        WHERE i.written_at >= ? AND i.kind IN ('reply', 'calendar-reply') AND o.sent_at IS NOT NULL {of_matter}
        GROUP BY q.id, o.id, o.sent_at LIMIT ?"""
    found: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {}
    for ref, name, email, department, written, sent in reader.rows(sql, (instant_text(since), *values, MOST_MAILS)):
        found.setdefault(ref, (name, email, department, []))[3].append((written, sent))
    rows = [_answer_time(name, email, department, _hours(pairs)) for name, email, department, pairs in found.values()]
    return sorted(rows, key=lambda row: (-row["median_hours"], row["name"]))


def _answer_time(name: str, email: str, department: str, hours: list[float]) -> "AnswerTimeRow":
    return {
        "name": name,
        "email": email,
        "department": department or None,
        "answers": len(hours),
        "median_hours": round(median(hours), _DECIMALS),
        "longest_hours": round(max(hours), _DECIMALS),
    }


def _hours(pairs: Iterable[tuple[str, str]]) -> list[float]:
    """A mail may be dated before the one that it answers: clocks differ."""
    spans = (datetime.fromisoformat(written) - datetime.fromisoformat(sent) for written, sent in pairs)
    return [max(0.0, span / timedelta(hours=1)) for span in spans]


def _clock(now: datetime) -> str:
    return shift(now.utcoffset() or timedelta())
