"""Corrections of minutes that wait for the facilitator: each is decided on the page of its minutes."""

from typing import TYPE_CHECKING

from collabtui.domain.place import Place
from collabtui.store.common_sql.dialect import elements, to_second, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import select

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import OpenCorrectionRow, UnsentCorrectionRow

_CORRECTION = {
    "meeting": "s.meeting",
    "sign_off": "s.ref",
    "number": "one.key",
    "text": value_at("one.value", "text"),
    "mail": value_at("one.value", "mail"),
    "person": "(SELECT name FROM person WHERE person.ref = s.person)",
    "deadline": to_second("s.deadline"),
    "alone": f"""coalesce((SELECT i.state = 'waiting' AND NOT EXISTS (
            SELECT 1 FROM {elements("i.requests", "asked")} WHERE {value_at("asked.value", "ask")} <> 'correct')
        FROM incoming AS i WHERE i.ref = {value_at("one.value", "mail")}), FALSE)""",
}
_OPEN = f"""FROM sign_off AS s, {elements("s.corrections", "one")}
    WHERE s.state = 'corrected' AND {value_at("one.value", "outcome")} = 'open'"""


_UNSENT = {"ref": "m.ref", "version": "m.minutes_version", "n": "count(*)"}
# one of a version before may be in the one that is out
_TAKEN_UP = f"""FROM sign_off AS s JOIN meeting AS m ON m.ref = s.meeting AND m.minutes_version = s.minutes_version,
    {elements("s.corrections", "one")}
    WHERE s.state = 'corrected' AND {value_at("one.value", "outcome")} = 'accepted'
    GROUP BY m.id, m.ref, m.minutes_version ORDER BY m.id"""


def open_corrections(reader: Connection) -> "list[OpenCorrectionRow]":
    """All that wait, those of the earliest deadline first: `meeting sign_off number text mail person deadline`.
    `number` is the correction's in the sign-off (from 0), `person` a name, `mail` a ref or None; `alone`: that mail
    waits, and for nothing but corrections."""
    return _corrections(reader, f"{_OPEN} ORDER BY s.deadline, s.id, one.key", ())


def unsent_corrections(reader: Connection) -> "list[UnsentCorrectionRow]":
    """Meetings, as `ref version n`, of whose minutes `n` corrections were taken up since `version` went out: whoever
    sent one was promised the next version, which nobody has."""
    return select(reader, _UNSENT, _TAKEN_UP)


def correction_of_mail(reader: Connection, ref: str) -> "OpenCorrectionRow | None":
    """The first that came by this mail and waits."""
    of_mail = f""" AND s.person = (SELECT person FROM incoming WHERE ref = ?)
        AND {value_at("one.value", "mail")} = ? ORDER BY s.id, one.key LIMIT 1"""
    return next(iter(_corrections(reader, _OPEN + of_mail, (ref, ref))), None)


def correction_place(correction: "OpenCorrectionRow") -> Place:
    """The place where it is decided."""
    return Place.correction(correction["meeting"], correction["sign_off"], correction["number"])


def _corrections(reader: Connection, rest: str, values: tuple[str, ...]) -> "list[OpenCorrectionRow]":
    rows = select(reader, _CORRECTION, rest, values)
    for row in rows:
        row["alone"] = bool(row["alone"])
    return rows
