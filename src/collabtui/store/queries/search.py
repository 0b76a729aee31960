"""Full-text search, by words and by the people whose things they are: newest first within each kind."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from collabtui.domain.refs import is_ref, kept_ref
from collabtui.store.common_sql.dialect import (
    elements,
    elements_of,
    finds,
    hits_first,
    joined_lines,
    kinds_with_finds,
    looked_up,
    to_second,
    value_at,
)
from collabtui.store.common_sql.fulltext import match_expression
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import OF_THESE, as_these, people_called
from collabtui.store.queries.row_reader import or_null

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import SearchHitRow


class _Kind(NamedTuple):
    """The SQL of what a hit shows. `texts` are what the index was made of, the first of them the title."""

    texts: tuple[str, ...]
    at: str = "NULL"
    meeting: str = "NULL"
    about: str = "NULL"
    matter: str = "NULL"
    only: str = "TRUE"
    stands_for: str = "?"
    """The ref of what a typed ref means now."""
    own: tuple[str, ...] = ()
    """The ids of what is a person's, each with one bound value: `as_these` of the people."""


_LINES = f"(SELECT {joined_lines(value_at('value', 'text'))} FROM {elements_of('new_text', 'lines')})"
_QUESTIONS = f"(SELECT {joined_lines('value')} FROM {elements('questions')})"
_IN_MEETING = "(SELECT title FROM meeting WHERE meeting.ref = found.meeting)"
_SENDER = "coalesce((SELECT name FROM person WHERE person.ref = found.person), found.sender)"
_NOW = "(SELECT coalesce(merged_into, ref) FROM person WHERE ref = ?)"
_MEMBERS = f"SELECT id FROM member WHERE kind = '{{}}' AND field = '{{}}' AND value IN {OF_THESE}"
_CONTACTS = f"""SELECT matter.id FROM matter {looked_up(elements("matter.contacts", "one"), "TRUE")}
    WHERE {value_at("one.value", "person")} IN {OF_THESE}"""
_KINDS = {
    "meeting": _Kind(
        ("title", "goal", _QUESTIONS, "place"),
        at=to_second("start"),
        meeting="ref",
        own=(_MEMBERS.format("meeting", "participants"),),
    ),
    "decision": _Kind(
        ("text",), at=to_second("at"), meeting="meeting", about=_IN_MEETING, matter="matter", only="NOT withdrawn"
    ),
    "action": _Kind(
        ("title", "deliverable", "reason", "note"),
        at="due",
        about="(SELECT name FROM person WHERE person.ref = found.owner)",
        own=(f"SELECT id FROM action WHERE owner IN {OF_THESE}", _MEMBERS.format("action", "collaborators")),
    ),
    "risk": _Kind(
        ("text", "impact", "answer", "standby"),
        at=to_second("raised_at"),
        meeting="meeting",
        about=_IN_MEETING,
        matter="matter",
        only="state <> 'withdrawn'",
        own=(f"SELECT id FROM risk WHERE owner IN {OF_THESE}",),
    ),
    "change": _Kind(
        ("what", "reason", "impact", "decision"),
        at=to_second("raised_at"),
        about="(SELECT title FROM matter WHERE matter.ref = found.matter)",
        matter="matter",
        only="state <> 'withdrawn'",
    ),
    "question": _Kind(
        ("text",),
        at=to_second("at"),
        meeting="meeting",
        about=_IN_MEETING,
        matter="matter",
        only="state <> 'withdrawn'",
    ),
    "incoming": _Kind(
        ("subject", _LINES),
        at=to_second("received_at"),
        about=_SENDER,
        only="kind <> 'own'",
        own=(f"SELECT id FROM incoming WHERE person IN {OF_THESE}",),
    ),
    "entry": _Kind(  # not the line that made an action or a decision, which is found itself
        ("text",), at=to_second("at"), meeting="meeting", about=_IN_MEETING, only="thing IS NULL AND NOT undone"
    ),
    "matter": _Kind(
        ("title", "goal", "background"),
        at=to_second("created_at"),
        about=or_null("lead"),
        only="withdrawn IS NULL",
        own=(_CONTACTS, f"SELECT id FROM matter WHERE owner IN {OF_THESE}"),
    ),
    "person": _Kind(
        ("name", "email", "title"), about=or_null("department"), only="merged_into IS NULL", stands_for=_NOW
    ),
}
KINDS = tuple(_KINDS)
"""In the order in which they are looked through: what was agreed before what was merely said."""
GONE_BACK_TO = ("meeting", "decision", "action", "incoming", "matter")
"""The kinds of which the latest are wanted again."""
NAMED = ("meeting", "action", "matter", "change", "person")
"""The kinds that one calls by their names."""


def search_hits(
    reader: Connection, typed: str, *, kinds: tuple[str, ...] = KINDS, limit: int = 20
) -> "list[SearchHitRow]":
    """At most `limit` of each kind: `kind ref title texts[] meeting about matter at`; what has the ref that was typed
    comes first. A word that people are called by stands for their things, too: what they own, support, sent, attend or
    are the contact of.

    `texts` are its further words, where the word that was looked for may stand as well. `meeting` is where a thing
    was said, `about` the meeting's title, the owner, the sender or the department, whichever the kind has."""
    expression = match_expression(typed)
    if not expression:
        return []
    ref = kept_ref(typed) if is_ref(typed) else None
    which = (kinds_with_finds(kinds), (expression,) * len(kinds))
    if reader.is_far:
        reader.foresee([which])
    called = [(word, people_called(reader, word)) for word in typed.split()]
    known: Collection[str] = kinds
    if reader.is_far and not any(people for _, people in called):
        known = {name for (name,) in reader.rows(*which)}
    asked = [one for name in kinds for one in _questions(name, expression, ref, called, limit, known)]
    answers = reader.rows_of_each([(_sql(name, rest), values) for name, rest, values in asked])
    hits: dict[str, list[SearchHitRow]] = {name: [] for name in kinds}
    for (name, _, _), rows in zip(asked, answers, strict=True):
        hits[name] += [hit for hit in _as_hits(name, rows) if hit not in hits[name]]
    return [hit for of_kind in hits.values() for hit in of_kind[:limit]]


def latest_hits(reader: Connection, *, limit: int = 3) -> "list[SearchHitRow]":
    """At most `limit` of each kind that one goes back to, the newest first: what a search shows before a word is
    typed."""
    newest = f"ORDER BY id DESC LIMIT {limit}"
    asked = [(name, f"FROM {name} AS found WHERE {_KINDS[name].only} {newest}") for name in GONE_BACK_TO]
    answers = reader.rows_of_each([(_sql(name, rest), ()) for name, rest in asked])
    return [hit for (name, _), rows in zip(asked, answers, strict=True) for hit in _as_hits(name, rows)]


def thing_of(reader: Connection, ref: str, *, kinds: tuple[str, ...] = KINDS) -> "SearchHitRow | None":
    """The thing with this ref; None where there is none."""
    return next((row for row in search_hits(reader, ref, kinds=kinds, limit=1) if row["ref"] == ref), None)


def _questions(
    name: str,
    expression: str,
    ref: str | None,
    called: list[tuple[str, list[str]]],
    limit: int,
    known: Collection[str],
) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    """What stands behind the columns, and its values: for the ref, and for the words, which are in no kind but the
    known ones."""
    if ref:
        yield name, f"FROM {name} AS found WHERE ref = {_KINDS[name].stands_for}", (ref,)
    if name not in known:
        return
    found = _of_people(name, called) if any(people for _, people in called) else None
    # the index first: it gives its hits newest first, and nothing is read of the rows beyond the limit
    source, values = found or (f"FROM {hits_first(name, 'found')} WHERE TRUE", (expression,))
    rest = f"{source} AND {_KINDS[name].only} ORDER BY {'id' if found else 'hit'} DESC LIMIT {limit}"
    yield name, rest, tuple(values)


def _of_people(name: str, called: list[tuple[str, list[str]]]) -> tuple[str, tuple[object, ...]] | None:
    """What has each word in it, or is of somebody who is called so; None of a kind that is nobody's."""
    own = _KINDS[name].own
    if not own:
        return None
    conditions, values = [], list[object]()
    for word, people in called:
        if not (expression := match_expression(word)):
            continue
        sources = (finds(name), *(own if people else ()))
        conditions.append(f"id IN ({' UNION ALL '.join(sources)})")
        values += [expression, *([as_these(people)] * (len(sources) - 1))]
    return f"FROM {name} AS found WHERE {' AND '.join(conditions)}", tuple(values)


def _sql(name: str, rest: str) -> str:
    kind = _KINDS[name]
    return f"SELECT {', '.join((*_shown(kind).values(), *kind.texts))} {rest}"


def _as_hits(name: str, rows: list[tuple[Any, ...]]) -> "list[SearchHitRow]":
    """Of Any, since SQL tells no types."""
    shown = tuple(_shown(_KINDS[name]))
    hits: list[Any] = []
    for row in rows:
        title, *texts = (text or "" for text in row[len(shown) :])
        known = dict(zip(shown, row, strict=False))
        hits.append(known | {"kind": name, "title": title, "texts": [text for text in texts if text]})
    return hits


def _shown(kind: _Kind) -> dict[str, str]:
    return {"ref": "ref", "at": kind.at, "meeting": kind.meeting, "about": kind.about, "matter": kind.matter}
