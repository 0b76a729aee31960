"""The list of meetings as its page shows it: what is next, what is owed, what is over, and what each still lacks."""

from typing import Any

from collabtui.store.connection import Connection
from collabtui.store.views.lookup import named
from collabtui.store.views.reader import Row, select, to_second, unfold

_COLUMNS = {
    "ref": "m.ref",
    "title": "m.title",
    "start": to_second("m.start"),
    "end": to_second('m."end"'),
    "ended_at": to_second("m.ended_at"),
    "place": "m.place",
    "state": "m.state",
    "goal": "m.goal",
    "questions": "m.questions",
    "slots": "m.slots",
    "material": "m.material",
    "material_there": "m.material_there",
    "participants": "m.participants",
    "series": "m.series",
    "matter": "(SELECT title FROM matter WHERE ref = m.matter)",
    "unsigned": """(SELECT count(*) FROM sign_off AS s
        WHERE s.meeting = m.ref AND s.minutes_version = m.minutes_version AND s.state = 'waiting')""",
    "corrected": """(SELECT count(*) FROM sign_off AS s
        WHERE s.meeting = m.ref AND s.minutes_version = m.minutes_version AND s.state = 'corrected')""",
    "decisions": "(SELECT count(*) FROM decision AS d WHERE d.meeting = m.ref AND NOT d.withdrawn)",
    "actions": "(SELECT count(*) FROM action AS a WHERE a.meeting = m.ref AND a.status <> 'cancelled')",
    "open_actions": """(SELECT count(*) FROM action AS a
        WHERE a.meeting = m.ref AND a.status IN ('not-started', 'in-progress', 'blocked'))""",
}
_NESTED = ("questions", "slots", "material", "material_there", "participants")


def coming_meetings(reader: Connection, limit: int) -> list[Row]:
    """Those that run or are still to be held, the next first. Instants are in UTC; participants have `name`."""
    rest = "FROM meeting AS m WHERE m.state IN ('planned', 'invited', 'running') ORDER BY m.start, m.id LIMIT ?"
    return _rows(reader, rest, (limit,))


def past_meetings(reader: Connection, limit: int) -> list[Row]:
    """Those that were held or called off, the latest first."""
    rest = """FROM meeting AS m WHERE m.state IN ('recorded', 'published', 'signed', 'cancelled')
        ORDER BY m.start DESC, m.id DESC LIMIT ?"""
    return _rows(reader, rest, (limit,))


def _rows(reader: Connection, rest: str, values: tuple[Any, ...]) -> list[Row]:
    rows = unfold(select(reader, _COLUMNS, rest, values), *_NESTED)
    known = named(reader, (each["person"] for row in rows for each in row["participants"]))
    for row in rows:
        for one in row["participants"]:
            person = known.get(one["person"])
            one["name"] = person["name"] if person else one["person"]
    return rows
