"""Corrections of minutes that wait for the facilitator: each is decided on the page of its minutes."""

from typing import TYPE_CHECKING

from collabtui.store.queries.row_reader import select, to_second
from collabtui.store.sqlite.connection import Connection

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import OpenCorrectionRow

_CORRECTION = {
    "meeting": "s.meeting",
    "sign_off": "s.ref",
    "number": "one.key",
    "text": "json_extract(one.value, '$.text')",
    "mail": "json_extract(one.value, '$.mail')",
    "person": "(SELECT name FROM person WHERE person.ref = s.person)",
    "deadline": to_second("s.deadline"),
    "alone": """coalesce((SELECT i.state = 'waiting' AND NOT EXISTS (
            SELECT 1 FROM json_each(i.requests) AS asked WHERE json_extract(asked.value, '$.ask') <> 'correct')
        FROM incoming AS i WHERE i.ref = json_extract(one.value, '$.mail')), 0)""",
}
_OPEN = """FROM sign_off AS s, json_each(s.corrections) AS one
    WHERE s.state = 'corrected' AND json_extract(one.value, '$.outcome') = 'open'"""


def open_corrections(reader: Connection) -> "list[OpenCorrectionRow]":
    """All that wait, those of the earliest deadline first: `meeting sign_off number text mail person deadline`.
    `number` is the correction's in the sign-off (from 0), `person` a name, `mail` a ref or None; `alone`: that mail
    waits, and for nothing but corrections."""
    return _corrections(reader, f"{_OPEN} ORDER BY s.deadline, s.id, one.key", ())


def correction_of_mail(reader: Connection, ref: str) -> "OpenCorrectionRow | None":
    """The first that came by this mail and waits."""
    of_mail = """ AND s.person = (SELECT person FROM incoming WHERE ref = ?)
        AND json_extract(one.value, '$.mail') = ? ORDER BY s.id, one.key LIMIT 1"""
    return next(iter(_corrections(reader, _OPEN + of_mail, (ref, ref))), None)


def place_of(correction: "OpenCorrectionRow") -> str:
    """Where it is decided, as pages are told: `M1/S3#0`."""
    return f"{correction['meeting']}/{correction['sign_off']}#{correction['number']}"


def _corrections(reader: Connection, rest: str, values: tuple[str, ...]) -> "list[OpenCorrectionRow]":
    rows = select(reader, _CORRECTION, rest, values)
    for row in rows:
        row["alone"] = bool(row["alone"])
    return rows
