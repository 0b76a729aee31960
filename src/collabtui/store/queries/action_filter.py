"""A filter of actions as SQL: conditions and order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict

from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import by_index, finds, finds_first, marks
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import (
    OF_THESE,
    REFS_OF,
    as_person,
    as_these,
    known_department,
    matter_ref,
    people_called,
    refs_of,
)
from collabtui.store.records.sql import awaited_action, not_left_open, overdue_action

Order: TypeAlias = Literal["due", "newest", "updated", "owner", "matter", "status", "title"]
Condition: TypeAlias = tuple[str, Sequence[Any]]
"""SQL, and what is bound in it."""
_ORDERS: dict[Order, str] = {
    "due": "a.due ASC NULLS LAST, a.id",
    "newest": "a.id DESC",
    "updated": "a.updated_at DESC, a.id",
    "owner": "p.name ASC NULLS LAST, a.due ASC NULLS LAST, a.id",
    "matter": "a.matter ASC NULLS LAST, a.due ASC NULLS LAST, a.id",
    "status": "a.status, a.due ASC NULLS LAST, a.id",
    "title": "a.title, a.id",
}
_OPEN_BY_DATE = frozenset({"open_only", "overdue", "due_before"})
"""Filters for which the index of open actions is all it takes."""

_NAMING = frozenset({"owner", "department", "departments", "matter"})
"""Filters that name something by what somebody typed."""
_ACTIONS = "action AS a"
OWNER = " LEFT JOIN person AS p ON p.ref = a.owner"
"""Behind the tables of a selection."""
_OF_DEPARTMENT = "a.owner IN (SELECT ref FROM person WHERE department = ?)"
_FINDS = finds("action")
_COMMON = 20_000
"""Finds of a word from which it is quicker to go through what is open."""


class ActionFilter(TypedDict, total=False):
    """Conditions on an action; a field that is empty does not matter."""

    open_only: bool
    """Without what was left open in an archived matter: nobody waits for it."""
    without_left_open: bool
    """Whatever is over, and what `open_only` lets through."""
    overdue: bool
    owner: str
    """A name, an address or a ref."""
    owners: Sequence[str]
    """Refs: one of these."""
    department: str
    """The owner's."""
    departments: Sequence[str]
    """One of these."""
    refs: Sequence[str]
    matter: str
    """A ref or a title."""
    not_of: Sequence[str]
    """Refs of matters: of none of these."""
    meeting: str
    statuses: Sequence[str]
    due_from: date
    due_before: date
    """That day excluded."""
    no_due: bool
    search: str
    """Words that occur; one that people are called by is met by what they own, too."""
    without: Sequence[str]
    """Words that must not occur."""


class _Resolver(NamedTuple):
    """The ref or present name of what somebody typed; each raises `Unknown`."""

    owned: Callable[[str], Condition]
    department: Callable[[str], str]
    matter: Callable[[str], str]


_AS_TYPED = _Resolver(lambda owner: (f"a.owner IN ({REFS_OF})", as_person(owner)), str, kept_ref)
"""Most often: screens name by refs and by present names."""


class Selection(NamedTuple):
    """`SELECT … FROM <tables> WHERE <where> ORDER BY <ordered>`, and what is bound in it."""

    tables: str
    where: str
    ordered: str
    values: tuple[Any, ...]

    @property
    def rest(self) -> str:
        return f"FROM {self.tables} WHERE {self.where} ORDER BY {self.ordered}"

    def by_people(self, columns: str, most: int, condition: str = "TRUE") -> str:
        """The SQL of a department's own, each of its people after the other and of each so many. The department is
        bound last."""
        of_one = self.where.replace(_OF_DEPARTMENT, "a.owner = one.ref")
        of_each = f"SELECT {columns} FROM {self.tables} WHERE {condition} AND {of_one} LIMIT {most}"
        return f"SELECT {columns} FROM person AS one, LATERAL ({of_each}) AS a WHERE one.department = ?"

    @property
    def looking_up_departments(self) -> "Selection":
        """The same where the department is looked up of each action's owner: no plan can begin with its people."""
        by_owner = "(SELECT department FROM person WHERE ref = a.owner) = ?"
        return self._replace(where=self.where.replace(_OF_DEPARTMENT, by_owner))

    @property
    def with_owner(self) -> str:
        """The same with the owner as `p`."""
        return self.rest if OWNER in self.tables else self._replace(tables=self.tables + OWNER).rest


def selection(
    reader: Connection,
    today: date,
    order: Order | None,
    wanted: ActionFilter,
    foreseen: Callable[[Selection], object] = lambda _: None,
) -> Selection:
    """Without an order: what was searched for newest first, all else by due date. `foreseen` hears, before it is asked
    what somebody's words mean, what is selected where owner, department and matter are called as they are now, and
    where the words that are looked for name nobody. Raises `Unknown` for an owner, a department or a matter that is
    not there."""
    given = {name for name, value in wanted.items() if value}
    search = wanted.get("search")
    by_date = order == "due" or (order is None and not search)
    of_open = by_date and bool(given & {"open_only", "overdue"})
    if reader.is_far and not search and given & _NAMING:
        foreseen(_put_together(_ACTIONS, list(_conditions(_AS_TYPED, today, wanted)), order))
    parts = list(_conditions(_asked(reader), today, wanted))
    if not search:
        # left to itself SQLite collects and sorts them: twice the time, for each key pressed in a long list
        is_index_all = of_open and given <= _OPEN_BY_DATE
        return _put_together(by_index(_ACTIONS, "action_open") if is_index_all else _ACTIONS, parts, order)
    if not of_open:
        foreseen(_with_words(parts, search, order))
    if of_people := _of_people(reader, search):
        return _put_together(_ACTIONS, [*parts, *of_people], order)
    if of_open and _is_common(reader, search):
        # the open ones in their order, each looked up among the finds: fetching these in theirs takes twice as long
        words = _search(search, f"a.id IN ({_FINDS})")
        return _put_together(by_index(_ACTIONS, "action_open"), [*parts, words], order)
    return _with_words(parts, search, order)


def selection_as_typed(today: date, order: Order | None, wanted: ActionFilter) -> Selection | None:
    """The selection where a department is called as it is now: whatever it finds is what `selection` finds. It
    needs nothing to be asked before. None where the filter has something else that is named, or words."""
    given = {name for name, value in wanted.items() if value}
    if not given & {"owner", "department"} or given & {"departments", "matter", "search"}:
        return None
    return _put_together(_ACTIONS, list(_conditions(_AS_TYPED, today, wanted)), order)


def selection_of_word(order: Order | None, wanted: ActionFilter) -> Selection | None:
    """The selection where the one word that is looked for names nobody: what `selection` gives then. None where the
    filter is of more than a word."""
    search = wanted.get("search") or ""
    given = {name for name, value in wanted.items() if value}
    if given != {"search"} or len(search.split()) != 1 or order not in (None, "newest") or not _search(search, "")[1]:
        return None
    return _with_words((), search, order)


def _with_words(parts: Sequence[Condition], search: str, order: Order | None) -> Selection:
    tables, has_words, newest = finds_first("action", "a")
    chosen = _put_together(tables, [*parts, _search(search, has_words)], order)
    # as the index of words hands out its finds: a screenful comes without reading the others
    return chosen._replace(ordered=newest) if order in (None, "newest") else chosen


def _put_together(tables: str, parts: Sequence[Condition], order: Order | None) -> Selection:
    if order == "owner":
        tables += OWNER
    where = " AND ".join(["TRUE", *(sql for sql, _ in parts)])
    values = tuple(value for _, values in parts for value in values)
    return Selection(tables, where, _ORDERS[order or "due"], values)


def _of_people(reader: Connection, text: str) -> list[Condition]:
    """Where a word names somebody: each stands in the action, or in the name of its owner."""
    called = [(word, people_called(reader, word)) for word in text.split()]
    if not any(people for _, people in called):
        return []
    return [_named(word, people) for word, people in called]


def _named(word: str, people: Sequence[str]) -> Condition:
    found, values = _search(word, _FINDS)
    if not (people and values):
        return _search(word, f"a.id IN ({_FINDS})")
    owned = f"SELECT id FROM action WHERE owner IN {OF_THESE}"
    return f"a.id IN ({found} UNION ALL {owned})", (*values, as_these(people))


def _is_common(reader: Connection, text: str) -> bool:
    condition, values = _search(text, _FINDS)
    found = reader.row(f"SELECT count(*) FROM ({condition} LIMIT ?) AS finds", (*values, _COMMON)) if values else None
    return found is not None and found[0] == _COMMON


def _search(text: str, condition: str) -> Condition:
    from collabtui.store.common_sql import fulltext

    expression = fulltext.match_expression(text)
    return (condition, (expression,)) if expression else ("FALSE", ())


def _asked(reader: Connection) -> _Resolver:
    return _Resolver(
        owned=lambda typed: _owned(refs_of(reader, typed)),
        department=lambda typed: known_department(reader, typed),
        matter=lambda typed: matter_ref(reader, typed),
    )


def _owned(refs: Sequence[str]) -> Condition:
    return f"a.owner IN ({marks(len(refs))})", refs


def _conditions(names: _Resolver, today: date, wanted: ActionFilter) -> Iterator[Condition]:
    if wanted.get("overdue"):
        yield overdue_action("a"), (today.isoformat(),)
    elif wanted.get("open_only"):
        yield awaited_action("a"), ()
    elif wanted.get("without_left_open"):
        yield not_left_open("a"), ()
    if statuses := wanted.get("statuses"):
        yield f"a.status IN ({marks(len(statuses))})", statuses
    if (due_from := wanted.get("due_from")) is not None:
        yield "a.due >= ?", (due_from.isoformat(),)
    if (due_before := wanted.get("due_before")) is not None:
        yield "a.due < ?", (due_before.isoformat(),)
    if owner := wanted.get("owner"):
        yield names.owned(owner)
    if department := wanted.get("department"):
        known = names.department(department)
        yield _OF_DEPARTMENT, (known,)
    for column, named in (("a.owner", wanted.get("owners")), ("a.ref", wanted.get("refs"))):
        if named:
            yield f"{column} IN ({marks(len(named))})", named
    if departments := wanted.get("departments"):
        present = [names.department(one) for one in departments]
        yield f"a.owner IN (SELECT ref FROM person WHERE department IN ({marks(len(present))}))", present
    if wanted.get("no_due"):
        yield "a.due IS NULL", ()
    for word in wanted.get("without", ()):
        condition, values = _search(word, f"a.id NOT IN ({_FINDS})")
        if values:
            yield condition, values
    if matter := wanted.get("matter"):
        yield "a.matter = ?", (names.matter(matter),)
    if not_of := wanted.get("not_of"):
        yield f"(a.matter IS NULL OR a.matter NOT IN ({marks(len(not_of))}))", not_of
    if meeting := wanted.get("meeting"):
        yield "a.meeting = ?", (kept_ref(meeting),)
