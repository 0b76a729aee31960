"""Duties of the facilitator that are not done yet, for the records' readers and for the views."""

from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.store.common_sql.dialect import elements, next_day, value_at
from collabtui.store.engine_connection import Connection

_LEARNED_NOTHING = "coalesce(went_well, '') || coalesce(to_improve, '') || coalesce(to_standardise, '') = ''"
_PLANNED = "(SELECT min(at) FROM trail WHERE trail.ref = meeting.ref)"
_MILESTONE, _MILESTONE_DAY = value_at("one.value", "text"), value_at("one.value", "day")
_OPEN_DUTIES = f"""
    SELECT 'minutes-owed', ref, title, coalesce(ended_at, "end") AS at, id, NULL
    FROM meeting WHERE state = 'recorded'
    UNION ALL SELECT 'agenda-owed', ref, title, start, id, {_PLANNED} FROM meeting WHERE state = 'planned'
    UNION ALL SELECT 'record-owed', ref, title, "end", id, NULL FROM meeting WHERE state IN ('invited', 'running')
    UNION ALL SELECT 'retrospective-owed', ref, title, retrospective_by, id, NULL FROM matter
    WHERE accepted_at IS NOT NULL AND retrospective_by IS NOT NULL AND step <> 'archive' AND {_LEARNED_NOTHING}
    UNION ALL SELECT 'milestone-owed', m.ref, {_MILESTONE}, {next_day(_MILESTONE_DAY)}, m.id, NULL
    FROM matter AS m, {elements("coalesce(m.milestones, '[]')", "one")}
    WHERE m.step <> 'archive' AND m.accepted_at IS NULL AND m.withdrawn IS NULL
    AND coalesce({value_at("one.value", "reached")}, '') = ''
    UNION ALL SELECT 'vote-owed', meeting, ref || ' ' || text, {next_day("until")}, id, NULL
    FROM vote WHERE state = 'open'
    AND meeting NOT IN (SELECT ref FROM meeting WHERE state = 'cancelled')
    ORDER BY 4, 5"""


def open_duties(connection: Connection) -> list[OpenDuty]:
    """Minutes of meetings that are recorded, agendas of those that are planned, records of those that were to be
    held, retrospectives of matters that were
    accepted, votes that are open, milestones that nobody has marked as reached; what counts first, first."""
    return [OpenDuty(kind, ref, title, at, since) for kind, ref, title, at, _, since in connection.rows(_OPEN_DUTIES)]
