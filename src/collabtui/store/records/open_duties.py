"""Duties of the facilitator that are not done yet, for the records' readers and for the views."""

from collections.abc import Iterator

from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.store.common_sql.dialect import elements, next_day, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.unreadable_row import kept_instant, kept_zone

_LEARNED_NOTHING = "coalesce(went_well, '') || coalesce(to_improve, '') || coalesce(to_standardise, '') = ''"
_PLANNED = "(SELECT min(at) FROM trail WHERE trail.ref = meeting.ref)"
_MILESTONE, _MILESTONE_DAY = value_at("one.value", "text"), value_at("one.value", "day")
_REACHED = value_at("one.value", "reached")
_LESSONS = " || ".join(
    f"coalesce({value_at('one.value', field)}, '')" for field in ("went_well", "to_improve", "to_standardise")
)
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
    UNION ALL SELECT 'milestone-look-back', m.ref, {_MILESTONE}, {next_day(_REACHED)}, m.id, NULL
    FROM matter AS m, {elements("coalesce(m.milestones, '[]')", "one")}
    WHERE m.step <> 'archive' AND m.accepted_at IS NULL AND m.withdrawn IS NULL
    AND coalesce({_REACHED}, '') <> '' AND {_LESSONS} = ''
    AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.matter = m.ref
        AND meeting.state IN ('planned', 'invited', 'running')
        AND meeting.title LIKE '%' || m.title || '%' || {_MILESTONE} || '%')
    UNION ALL SELECT 'vote-owed', meeting, ref || ' ' || text, {next_day("until")}, id, NULL
    FROM vote WHERE state = 'open'
    AND meeting NOT IN (SELECT ref FROM meeting WHERE state = 'cancelled')
    ORDER BY 4, 5"""


_UNCHECKED = f"""
    SELECT 'checks-owed', a.ref, a.title, max(o.queued_at)
    FROM outgoing AS o JOIN action AS a ON a.ref = o.change
    WHERE o.key >= 'own-checks:' AND o.key < 'own-checks;' AND o.state <> 'held' AND a.status <> 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM matter AS m
        WHERE m.ref = a.matter AND (m.accepted_at IS NOT NULL OR m.step = 'archive'))
    AND EXISTS (SELECT 1 FROM {elements("a.checks", "line")} WHERE coalesce({value_at("line.value", "ok")}, '') = '')
    GROUP BY a.ref, a.title ORDER BY 4, 2"""
_ABSENT_SIGNERS = """
    SELECT s.ref, s.meeting, s.person, person_.name, s.deadline, person_.away_from, person_.away_until, person_.timezone
    FROM sign_off AS s JOIN person AS person_ ON person_.ref = s.person
    WHERE s.state = 'waiting' AND person_.away_from IS NOT NULL ORDER BY s.deadline, s.id"""


def open_duties(connection: Connection) -> list[OpenDuty]:
    """Minutes of meetings that are recorded, agendas of those that are planned, records of those that were to be
    held, retrospectives of matters that were
    accepted, votes that are open, milestones that nobody has marked as reached; what counts first, first. Behind these
    check lists that were sent and have no answer, minutes that wait for who is away when his time
    ends, departments of which nobody may read what they were asked, and actions that come due while their owner is away
    and nobody is in his place."""
    found = [OpenDuty(kind, ref, title, at, since) for kind, ref, title, at, _, since in connection.rows(_OPEN_DUTIES)]
    unchecked = [OpenDuty(kind, ref, title, at) for kind, ref, title, at in connection.rows(_UNCHECKED)]
    return [*found, *unchecked, *_absent_signers(connection), *_unread(connection), *_absent_owners(connection)]


def _absent_owners(connection: Connection) -> list[OpenDuty]:
    if connection.row("SELECT 1 FROM person WHERE away_from IS NOT NULL LIMIT 1") is None:
        return []  # as where everybody is here: the first frame imports nothing for it
    from collabtui.store.records.absent_owners import absent_owners

    return list(absent_owners(connection))


def _unread(connection: Connection) -> list[OpenDuty]:
    if connection.row("SELECT 1 FROM matter WHERE confidential LIMIT 1") is None:
        return []  # as where there is nothing to hide: the first frame imports nothing for it
    from collabtui.store.records.unread_departments import unread_departments

    return [
        OpenDuty("department-unread", one.matter, one.department, one.asked_at)
        for one in unread_departments(connection)
        if one.asked_at
    ]


def _absent_signers(connection: Connection) -> Iterator[OpenDuty]:
    """Not a matter of SQL: the day is that of his zone."""
    for ref, meeting, person, name, deadline, first, last, zone in connection.rows(_ABSENT_SIGNERS):
        until = kept_instant("sign_off", ref, "deadline", deadline)
        if first <= until.astimezone(kept_zone(person, zone)).date().isoformat() <= last:
            yield OpenDuty("absent-signer", meeting, name, deadline, person=person, away_until=last)
