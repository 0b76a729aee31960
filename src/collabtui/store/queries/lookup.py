"""Look-ups of people, departments and matters: by a ref in a row, or by what somebody typed."""

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused, Unknown
from collabtui.store.common_sql.dialect import elements, finds, marks
from collabtui.store.engine_connection import Connection

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import NamedPerson

_MOST_AT_ONCE = 500
"""Values bound at a time: some builds of SQLite take only 999."""
OF_THESE = f"(SELECT value FROM {elements('?')})"
"""For IN, with what `as_these` gives as its one bound value."""
# each along its index: of alternatives in one condition PostgreSQL reads everybody
REFS_OF = """SELECT coalesce(merged_into, ref) FROM person WHERE id IN (
    SELECT id FROM person WHERE ref = ? UNION ALL SELECT id FROM person WHERE email = ?
    UNION ALL SELECT id FROM person WHERE name = ? UNION ALL
    SELECT id FROM member WHERE kind = 'person' AND field = 'aliases' AND value = ?)"""
"""Refs of the people whom a name, an address or a ref means, as `as_person` binds it; one may come twice."""
_PRESENT_WITH_WORD = f"merged_into IS NULL AND id IN ({finds('person')})"
PERHAPS_CALLED = f"SELECT count(*) AS called FROM person WHERE {_PRESENT_WITH_WORD}"
"""How many may be called by a word, which is bound as `fulltext.match_expression` makes it. Where it is none, so is
what `people_called` finds."""
ENOUGH_NAMES = 200
MOST_CALLED = 200
"""Whom a word means beyond that many it does not name: a letter that half of the office has in its names."""


def named(reader: Connection, refs: Iterable[str]) -> "dict[str, NamedPerson]":
    """`name email department` of each person, by ref."""
    wanted = sorted(set(refs))
    found: dict[str, NamedPerson] = {}
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        some = wanted[start : start + _MOST_AT_ONCE]
        for ref, name, email, department in reader.rows(*names_question(reader, some)):
            found[ref] = {"name": name, "email": email, "department": department}
    return found


def names_question(reader: Connection, refs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """As `named` asks it of a few people, in order."""
    # one question however many they are, so that it is planned once; SQLite has that for nothing
    these, bound = (OF_THESE, (as_these(refs),)) if reader.is_far else (f"({marks(len(refs))})", tuple(refs))
    return f"SELECT ref, name, email, nullif(department, '') FROM person WHERE ref IN {these}", bound


def refs_of(reader: Connection, typed: str) -> list[str]:
    """Refs of the people that a name, an address or a ref means; several where people share a name. Raises
    `Unknown` (key `person.unknown`)."""
    rows = reader.rows(f"SELECT DISTINCT * FROM ({REFS_OF}) AS meant", as_person(typed))
    if not rows:
        raise Unknown("person.unknown", ref=typed)
    return [ref for (ref,) in rows]


def as_person(typed: str) -> tuple[str, ...]:
    """The values that `REFS_OF` binds."""
    typed = typed.strip()
    return typed.upper(), typed.lower(), typed, typed.lower()


def as_these(refs: Sequence[str]) -> str:
    """Refs as `OF_THESE` takes them."""
    from json import dumps

    return dumps(list(refs))


def people_called(reader: Connection, word: str) -> list[str]:
    """Refs of those in whose name, or in whose address before the @, the word stands as `fulltext.spans` finds it: a
    Latin word by how it begins, a Chinese one anywhere. Those who left are among them: what they did is theirs."""
    from collabtui.store.common_sql.fulltext import match_expression, spans

    expression = match_expression(word)
    if not expression:
        return []
    rows = reader.rows(f"SELECT ref, name, email FROM person WHERE {_PRESENT_WITH_WORD}", (expression,))
    found = [ref for ref, name, email in rows if spans(f"{name} {email.partition('@')[0]}", word)]
    return found if len(found) <= MOST_CALLED else []


def who_acts(reader: Connection, typed: str) -> str:
    """The name of the person who works in a session, from how he was named to it: a name or a part of one, an address
    or a ref. Raises `Unknown` (key `acting_user.unknown`) and `Refused` (key `acting_user.ambiguous`)."""
    try:
        found = named(reader, refs_of(reader, typed))
    except Unknown:
        found = named(reader, people_called(reader, typed))
    if not found:
        raise Unknown("acting_user.unknown", value=typed)
    if len(found) > 1:
        raise Refused("acting_user.ambiguous", value=typed, addresses=[row["email"] for row in found.values()])
    (row,) = found.values()
    return row["name"]


def known_department(reader: Connection, typed: str) -> str:
    """The present name of a department that is or was called so. Raises `Unknown` (`department.unknown`) for one that
    nobody is in and that was never entered."""
    sql = """SELECT ? FROM person WHERE department = ? UNION ALL SELECT name FROM department WHERE name = ?
             UNION ALL SELECT name FROM department WHERE id IN (
                 SELECT id FROM member WHERE kind = 'department' AND field = 'former_names' AND value = ?) LIMIT 1"""
    row = reader.row(sql, (typed, typed, typed, typed))
    if row is None:
        raise Unknown("department.unknown", ref=typed)
    name: str = row[0]
    return name


def former_departments(reader: Connection) -> dict[str, str]:
    """Names that departments had, in small letters, with the present name of each."""
    sql = """SELECT m.value, d.name FROM member AS m JOIN department AS d ON d.id = m.id
             WHERE m.kind = 'department' AND m.field = 'former_names' AND d.merged_into IS NULL"""
    return {former.casefold(): name for former, name in reader.rows(sql)}


def matter_ref(reader: Connection, typed: str) -> str:
    """The matter that a ref or a title means, its present one or a former one. Raises `Unknown` (key
    `matter.unknown`), for the ref of a change of one `matter.is_change`."""
    sql = "SELECT ref FROM matter WHERE ref = ? OR title = ? AND withdrawn IS NULL ORDER BY id DESC LIMIT 1"
    row = reader.row(sql, (kept_ref(typed), typed.strip()))
    ref: str | None = row[0] if row else _once_called(reader, typed.strip())
    if ref is None:
        # which matter it changes is not said: its reader may not be let in there
        if reader.row("SELECT 1 FROM change WHERE ref = ?", (kept_ref(typed),)):
            raise Unknown("matter.is_change", ref=kept_ref(typed))
        raise Unknown("matter.unknown", ref=typed)
    return ref


def _once_called(reader: Connection, title: str) -> str | None:
    from collabtui.store.records.former_titles import once_called  # most are called by their present title

    return once_called(reader, title)


def some_names(reader: Connection) -> list[str]:
    """Names of people, as many as tell how wide a column of names has to be."""
    rows = reader.rows("SELECT name FROM person WHERE merged_into IS NULL ORDER BY id LIMIT ?", (ENOUGH_NAMES,))
    return [name for (name,) in rows]


def some_departments(reader: Connection) -> list[str]:
    """The same of their departments."""
    of_some = "SELECT department FROM person WHERE department <> '' ORDER BY id LIMIT ?"
    return [name for (name,) in reader.rows(f"SELECT DISTINCT department FROM ({of_some}) AS few", (ENOUGH_NAMES,))]


def titles(reader: Connection) -> dict[str, str]:
    """Titles of all matters and meetings, by ref."""
    return dict(reader.rows("SELECT ref, title FROM matter UNION ALL SELECT ref, title FROM meeting"))


def due_dates(reader: Connection, refs: Iterable[str]) -> dict[str, str]:
    """Due dates of actions, as ISO text, by ref; those without a date are left out."""
    wanted = sorted(set(refs))[:_MOST_AT_ONCE]
    bound = marks(len(wanted))
    return dict(reader.rows(f"SELECT ref, due FROM action WHERE due IS NOT NULL AND ref IN ({bound})", wanted))


def reminded_of(reader: Connection, refs: Iterable[str]) -> dict[str, list[str]]:
    """Kinds of the mails that spoke of each action, by ref: `reminder`, `overdue`, `escalation`, …, each as often
    as it was."""
    sql = "SELECT ref FROM reminded WHERE ref > ? AND ref < ?"
    return {ref: [mark.split("/")[2] for (mark,) in reader.rows(sql, (f"{ref}/", f"{ref}0"))] for ref in refs}


def archived_among(reader: Connection, refs: Set[str]) -> frozenset[str]:
    """Those of these matters that are archived: of what is open in them nobody is reminded."""
    if not refs:
        return frozenset()
    asked = f"SELECT ref FROM matter WHERE step = 'archive' AND ref IN ({', '.join('?' * len(refs))})"
    return frozenset(ref for (ref,) in reader.rows(asked, tuple(refs)))
