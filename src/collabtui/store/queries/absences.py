"""Absences, as far as automatic replies tell of them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from collabtui.store.common_sql.dialect import value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.records.sql import instant_text

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import AbsenceRow

FRESH = timedelta(days=14)
"""An older note says nothing of today."""
_LOOKED_AT = 300
"""Newest mails: an absence that lies further back is no news, and the look stays short in an inbox of any size."""
_NEWEST = f"""SELECT person, kind, received_at,
        CASE WHEN kind = 'auto-reply' AND {value_at("understanding", "clauses[0].rule")} = 'delegate'
            THEN {value_at("understanding", "clauses[0].text")} END,
        ref, CASE WHEN kind = 'auto-reply' AND state = 'applied'
            THEN {value_at("understanding", "proposals[0].due")} END
    FROM incoming
    WHERE person IS NOT NULL AND trust IN ('token', 'verified')
        AND kind IN ('auto-reply', 'reply', 'calendar-reply')
        AND id > (SELECT coalesce(max(id), 0) - ? FROM incoming)
    ORDER BY id DESC"""


def absences(reader: Connection, *, since: datetime) -> "dict[str, AbsenceRow]":
    """By the ref of the person, `name at said mail until`: when the note came, the sentence that names somebody else,
    None where it names nobody, which mail it is, and the last day that was entered from it. Who has written himself
    since then is back. Notes that anybody could have written do not count: a forged one would send people's questions
    to a stranger."""
    found: dict[str, tuple[str, str | None, str, str | None]] = {}
    heard: set[str] = set()
    for person, kind, at, text, mail, until in reader.rows(_NEWEST, (_LOOKED_AT,)):
        if person not in heard and kind == "auto-reply" and at >= instant_text(since):
            found[person] = (at, text, mail, until)
        heard.add(person)
    names = named(reader, found)
    return {
        ref: {"name": names[ref]["name"], "at": at, "said": text, "mail": mail, "until": until}
        for ref, (at, text, mail, until) in found.items()
    }
