"""Lists of actions: all that a filter lets through, or windows of a long list."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from json import loads
from typing import Any, Literal, TypeAlias, TypedDict, Unpack

from collabtui.store.connection import Connection
from collabtui.store.sql import OPEN_ACTION
from collabtui.store.views.lookup import known_department, matter_ref, named, refs_of
from collabtui.store.views.reader import Row, limited, only, or_null, to_second

Order: TypeAlias = Literal["due", "newest", "updated", "owner", "matter", "status", "title"]
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
    "a.id", "a.ref", "a.title", "p.name", "p.email", or_null("p.department"), "a.collaborators", "a.due",
    "a.original_due", "a.status", "a.percent", or_null("a.deliverable"), "a.matter", "a.meeting", "a.depends_on",
    or_null("a.reason"), to_second("a.updated_at"), "a.updated_by", "a.via",
)  # fmt: skip
_OPEN = ("not-started", "in-progress", "blocked")
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
    where, values = _where(reader, today, wanted)
    sql = f"{_select()} WHERE {where} ORDER BY {_ordered(order, wanted)} LIMIT ?"
    return _rows(reader, reader.rows(sql, (*values, limited(limit))), today)


def action(reader: Connection, ref: str, *, today: date) -> Row:
    """`action show`. Raises `Unknown` (key `action.unknown`)."""
    found = reader.rows(f"{_select()} WHERE a.ref = ?", (ref.strip().upper(),))
    return only(_rows(reader, found, today), "action", ref)


def action_ids(
    reader: Connection, *, today: date, order: Order | None = None, **wanted: Unpack[ActionFilter]
) -> "array[int]":
    """The whole list as row ids: eight bytes an action, so that a screen can hold a list of any length and read the
    rows it shows with `actions_by_id`."""
    where, values = _where(reader, today, wanted)
    people = "LEFT JOIN person AS p ON p.ref = a.owner" if order == "owner" else ""
    sql = f"SELECT a.id FROM action AS a {people} WHERE {where} ORDER BY {_ordered(order, wanted)}"
    return array("q", (identity for (identity,) in reader.rows(sql, values)))


def actions_by_id(reader: Connection, ids: Sequence[int], *, today: date) -> list[Row]:
    """The rows of these ids, in their order."""
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        sql = f"{_select()} WHERE a.id IN ({', '.join('?' * len(some))})"
        found.update((row[0], row) for row in reader.rows(sql, tuple(some)))
    return _rows(reader, (found[identity] for identity in ids), today)


def _select() -> str:
    return f"SELECT {', '.join(_COLUMNS)} FROM action AS a LEFT JOIN person AS p ON p.ref = a.owner"


def _ordered(order: Order | None, wanted: ActionFilter) -> str:
    return _ORDERS[order or ("newest" if wanted.get("search") else "due")]


def _where(reader: Connection, today: date, wanted: ActionFilter) -> tuple[str, list[Any]]:
    parts: list[tuple[str, Sequence[Any]]] = [("TRUE", ())]
    if wanted.get("open_only") or wanted.get("overdue"):
        parts.append((f"a.{OPEN_ACTION}", ()))
    if wanted.get("overdue"):
        parts.append(("a.due < ?", (today.isoformat(),)))
    if (due_before := wanted.get("due_before")) is not None:
        parts.append(("a.due < ?", (due_before.isoformat(),)))
    if owner := wanted.get("owner"):
        refs = refs_of(reader, owner)
        parts.append((f"a.owner IN ({', '.join('?' * len(refs))})", refs))
    if department := wanted.get("department"):
        known = known_department(reader, department)
        parts.append(("a.owner IN (SELECT ref FROM person WHERE department = ?)", (known,)))
    if matter := wanted.get("matter"):
        parts.append(("a.matter = ?", (matter_ref(reader, matter),)))
    if meeting := wanted.get("meeting"):
        parts.append(("a.meeting = ?", (meeting.strip().upper(),)))
    if search := wanted.get("search"):
        from collabtui.store import fulltext

        expression = fulltext.match_expression(search)
        found = "a.id IN (SELECT rowid FROM action_text WHERE action_text MATCH ?)"
        parts.append((found, (expression,)) if expression else ("FALSE", ()))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _rows(reader: Connection, found: Iterable[tuple[Any, ...]], today: date) -> list[Row]:
    now, helpers = today.isoformat(), _Names(reader)
    return [
        {
            "ref": ref,
            "title": title,
            "owner": {"name": name, "email": email, "department": department} if email is not None else None,
            "collaborators": [] if collaborators == "[]" else helpers.names(collaborators),
            "due": due,
            "original_due": original_due,
            "status": status,
            "percent": percent,
            "deliverable": deliverable,
            "matter": matter,
            "meeting": meeting,
            "depends_on": [] if depends_on == "[]" else loads(depends_on),
            "reason": reason,
            "overdue": due is not None and due < now and status in _OPEN,
            "updated_at": updated_at,
            "updated_by": updated_by,
            "via": via,
        }
        for (
            _, ref, title, name, email, department, collaborators, due, original_due, status, percent, deliverable,
            matter, meeting, depends_on, reason, updated_at, updated_by, via,
        ) in found
    ]  # fmt: skip


class _Names:
    """Names of collaborators, who are few: asked for one by one, each person once."""

    def __init__(self, reader: Connection) -> None:
        self._reader = reader
        self._known: dict[str, str] = {}

    def names(self, collaborators: str) -> list[str]:
        refs = [each["person"] for each in loads(collaborators)]
        unknown = [ref for ref in refs if ref not in self._known]
        if unknown:
            found = named(self._reader, unknown)
            self._known.update((ref, found[ref]["name"] if ref in found else ref) for ref in unknown)
        return [self._known[ref] for ref in refs]
