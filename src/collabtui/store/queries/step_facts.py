"""The facts that the rules on a matter's steps read (`domain.matters.step_requirements`)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import APPROVAL_KINDS, ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import is_as_asked
from collabtui.domain.matters.step_requirements import AskedApproval, Counts, Described, MatterFacts
from collabtui.domain.people import Department
from collabtui.store.common_sql.dialect import element_count, elements, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import only, select, unfold
from collabtui.store.records.record_reader import RecordReader
from collabtui.store.records.sql import OPEN_ACTION, overdue_action
from collabtui.store.records.unread_departments import unread_departments

_OPEN = f"SELECT count(*) FROM action WHERE matter = m.ref AND {OPEN_ACTION}"
_RISK = "SELECT count(*) FROM risk WHERE matter = m.ref AND state = 'open'"
_RESOURCE = "SELECT count(*) FROM resource WHERE matter = m.ref AND state"
_APPROVALS = ", ".join(f"'{kind}'" for kind in APPROVAL_KINDS)
_CHANGES = f"kind NOT IN ({_APPROVALS})"
_LAST_ASKED = f"""FROM change WHERE matter = ? AND kind IN ({_APPROVALS}) AND state IN ('asked', 'granted', 'refused')
    ORDER BY id"""
_ASKED = {name: name for name in ("ref", "kind", "state", "departments", "opinions")}
_COUNTS = {
    "meetings": "(SELECT count(*) FROM meeting WHERE matter = m.ref AND state <> 'cancelled')",
    "tasks": "(SELECT count(*) FROM action WHERE matter = m.ref AND status <> 'cancelled')",
    "open": f"({_OPEN})",
    "overdue": f"(SELECT count(*) FROM action WHERE matter = m.ref AND {overdue_action('action')})",
    "blocked": f"({_OPEN} AND status = 'blocked')",
    "without_owner": f"({_OPEN} AND owner IS NULL)",
    "without_due": f"({_OPEN} AND due IS NULL)",
    "without_deliverable": f"({_OPEN} AND deliverable = '')",
    "risks_unanswered": f"({_RISK} AND answer = '')",
    "risks_uncovered": f"({_RISK} AND level = 'high' AND standby = '')",
    "changes_drafted": f"(SELECT count(*) FROM change WHERE matter = m.ref AND state = 'draft' AND {_CHANGES})",
    "changes_waiting": f"(SELECT count(*) FROM change WHERE matter = m.ref AND state = 'asked' AND {_CHANGES})",
    "same_deliverable": f"""(SELECT count(*) FROM (
        SELECT 1 FROM action WHERE matter = m.ref AND {OPEN_ACTION} AND deliverable <> ''
        GROUP BY lower(trim(deliverable)) HAVING count(DISTINCT owner) > 1) AS shared)""",
    "resources_open": f"({_RESOURCE} IN ('draft', 'asked'))",
    "resources_refused": f"({_RESOURCE} = 'refused')",
    "resources_needless": f"""({_RESOURCE} IN ('draft', 'asked', 'promised')
        AND resource.action IN (SELECT ref FROM action AS dropped WHERE dropped.status = 'cancelled'))""",
    "letters": "(SELECT count(*) FROM outgoing WHERE matter = m.ref AND kind = 'completion' AND state <> 'held')",
    "risks_open": f"({_RISK})",
    "questions_open": "(SELECT count(*) FROM question WHERE matter = m.ref AND state = 'open')",
    "votes_open": "(SELECT count(*) FROM vote WHERE matter = m.ref AND state = 'open')",
    "corrections_open": f"""(SELECT count(*) FROM meeting AS held JOIN sign_off AS s ON s.meeting = held.ref,
        {elements("s.corrections", "c")} WHERE held.matter = m.ref AND {value_at("c.value", "outcome")} = 'open')""",
}
_TEXTS = (
    "goal", "background", "lead", "scope_in", "scope_out", "rules", "supervising", "initiator", "result", "went_well",
    "to_improve", "to_standardise", "archive_head",
)  # fmt: skip
_DESCRIBED = {name: f"coalesce({name}, '')" for name in _TEXTS} | {
    "kind": "kind",
    "owner": "owner",
    "wanted": "wanted",
    "asked": "coalesce(asked, '[]')",
    "contacts": "contacts",
    "milestones": element_count("coalesce(milestones, '[]')"),
    "criteria": "coalesce(criteria, '[]')",
    "accepted_at": "accepted_at",
    "retrospective_by": "retrospective_by",
}


def matter_facts(reader: Connection, ref: str, *, today: date) -> MatterFacts:
    """Raises `Unknown` (`matter.unknown`)."""
    rows = unfold(select(reader, _DESCRIBED, "FROM matter WHERE ref = ?", (ref,)), "asked", "contacts", "criteria")
    row = only(rows, "matter", ref)
    described = Described.model_validate(row | {"contacts": [one["department"] for one in row["contacts"]]})
    (counted,) = select(reader, _COUNTS, "FROM matter AS m WHERE ref = ?", (today.isoformat(), ref))
    asked = unfold(select(reader, _ASKED, _LAST_ASKED, (ref,)), "departments", "opinions")
    last = {row["kind"]: row for row in asked}
    approvals = (row | {"changed": _is_changed(reader, ref, row)} for row in last.values())
    people = [one["person"] for one in row["contacts"]]
    return MatterFacts(
        described,
        Counts.model_validate(counted),
        today,
        tuple(map(AskedApproval.model_validate, approvals)),
        _without_phone(reader, people),
        _away(reader, people, today),
        _unassigned(reader, ref, described.criteria),
        tuple(one.department for one in unread_departments(reader, ref)),
    )


def _is_changed(reader: Connection, ref: str, asked: Mapping[str, Any]) -> bool:
    """Whether what waits for a decision is another thing than those concerned were asked about."""
    if asked["state"] != "asked":
        return False
    records = RecordReader(reader)
    change, matter = records.get(ChangeRequest, asked["ref"]), records.get(Matter, ref)
    if not change.asked_digest:
        return False
    resources = records.find(Resource, matter=ref)
    return not is_as_asked(change, matter, records.find(Action, matter=ref), records.find(Department), resources)


def _unassigned(reader: Connection, ref: str, criteria: Sequence[Criterion]) -> tuple[int, ...]:
    """An action that puts something right has the title that was written on the criterion; or what was written there
    without who does it, and hands over the criterion."""
    wanted = {number: one for number, one in enumerate(criteria, 1) if one.met is False and one.rectify}
    if not wanted:
        return ()
    titles, texts = [one.rectify for one in wanted.values()], [one.text for one in wanted.values()]
    among = ", ".join("?" * len(wanted))
    asked = f"FROM action WHERE matter = ? AND (title IN ({among}) OR deliverable IN ({among})) ORDER BY id"
    columns = {"title": "title", "deliverable": "deliverable"}
    found = [(one["title"], one["deliverable"]) for one in select(reader, columns, asked, (ref, *titles, *texts))]
    return tuple(number for number, one in wanted.items() if not any(_puts_right(one, *action) for action in found))


def _puts_right(criterion: Criterion, title: str, deliverable: str | None) -> bool:
    return title == criterion.rectify or (deliverable == criterion.text and title in criterion.rectify)


def _away(reader: Connection, people: Sequence[str], today: date) -> tuple[str, ...]:
    refs, day = list(dict.fromkeys(people)), today.isoformat()
    among = ", ".join("?" * len(refs))
    asked = f"FROM person WHERE ref IN ({among}) AND away_from <= ? AND away_until >= ? ORDER BY id"
    return tuple(one["name"] for one in select(reader, {"name": "name"}, asked, (*refs, day, day))) if refs else ()


def _without_phone(reader: Connection, people: Sequence[str]) -> tuple[str, ...]:
    refs = list(dict.fromkeys(people))
    asked = f"FROM person WHERE ref IN ({', '.join('?' * len(refs))}) AND coalesce(phone, '') = '' ORDER BY id"
    return tuple(one["name"] for one in select(reader, {"name": "name"}, asked, refs)) if refs else ()
