"""The list of meetings as its page shows it: what is next, what is owed, what is over, and what each still lacks.

The list is read whole at every change, so what it says of slots and people is counted where they are stored."""

from typing import TYPE_CHECKING, Any

from collabtui.domain.meetings.meeting_states import HELD
from collabtui.store.common_sql.dialect import contains, element_count, elements, elements_of, to_second, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import only, select, unfold
from collabtui.store.records.sql import awaited_action

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import (
        ComingMeetingRow,
        MeetingSummaryRow,
        MeetingUnderWayRow,
        PastMeetingRow,
        PersonMeetingRow,
    )

_LISTED = {
    "ref": "m.ref",
    "title": "m.title",
    "start": to_second("m.start"),
    "place": "m.place",
    "goal": "m.goal",
    "state": "m.state",
    "series": "m.series",
    "matter": "(SELECT title FROM matter WHERE ref = m.matter)",
}
_COMING = _LISTED | {
    "slots": element_count("m.slots"),
    "people": element_count("m.participants"),
    "silent": f"""(SELECT count(*) FROM {elements("m.participants", "one")}
        WHERE {value_at("one.value", "partstat")} = 'needs-action'
        AND {value_at("one.value", "role")} <> 'facilitator')""",
    "missing": f"""(SELECT count(DISTINCT named.value) FROM (
            SELECT value FROM {elements("m.material")}
            UNION ALL SELECT file.value
                FROM {elements("m.slots", "slot")}, {elements_of("slot.value", "material", "file")}
        ) AS named WHERE named.value NOT IN (SELECT value FROM {elements("m.material_there")}))""",
}
_PAST = (
    _LISTED
    | {"began": to_second("m.started_at")}
    | {
        state: f"""(SELECT count(*) FROM sign_off AS s
        WHERE s.meeting = m.ref AND s.minutes_version = m.minutes_version AND s.state = '{stored}')"""
        for state, stored in (("unsigned", "waiting"), ("corrected", "corrected"))
    }
)
_SUMMED_UP = {
    "end": to_second('m."end"'),
    "began": to_second("m.started_at"),
    "ended": to_second("m.ended_at"),
    "invited_at": to_second("m.invited_at"),
    "questions": "m.questions",
    "slots": "m.slots",
    "participants": "m.participants",
    "decisions": "(SELECT count(*) FROM decision AS d WHERE d.meeting = m.ref AND NOT d.withdrawn)",
    "actions": "(SELECT count(*) FROM action AS a WHERE a.meeting = m.ref AND a.status <> 'cancelled')",
    "open_actions": f"(SELECT count(*) FROM action AS a WHERE a.meeting = m.ref AND {awaited_action('a')})",
}

_UNDER_WAY = {"slot": "m.running_slot", **{name: _SUMMED_UP[name] for name in ("slots", "decisions", "actions")}}


_UNMADE = """m.state = 'cancelled' AND m.invited_at IS NULL AND EXISTS (SELECT 1 FROM trail AS gone
    WHERE gone.ref = m.ref AND gone.field = 'state' AND gone.via LIKE 'undo:%'
    AND gone.id = (SELECT max(one.id) FROM trail AS one WHERE one.ref = m.ref AND one.field = 'state'))
    AND NOT EXISTS (SELECT 1 FROM outgoing AS told WHERE told.calendar_uid = m.uid AND told.state = 'sent')"""
"""Whose planning was undone before anybody heard of it: it is as if it had never been made."""


def coming_meetings(reader: Connection, limit: int) -> "list[ComingMeetingRow]":
    """Those that run or are still to be held, the next first. Instants are in UTC; `slots people silent missing` are
    numbers: of slots, of participants, of those who have not answered, of material that is not there."""
    rest = "FROM meeting AS m WHERE m.state IN ('planned', 'invited', 'running') ORDER BY m.start, m.id LIMIT ?"
    return select(reader, _COMING, rest, (limit,))


def past_meetings(reader: Connection, limit: int) -> "list[PastMeetingRow]":
    """Those that were held or called off, but for what was undone, the latest first; `began` is the instant when one
    did, `unsigned corrected` are numbers: of sign-offs of the latest minutes that are waited for, and of those that
    want something corrected."""
    over = ", ".join(map(repr, (*HELD, "cancelled")))
    rest = f"FROM meeting AS m WHERE m.state IN ({over}) AND NOT ({_UNMADE}) ORDER BY m.start DESC, m.id DESC LIMIT ?"
    return select(reader, _PAST, rest, (limit,))


def meeting_summary(reader: Connection, ref: str) -> "MeetingSummaryRow":
    """`end began ended invited_at questions slots participants{name} decisions actions open_actions` of one. Raises
    `Unknown` (key `meeting.unknown`)."""
    rows = unfold(
        select(reader, _SUMMED_UP, "FROM meeting AS m WHERE m.ref = ?", (ref,)), "questions", "slots", "participants"
    )
    row: MeetingSummaryRow = only(rows, "meeting", ref)
    known = named(reader, (each["person"] for each in row["participants"]))
    for one in row["participants"]:
        person = known.get(one["person"])
        one["name"] = person["name"] if person else one["person"]
    return row


def meeting_under_way(reader: Connection, ref: str) -> "MeetingUnderWayRow":
    """`slot slots decisions actions` of one that runs. Raises `Unknown` (key `meeting.unknown`)."""
    found: MeetingUnderWayRow = only(
        unfold(select(reader, _UNDER_WAY, "FROM meeting AS m WHERE m.ref = ?", (ref,)), "slots"), "meeting", ref
    )
    return found


def meetings_of(reader: Connection, person: str, limit: int) -> "list[PersonMeetingRow]":
    """Meetings that a person (a ref) takes part in, the latest first: `ref title start state role partstat`."""
    columns = {name: _LISTED[name] for name in ("ref", "title", "start", "state")} | {
        part: f"""(SELECT {value_at("one.value", part)} FROM {elements("m.participants", "one")}
            WHERE {value_at("one.value", "person")} = named.value)"""
        for part in ("role", "partstat")
    }
    rest = f"""FROM member AS named JOIN meeting AS m ON m.id = named.id
        WHERE named.kind = 'meeting' AND named.field = 'participants' AND named.value = ? AND NOT ({_UNMADE})
        ORDER BY m.start DESC, m.id DESC LIMIT ?"""
    return select(reader, columns, rest, (person, limit))


def meetings_with(reader: Connection, name: str) -> set[str]:
    """Refs of the meetings of people whose name has `name` in it, in any letter case."""
    sql = f"""SELECT meeting.ref FROM meeting JOIN member ON member.kind = 'meeting' AND member.field = 'participants'
        AND member.id = meeting.id JOIN person ON person.ref = member.value WHERE {contains("person.name")}"""
    rows: list[tuple[Any, ...]] = reader.rows(sql, (name,))
    return {ref for (ref,) in rows}
