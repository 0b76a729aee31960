"""Rows of matters: the list with its lights, those in one step, one matter whole with its criteria, contacts,
requests and changes; and the rows of its risks and decisions."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import elements, is_set, to_second, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.departments import asked_departments, changes_of, resources
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import only, or_null, select, unfold
from collabtui.store.records.sql import OF_NO_ARCHIVE, OPEN_ACTION, overdue_action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collabtui.domain.matters.process_step import ProcessStep
    from collabtui.store.queries.rows.matter_rows import (
        ContactRow,
        DescribedMatterRow,
        MatterDecisionRow,
        MatterRow,
        OneRiskRow,
        ReportedMilestoneRow,
        RiskRow,
    )
    from collabtui.store.queries.rows.people_rows import NamedPerson

_MATTER = {
    "ref": "ref",
    "title": "title",
    "kind": "kind",
    "step": "step",
    "initiator": or_null("initiator"),
    "lead": or_null("lead"),
    "goal": or_null("goal"),
    "wanted": "wanted",
    "created_at": to_second("created_at"),
    "meetings": "(SELECT count(*) FROM meeting WHERE matter = m.ref)",
    "actions": "(SELECT count(*) FROM action WHERE matter = m.ref AND status <> 'cancelled')",
    "open": f"(SELECT count(*) FROM action WHERE matter = m.ref AND {OPEN_ACTION})",
    "overdue": f"(SELECT count(*) FROM action WHERE matter = m.ref AND {overdue_action('action')})",
    "risks": "(SELECT count(*) FROM risk WHERE matter = m.ref AND state = 'open')",
    "questions": "(SELECT count(*) FROM question WHERE matter = m.ref AND state = 'open')",
}
_RISK = {
    "ref": "ref",
    "text": "text",
    "level": "level",
    "likelihood": "likelihood",
    "severity": "severity",
    "impact": or_null("impact"),
    "review": "review",
    "answer": or_null("answer"),
    "standby": or_null("standby"),
    "owner": "owner",
    "meeting": "meeting",
    "matter": "matter",
    "raised_at": to_second("raised_at"),
    "by": '"by"',
    "state": "state",
}

_TOLD_RISK = {
    "ref": "ref",
    "title": "text",
    "matter": "matter",
    "meeting": "meeting",
    "level": "level",
    "likelihood": "likelihood",
    "impact": "severity",
    "scope": or_null("impact"),
    "answer": or_null("answer"),
    "owner": "owner",
    "standby": or_null("standby"),
    "review": "review",
    "state": "state",
    "raised_by": '"by"',
    "raised_at": to_second("raised_at"),
}
_REACHED = f"nullif({value_at('one.value', 'reached')}, '')"
_REPORTED_MILESTONE = {
    "matter": "m.ref",
    "text": value_at("one.value", "text"),
    "day": value_at("one.value", "day"),
    "reached": _REACHED,
}
_BY_LEVEL = "CASE level WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"


_TEXTS = ("background", "scope_in", "scope_out", "rules", "supervising")
_LEARNED = ("result", "went_well", "to_improve", "to_standardise")
_NESTED = ("channels", "contacts", "milestones", "criteria", "readers")
_DESCRIBED = {
    "owner": "owner",
    "account": "(SELECT name FROM account AS a WHERE a.ref = m.account AND NOT a.withdrawn)",
    "clerk": "clerk",
    "rank": "rank",
    **{name: or_null(name) for name in _TEXTS},
    "rhythm": "nullif(rhythm, 'none')",
    **{name: f"coalesce({name}, '[]')" for name in _NESTED},
    "accepted_at": to_second("accepted_at"),
    "retrospective_by": "retrospective_by",
    "confidential": "confidential",
    **{name: or_null(name) for name in _LEARNED},
}


def matters(reader: Connection, *, today: date) -> "list[MatterRow]":
    """Newest first; the numbers count what belongs to each: meetings, actions (all but those cancelled, open,
    overdue), open risks and open questions."""
    return select(reader, _MATTER, "FROM matter AS m WHERE withdrawn IS NULL ORDER BY id DESC", (today.isoformat(),))


def step_counts(reader: Connection) -> dict[str, int]:
    """The number of matters in each step; steps without any are left out."""
    return dict(reader.rows("SELECT step, count(*) FROM matter WHERE withdrawn IS NULL GROUP BY step"))


def matters_in_step(reader: Connection, step: str, *, today: date, limit: int) -> "list[MatterRow]":
    """As `matters`, of one step, the newest so many."""
    rest = "FROM matter AS m WHERE withdrawn IS NULL AND step = ? ORDER BY id DESC LIMIT ?"
    return select(reader, _MATTER, rest, (today.isoformat(), step, limit))


def matter(reader: Connection, ref: str, *, today: date) -> "DescribedMatterRow":
    """The same with who answers for it (`owner`) and his `clerk`, what was agreed at kick-off (`background scope_in
    scope_out rules rhythm supervising channels[{name, where, about, rhythm, posted_by, robot}]
    contacts[{department, name, email}] milestones[{text, day, deliverable, reached}]
    criteria[{text, measured, met, opinion, rectify, rectify_by, department, person, at, via}]`), and what came of it
    (`accepted_at retrospective_by result went_well to_improve to_standardise`); `asked`, `changes` and `resources` as
    `asked_departments`, `changes_of` and `resources` have them.
    Raises `Unknown` (`matter.unknown`)."""
    columns = _MATTER | _DESCRIBED
    rows = select(reader, columns, "FROM matter AS m WHERE ref = ?", (today.isoformat(), kept_ref(ref)))
    (unfolded,) = unfold([only(rows, "matter", ref)], *_NESTED)
    known = named(reader, (contact["person"] for contact in unfolded["contacts"]))
    unfolded["contacts"] = [
        _contact(contact["department"], known.get(contact["person"])) for contact in unfolded["contacts"]
    ]
    unfolded["milestones"] = [{"deliverable": "", "reached": None, **one} for one in unfolded["milestones"]]
    by = named(reader, (one["person"] for one in unfolded["criteria"] if one.get("person")))
    unfolded["criteria"] = [_criterion(one, by) for one in unfolded["criteria"]]
    by_role = named(reader, filter(None, (unfolded["owner"], unfolded["clerk"])))
    unfolded |= {role: by_role.get(unfolded[role]) for role in ("owner", "clerk")}
    readers = named(reader, (one["person"] for one in unfolded["readers"]))
    gone = {ref for (ref,) in reader.rows("SELECT ref FROM person WHERE left_at IS NOT NULL")} if readers else set()
    unfolded["readers"] = [readers.get(one["person"]) for one in unfolded["readers"] if one["person"] not in gone]
    unfolded["confidential"] = bool(unfolded["confidential"])
    row: DescribedMatterRow = unfolded
    row["asked"] = asked_departments(reader, row["ref"])
    row["changes"] = changes_of(reader, row["ref"])
    row["resources"] = resources(reader, matter=row["ref"])
    return row


def confidential_refs(reader: Connection) -> list[str]:
    """The matters that named readers alone may read."""
    return [ref for (ref,) in reader.rows(f"SELECT ref FROM matter WHERE {is_set('confidential')} ORDER BY id")]


def _criterion(one: "dict[str, Any]", by: "Mapping[str, NamedPerson]") -> "dict[str, Any]":
    """As it is kept, also of before anybody was asked by mail."""
    more = {"department": one.get("department") or None, "person": by.get(one.get("person") or "")}
    return one | more | {"at": one.get("at"), "via": one.get("via") or None}


def _contact(department: str, person: "NamedPerson | None") -> "ContactRow":
    return {
        "department": department,
        "name": person["name"] if person else None,
        "email": person["email"] if person else None,
    }


def progress(reader: Connection, ref: str) -> dict[str, tuple[int, int]]:
    """The number of actions each department has in the matter, without those cancelled, and how many of them are done;
    "" is for those that nobody owns, or somebody without a department."""
    sql = """SELECT coalesce(person.department, ''), count(*), count(*) FILTER (WHERE action.status = 'done')
        FROM action LEFT JOIN person ON person.ref = action.owner
        WHERE action.matter = ? AND action.status <> 'cancelled' GROUP BY 1"""
    return {department: (count, done) for department, count, done in reader.rows(sql, (kept_ref(ref),))}


def risks(reader: Connection, *, matter: str | None = None) -> "list[RiskRow]":
    """Open risks, high ones first, of all matters but the archived ones, or of one; `owner` is the person as `name
    email department`, or None."""
    where, values = ("AND matter = ?", (kept_ref(matter),)) if matter else (f"AND {OF_NO_ARCHIVE}", ())
    rows = select(reader, _RISK, f"FROM risk WHERE state = 'open' {where} ORDER BY {_BY_LEVEL}, id", values)
    return _with_owners(reader, rows)


def reported_milestones(reader: Connection, *, today: date, matter: str | None = None) -> "list[ReportedMilestoneRow]":
    """By day; of a matter that is over those that were reached. `matter` is a ref."""
    where, values = ("AND m.ref = ?", (kept_ref(matter),)) if matter else ("", ())
    rest = f"""FROM matter AS m, {elements("coalesce(m.milestones, '[]')", "one")}
               WHERE ({_REACHED} IS NOT NULL
                      OR m.step <> 'archive' AND m.accepted_at IS NULL AND m.withdrawn IS NULL) {where}
               ORDER BY {_REPORTED_MILESTONE["day"]}, m.id"""
    rows: list[ReportedMilestoneRow] = select(reader, _REPORTED_MILESTONE, rest, values)
    for row in rows:
        row["overdue"] = not row["reached"] and row["day"] < today.isoformat()
    return rows


def all_risks(reader: Connection, *, matter: str | None = None, only_open: bool = True) -> "list[OneRiskRow]":
    """High ones first; what was taken back is none. What was left open in an archived matter is awaited no more."""
    wanted = ["state = 'open'" if only_open else "state <> 'withdrawn'", *(["matter = ?"] if matter else [])]
    wanted += [OF_NO_ARCHIVE] if only_open and not matter else []
    rest = f"FROM risk WHERE {' AND '.join(wanted)} ORDER BY state <> 'open', {_BY_LEVEL}, id"
    return _with_owners(reader, select(reader, _TOLD_RISK, rest, (matter,) if matter else ()))


def one_risk(reader: Connection, ref: str) -> "OneRiskRow":
    """Raises `Unknown` (`risk.unknown`)."""
    found = select(reader, _TOLD_RISK, "FROM risk WHERE ref = ?", (kept_ref(ref),))
    row: OneRiskRow = _with_owners(reader, [only(found, "risk", ref)])[0]
    return row


def _with_owners(reader: Connection, rows: list[Any]) -> list[Any]:
    known = named(reader, (row["owner"] for row in rows if row["owner"]))
    for row in rows:
        row["owner"] = known.get(row["owner"])
    return rows


def decisions_in(reader: Connection, matter: str, limit: int) -> "list[MatterDecisionRow]":
    """Decisions of a matter's meetings that were not withdrawn, the last first: `ref text meeting at`."""
    columns = {"ref": "ref", "text": "text", "meeting": "meeting", "at": to_second("at")}
    rest = "FROM decision WHERE matter = ? AND NOT withdrawn ORDER BY id DESC LIMIT ?"
    return select(reader, columns, rest, (kept_ref(matter), limit))


_STEPS = {name: f"coalesce({name}, '[]')" for name in ("old_steps", "new_steps")}


class ProcessStepRow(NamedTuple):
    number: int
    """From 1, among the old ones or among the new ones."""
    is_new: bool
    step: "ProcessStep"
    owner: str
    """The name; empty where the step names nobody."""


def process_steps(reader: Connection, ref: str) -> list[ProcessStepRow]:
    """The old ones first, each in order; none for a matter that is not there."""
    from collabtui.domain.matters.process_step import ProcessStep

    found = []
    for row in unfold(select(reader, _STEPS, "FROM matter WHERE ref = ?", (ref,)), *_STEPS):
        for name in _STEPS:
            steps = map(ProcessStep.model_validate, row[name])
            found += [ProcessStepRow(number, name == "new_steps", step, "") for number, step in enumerate(steps, 1)]
    owners = list(dict.fromkeys(one.step.owner for one in found if one.step.owner))
    if not owners:
        return found
    asked = f"FROM person WHERE ref IN ({', '.join('?' * len(owners))}) ORDER BY id"
    names = {one["ref"]: one["name"] for one in select(reader, {"ref": "ref", "name": "name"}, asked, owners)}
    return [one._replace(owner=names.get(one.step.owner or "", "")) for one in found]
