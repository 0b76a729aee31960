"""Lists of actions: all that a filter lets through, or windows of a long list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

from collabtui.domain.action_status import is_overdue
from collabtui.domain.refs import kept_ref
from collabtui.errors import Unknown
from collabtui.store.common_sql.dialect import looked_up, marks
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import (
    OWNER,
    ActionFilter,
    Order,
    Selection,
    selection,
    selection_as_typed,
    selection_of_word,
)
from collabtui.store.queries.lookup import PERHAPS_CALLED, archived_among, named
from collabtui.store.queries.row_reader import limited, only
from collabtui.store.records.sql import OPEN_ACTION

if TYPE_CHECKING:
    from array import array

    from collabtui.store.queries.rows.action_rows import ActionRow, CheckRow
    from collabtui.store.queries.rows.people_rows import NamedPerson

ActionLine: TypeAlias = tuple[str, str, bool, str | None, int, str | None, str]
"""Ref, status, whether it is overdue, due date, percent, the owner's name, title."""
_COLUMNS = (
    "a.id, a.ref, a.title, a.owner, a.collaborators, a.due, a.original_due, a.status, a.percent, a.deliverable, "
    "a.matter, a.meeting, a.depends_on, a.reason, a.risk, a.task, a.updated_at, a.updated_by, a.via"
)
_UNSEEN = (0, "", "", None, "[]", None, None, "not-started", 0, "", None, None, "[]", "", "", "", "", "", "")
"""By `_COLUMNS`."""
_OWNER = "p.name, p.email, nullif(p.department, '')"
_BY_INDEX: tuple[Order | None, ...] = (None, "due", "newest")
"""Orders in which an index gives what is shown, and no more."""
_BY_DATE: tuple[Order | None, ...] = (None, "due")
_AT_ONCE = 500
_MUCH = 4000
"""Of a department: less is sorted in 2 ms, and of more a screenful is found by date among some thousands, of a million
actions."""


def actions(
    reader: Connection,
    *,
    today: date,
    order: Order | None = None,
    limit: int | None = None,
    **wanted: Unpack[ActionFilter],
) -> "list[ActionRow]":
    """`action list`. In the order of due dates, what has none last; what was searched for newest first, unless
    `order` says otherwise. Raises `Unknown` for an owner, a department or a matter that is not there."""
    # where each question goes over a network the names of owners come along, unless more rows than are shown are sorted
    with_owners = reader.is_far and order in _BY_INDEX and _has_one_plan(wanted)

    def question(of: Selection) -> tuple[str, tuple[Any, ...]]:
        asked = f"SELECT {_COLUMNS}, {_OWNER} {of.with_owner}" if with_owners else f"SELECT {_COLUMNS} {of.rest}"
        if limit is None or not of.values or with_owners:  # the planner of PostgreSQL makes one plan of this number
            return f"{asked} LIMIT {limited(limit)}", of.values
        return f"{asked} LIMIT ?", (*of.values, limited(limit))

    shown = _owned_rows if with_owners else _rows
    if reader.is_far and (found := _of_word(reader, order, limit, wanted)) is not None:
        return _owned_rows(reader, found, today)
    likely = selection_as_typed(today, order, wanted) if reader.is_far else None
    if likely and limit is not None and order in _BY_DATE and _is_of_department(wanted):
        found = _first_of_department(reader, likely, limit)
        if not found and (chosen := selection(reader, today, order, wanted)) != likely:
            found = _first_of_department(reader, chosen, limit)
        return _owned_rows(reader, found, today)
    if likely and (found := reader.rows(*question(likely))):
        return shown(reader, found, today)
    try:
        chosen = selection(reader, today, order, wanted, lambda likely: reader.foresee([question(likely)]))
        return shown(reader, reader.rows(*question(chosen)), today)
    finally:
        reader.foresee(())


def _has_one_plan(wanted: ActionFilter) -> bool:
    """Whether a plan for any value is as good as one for these: a person has few actions, and of words PostgreSQL
    knows whether they are rare."""
    given = {name for name, value in wanted.items() if value}
    return given <= {"open_only", "owner"} or given <= {"open_only", "search"}


def _of_word(
    reader: Connection, order: Order | None, limit: int | None, wanted: ActionFilter
) -> list[tuple[Any, ...]] | None:
    """What one word finds, with owners, by one statement; None where the word may name somebody."""
    chosen = selection_of_word(order, wanted)
    if chosen is None:
        return None
    sql = f"""SELECT f.*, people.called FROM ({PERHAPS_CALLED}) AS people
        LEFT JOIN (SELECT {_COLUMNS}, {_OWNER} {chosen.with_owner} LIMIT {limited(limit)}) AS f ON people.called = 0
        ORDER BY f.id DESC"""
    found = reader.rows(sql, (*chosen.values, *chosen.values))
    if found[0][-1]:
        return None
    return [row[:-1] for row in found if row[0] is not None]


def _is_of_department(wanted: ActionFilter) -> bool:
    """Whether it is no more than what one department has open or late."""
    given = {name for name, value in wanted.items() if value}
    return "department" in given and given <= {"department", "open_only", "overdue"}


def _first_of_department(reader: Connection, of: Selection, limit: int) -> list[tuple[Any, ...]]:
    """The first by date of what a department has, with their owners. PostgreSQL has one plan of it for any department,
    which begins with its people: left to itself it goes through everything, by date or in any order. A department that
    has much meets its own soon on the way by date, and that is taken then."""
    few = of.by_people("a.id, a.due", _MUCH, "(SELECT NOT is_much FROM size)")
    found = reader.rows(
        f"""WITH size AS MATERIALIZED (
                SELECT count(*) > {_MUCH} AS is_much FROM ({of.by_people("1", _MUCH + 1)} LIMIT {_MUCH + 1}) AS those)
            SELECT {_COLUMNS}, {_OWNER}, is_much
            FROM size LEFT JOIN ({few} ORDER BY {of.ordered} LIMIT {limit}) AS first ON TRUE
            LEFT JOIN action AS a ON a.id = first.id{OWNER} ORDER BY {of.ordered}""",
        2 * of.values,
    )
    if found[0][-1]:
        by_date = of.looking_up_departments
        return reader.rows(f"SELECT {_COLUMNS}, {_OWNER} {by_date.with_owner} LIMIT {limit}", by_date.values)
    return [row[:-1] for row in found if row[0] is not None]


def action_lines(reader: Connection, *, today: date, **wanted: Unpack[ActionFilter]) -> Iterator[ActionLine]:
    """The same list as a person reads it, in a third of the time. Raises as `actions` does."""
    chosen = selection(reader, today, None, wanted)
    found = reader.rows(
        f"SELECT a.ref, a.status, a.due, a.percent, a.owner, a.title, a.matter {chosen.rest}", chosen.values
    )
    known = named(reader, {row[4] for row in found if row[4] is not None})
    names = {ref: person["name"] for ref, person in known.items()}
    late = _late(reader, ((row[0], row[1], row[2], row[6]) for row in found), today)
    for ref, status, due, percent, owner, title, _ in found:
        yield ref, status, ref in late, due, percent, names.get(owner), title


def _late(reader: Connection, found: Iterable[tuple[str, str, str | None, str | None]], today: date) -> set[str]:
    """Refs of those among them that are overdue, by ref, status, due day and matter: `overdue_action` in SQL."""
    now = today.isoformat()
    late = {ref: matter for ref, status, due, matter in found if is_overdue(status, due, now)}
    archived = archived_among(reader, {matter for matter in late.values() if matter})
    return {ref for ref, matter in late.items() if matter not in archived}


def action(reader: Connection, ref: str, *, today: date) -> "ActionRow":
    """`action show`. Raises `Unknown` (key `action.unknown`)."""
    found = reader.rows(f"SELECT {_COLUMNS} FROM action AS a WHERE a.ref = ?", (kept_ref(ref),))
    return only(_rows(reader, found, today), "action", ref)


def action_ids(
    reader: Connection, *, today: date, order: Order | None = None, **wanted: Unpack[ActionFilter]
) -> "array[int]":
    """The whole list as row ids: eight bytes an action, so that a screen can hold a list of any length and read the
    rows it shows with `actions_by_id`."""
    chosen = selection(reader, today, order, wanted)
    return reader.ids(f"SELECT a.id {chosen.rest}", chosen.values)


def actions_by_id(reader: Connection, ids: Sequence[int], *, today: date) -> "list[ActionRow]":
    """The rows of these ids, in their order. One that is seen no more since the ids were read (its matter was closed to
    who looks) is a row without ref and title."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        sql = f"SELECT {_COLUMNS} FROM action AS a WHERE a.id IN ({marks(len(some))})"
        found.update((row[0], row) for row in reader.rows(sql, tuple(some)))
    return _rows(reader, [found.get(identity, _UNSEEN) for identity in ids], today)


def action_id(reader: Connection, ref: str) -> int:
    """The row id of one action. Raises `Unknown` (key `action.unknown`)."""
    row = reader.row("SELECT id FROM action WHERE ref = ?", (kept_ref(ref),))
    if row is None:
        raise Unknown("action.unknown", ref=ref)
    identity: int = row[0]
    return identity


def newest_ref(reader: Connection) -> str:
    """The ref of the action that was added last, none is longer; empty where there is no action."""
    return next((ref for (ref,) in reader.rows("SELECT ref FROM action ORDER BY id DESC LIMIT 1")), "")


def note_of(reader: Connection, ref: str) -> str:
    """The note of one action, which lists leave out: it may be long. Raises `Unknown` (key `action.unknown`)."""
    row = reader.row("SELECT note FROM action WHERE ref = ?", (kept_ref(ref),))
    if row is None:
        raise Unknown("action.unknown", ref=ref)
    note: str = row[0]
    return note


def supports_of(reader: Connection, ref: str) -> list[str]:
    """The support of each collaborator in words, in the order of the row; empty where it is not said."""
    from json import loads

    row = reader.row("SELECT collaborators FROM action WHERE ref = ?", (kept_ref(ref),))
    return [one["support"] for one in loads(row[0])] if row else []


def whys_of(reader: Connection, ref: str) -> list[str]:
    """The chain of whys of one action, which few have. Raises `Unknown` (key `action.unknown`)."""
    row = reader.row("SELECT whys FROM action WHERE ref = ?", (kept_ref(ref),))
    if row is None:
        raise Unknown("action.unknown", ref=ref)
    if row[0] == "[]":
        return []
    from json import loads

    whys: list[str] = loads(row[0])
    return whys


def checks_of(reader: Connection, ref: str) -> "list[CheckRow]":
    """The check list of one action, in order; `by` is a name. Raises `Unknown` (key `action.unknown`)."""
    row = reader.row("SELECT checks FROM action WHERE ref = ?", (kept_ref(ref),))
    if row is None:
        raise Unknown("action.unknown", ref=ref)
    if row[0] == "[]":
        return []
    from json import loads

    lines = loads(row[0])
    known = named(reader, (one["person"] for one in lines if one["person"]))
    return [
        {
            "number": number,
            "text": one["text"],
            "ok": one["ok"],
            "remark": one["remark"],
            "by": known[one["person"]]["name"] if one["person"] in known else None,
            "at": one["at"],
            "via": one["via"],
        }
        for number, one in enumerate(lines, 1)
    ]


def dependents(reader: Connection, ref: str, *, today: date) -> "list[ActionRow]":
    """Open actions that wait for this one, by due date."""
    # from those few to their rows: left to itself SQLite goes through all that is open
    rest = f"""FROM member AS m {looked_up("action AS a", "a.id = m.id")}
               WHERE m.kind = 'action' AND m.field = 'depends_on' AND m.value = ? AND a.{OPEN_ACTION}
               ORDER BY a.due ASC NULLS LAST, a.id"""
    return _rows(reader, reader.rows(f"SELECT {_COLUMNS} {rest}", (kept_ref(ref),)), today)


def _owned_rows(reader: Connection, found: Sequence[tuple[Any, ...]], today: date) -> "list[ActionRow]":
    """Of rows with the columns of `_OWNER` behind those of `_COLUMNS`."""
    owners: dict[str, NamedPerson] = {
        row[3]: {"name": name, "email": email, "department": department}
        for *row, name, email, department in found
        if name is not None
    }
    return _rows(reader, [row[:-3] for row in found], today, owners)


def _rows(
    reader: Connection, found: Sequence[tuple[Any, ...]], today: date, owners: "dict[str, NamedPerson] | None" = None
) -> "list[ActionRow]":
    """`owners`: those whose names are known already."""
    from json import loads

    late = _late(reader, ((row[1], row[7], row[5], row[10]) for row in found), today)
    helped = {row[4]: loads(row[4]) for row in found if row[4] != "[]"}
    helpers = {text: [each["person"] for each in several] for text, several in helped.items()}
    known = owners or {}
    refs = {row[3] for row in found if row[3] is not None}.union(*helpers.values()) - known.keys()
    known |= named(reader, refs)
    return [
        {
            "ref": ref,
            "title": title,
            "owner": known.get(owner),
            "collaborators": [known[each]["name"] if each in known else each for each in helpers.get(helped_by, ())],
            "doers": [
                known[each["person"]]["name"]
                for each in helped.get(helped_by, ())
                if each.get("does") and each["person"] in known
            ],
            "due": due,
            "original_due": original_due,
            "status": status,
            "percent": percent,
            "deliverable": deliverable or None,
            "matter": matter,
            "meeting": meeting,
            "depends_on": [] if depends_on == "[]" else loads(depends_on),
            "reason": reason or None,
            "risk": risk or None,
            "module": task or None,
            "overdue": ref in late,
            "updated_at": f"{updated_at[:19]}{updated_at[26:]}",
            "updated_by": updated_by,
            "via": via,
        }
        for (
            _, ref, title, owner, helped_by, due, original_due, status, percent, deliverable, matter, meeting,
            depends_on, reason, risk, task, updated_at, updated_by, via,
        ) in found
    ]  # fmt: skip
