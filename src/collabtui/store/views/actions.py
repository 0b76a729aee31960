"""Lists of actions: all that a filter lets through, or windows of a long list."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias, TypedDict, Unpack

from collabtui.errors import Unknown
from collabtui.store.connection import Connection
from collabtui.store.sql import OPEN_ACTION
from collabtui.store.views.lookup import known_department, matter_ref, named, refs_of
from collabtui.store.views.reader import Row, limited, only

Order: TypeAlias = Literal["due", "newest", "updated", "owner", "matter", "status", "title"]
Condition: TypeAlias = tuple[str, Sequence[Any]]
"""SQL, and what is bound in it."""
ActionLine: TypeAlias = tuple[str, str, bool, str | None, int, str | None, str]
"""Ref, status, whether it is overdue, due date, percent, the owner's name, title."""
_ORDERS: dict[Order, str] = {
    "due": "a.due ASC NULLS LAST, a.id",
    "newest": "a.id DESC",
    "updated": "a.updated_at DESC, a.id",
    "owner": "p.name ASC NULLS LAST, a.due ASC NULLS LAST, a.id",
    "matter": "a.matter ASC NULLS LAST, a.due ASC NULLS LAST, a.id",
    "status": "a.status, a.due ASC NULLS LAST, a.id",
    "title": "a.title, a.id",
}
_COLUMNS = (
    "a.id, a.ref, a.title, a.owner, a.collaborators, a.due, a.original_due, a.status, a.percent, a.deliverable, "
    "a.matter, a.meeting, a.depends_on, a.reason, a.updated_at, a.updated_by, a.via"
)
_OPEN = ("not-started", "in-progress", "blocked")
_OPEN_BY_DATE: tuple[set[str], ...] = (
    {"open_only"}, {"overdue"}, {"open_only", "overdue"}, {"open_only", "due_before"}, {"overdue", "due_before"},
)  # fmt: skip
"""Filters for which the index of open actions is all it takes."""
_AT_ONCE = 500


class ActionFilter(TypedDict, total=False):
    """What an action has to be to be listed; what is not said does not matter."""

    open_only: bool
    overdue: bool
    owner: str
    """A name, an address or a ref."""
    department: str
    """The owner's."""
    matter: str
    """A ref or a title."""
    meeting: str
    statuses: Sequence[str]
    due_from: date
    due_before: date
    """That day excluded."""
    search: str


def actions(
    reader: Connection,
    *,
    today: date,
    order: Order | None = None,
    limit: int | None = None,
    **wanted: Unpack[ActionFilter],
) -> list[Row]:
    """`action list`. In the order of due dates, what has none last; what was searched for newest first, unless
    `order` says otherwise. Raises `Unknown` for an owner, a department or a matter that is not there."""
    rest, values = _rest(reader, today, order, wanted)
    return _rows(reader, reader.rows(f"SELECT {_COLUMNS} {rest} LIMIT ?", (*values, limited(limit))), today)


def action_lines(reader: Connection, *, today: date, **wanted: Unpack[ActionFilter]) -> Iterator[ActionLine]:
    """The same list as a person reads it, in a third of the time. Raises as `actions` does."""
    rest, values = _rest(reader, today, None, wanted)
    found = reader.rows(f"SELECT a.ref, a.status, a.due, a.percent, a.owner, a.title {rest}", values)
    known = named(reader, {row[4] for row in found if row[4] is not None})
    names = {ref: person["name"] for ref, person in known.items()}
    now = today.isoformat()
    for ref, status, due, percent, owner, title in found:
        overdue = due is not None and due < now and status in _OPEN
        yield ref, status, overdue, due, percent, names.get(owner), title


def action(reader: Connection, ref: str, *, today: date) -> Row:
    """`action show`. Raises `Unknown` (key `action.unknown`)."""
    found = reader.rows(f"SELECT {_COLUMNS} FROM action AS a WHERE a.ref = ?", (ref.strip().upper(),))
    return only(_rows(reader, found, today), "action", ref)


def action_ids(
    reader: Connection, *, today: date, order: Order | None = None, **wanted: Unpack[ActionFilter]
) -> "array[int]":
    """The whole list as row ids: eight bytes an action, so that a screen can hold a list of any length and read the
    rows it shows with `actions_by_id`."""
    rest, values = _rest(reader, today, order, wanted)
    return array("q", (identity for (identity,) in reader.run(f"SELECT a.id {rest}", values)))


def actions_by_id(reader: Connection, ids: Sequence[int], *, today: date) -> list[Row]:
    """The rows of these ids, in their order."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        sql = f"SELECT {_COLUMNS} FROM action AS a WHERE a.id IN ({', '.join('?' * len(some))})"
        found.update((row[0], row) for row in reader.rows(sql, tuple(some)))
    return _rows(reader, [found[identity] for identity in ids], today)


def action_id(reader: Connection, ref: str) -> int:
    """The row id of one action. Raises `Unknown` (key `action.unknown`)."""
    row = reader.row("SELECT id FROM action WHERE ref = ?", (ref.strip().upper(),))
    if row is None:
        raise Unknown("action.unknown", ref=ref)
    identity: int = row[0]
    return identity


def dependents(reader: Connection, ref: str, *, today: date) -> list[Row]:
    """Open actions that wait for this one, by due date."""
    rest = f"""FROM action AS a WHERE a.{OPEN_ACTION} AND a.id IN (
                   SELECT id FROM member WHERE kind = 'action' AND field = 'depends_on' AND value = ?)
               ORDER BY a.due ASC NULLS LAST, a.id"""
    return _rows(reader, reader.rows(f"SELECT {_COLUMNS} {rest}", (ref.strip().upper(),)), today)


def _rest(reader: Connection, today: date, order: Order | None, wanted: ActionFilter) -> tuple[str, list[Any]]:
    """Everything after the columns but a limit, and what is bound in it."""
    parts = list(_conditions(reader, today, wanted))
    tables = "action AS a"
    if {name for name, value in wanted.items() if value} in _OPEN_BY_DATE and order in (None, "due"):
        # left to itself SQLite collects and sorts them: twice the time, for each key pressed in a long list
        tables += " INDEXED BY action_open"
    ordered = _ORDERS[order or "due"]
    if search := wanted.get("search"):
        tables = "action_text AS t CROSS JOIN action AS a ON a.id = t.rowid"
        parts.append(_search(search))
        if order in (None, "newest"):
            # as the index of words hands out its finds: a screenful comes without reading the others
            ordered = "t.rowid DESC"
    if order == "owner":
        tables += " LEFT JOIN person AS p ON p.ref = a.owner"
    where = " AND ".join(["TRUE", *(sql for sql, _ in parts)])
    return f"FROM {tables} WHERE {where} ORDER BY {ordered}", [value for _, values in parts for value in values]


def _search(text: str) -> Condition:
    from collabtui.store import fulltext

    expression = fulltext.match_expression(text)
    return ("action_text MATCH ?", (expression,)) if expression else ("FALSE", ())


def _conditions(reader: Connection, today: date, wanted: ActionFilter) -> Iterator[Condition]:
    if wanted.get("open_only") or wanted.get("overdue"):
        yield f"a.{OPEN_ACTION}", ()
    if wanted.get("overdue"):
        yield "a.due < ?", (today.isoformat(),)
    if statuses := wanted.get("statuses"):
        yield f"a.status IN ({', '.join('?' * len(statuses))})", statuses
    if (due_from := wanted.get("due_from")) is not None:
        yield "a.due >= ?", (due_from.isoformat(),)
    if (due_before := wanted.get("due_before")) is not None:
        yield "a.due < ?", (due_before.isoformat(),)
    if owner := wanted.get("owner"):
        refs = refs_of(reader, owner)
        yield f"a.owner IN ({', '.join('?' * len(refs))})", refs
    if department := wanted.get("department"):
        known = known_department(reader, department)
        yield "a.owner IN (SELECT ref FROM person WHERE department = ?)", (known,)
    if matter := wanted.get("matter"):
        yield "a.matter = ?", (matter_ref(reader, matter),)
    if meeting := wanted.get("meeting"):
        yield "a.meeting = ?", (meeting.strip().upper(),)


def _rows(reader: Connection, found: Sequence[tuple[Any, ...]], today: date) -> list[Row]:
    from json import loads

    now = today.isoformat()
    helpers = {row[4]: [each["person"] for each in loads(row[4])] for row in found if row[4] != "[]"}
    refs = {row[3] for row in found if row[3] is not None}.union(*helpers.values())
    known = named(reader, refs)
    return [
        {
            "ref": ref,
            "title": title,
            "owner": known.get(owner),
            "collaborators": [known[each]["name"] if each in known else each for each in helpers.get(helped_by, ())],
            "due": due,
            "original_due": original_due,
            "status": status,
            "percent": percent,
            "deliverable": deliverable or None,
            "matter": matter,
            "meeting": meeting,
            "depends_on": [] if depends_on == "[]" else loads(depends_on),
            "reason": reason or None,
            "overdue": due is not None and due < now and status in _OPEN,
            "updated_at": f"{updated_at[:19]}{updated_at[26:]}",
            "updated_by": updated_by,
            "via": via,
        }
        for (
            _, ref, title, owner, helped_by, due, original_due, status, percent, deliverable, matter, meeting,
            depends_on, reason, updated_at, updated_by, via,
        ) in found
    ]  # fmt: skip
