"""Contents of the weekly report and of that of the departments: for commands, pages, mails and files alike."""

from collections.abc import Iterator, Set
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from collabtui.domain.count_working_days import Week
from collabtui.domain.matters.milestone_of_week import is_of_week
from collabtui.domain.silent_owners import silent_owners
from collabtui.formats.documents.report_documents import (
    DepartmentReport,
    ReportedSilence,
    ReportedUnanswered,
    ReportedWait,
    WeekReport,
)
from collabtui.formats.documents.weekly import ReportedMilestone
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_charts import load
from collabtui.store.queries.actions import actions
from collabtui.store.queries.departments import waiting_changes, waiting_departments
from collabtui.store.queries.matters import confidential_refs, reported_milestones, risks
from collabtui.store.queries.reports import answers_owed, decided_between, done_between, open_counts, waits
from collabtui.store.records.asked_progress import asked_progress

if TYPE_CHECKING:
    from collabtui.store.queries.action_filter import ActionFilter


def left_out(rows: Connection, matter: str | None) -> frozenset[str]:
    """The confidential matters that a report over all leaves out, as it is made to be passed on."""
    return frozenset() if matter else frozenset(confidential_refs(rows))


def week_report(rows: Connection, now: datetime, week: Week, matter: str | None, hidden: Set[str]) -> WeekReport:
    """`now` is in the organiser's zone."""
    today = now.date()
    midnight = datetime.combine(week.first, time(), now.tzinfo)
    next_monday = datetime.combine(week.last + timedelta(days=1), time(), now.tzinfo)
    soon: ActionFilter = {"open_only": True, "due_before": week.plan_until + timedelta(days=1)}
    if matter:
        soon["matter"] = matter
    counts = open_counts(rows, today=today, matter=matter, without=sorted(hidden))
    done = done_between(rows, midnight, next_monday, today=today, matter=matter)
    return {
        "from": week.first,
        "to": week.last,
        "matter": matter,
        "open": counts[0],
        "overdue": counts[1],
        "done": [one for one in done if one["matter"] not in hidden],
        "risks": [one for one in risks(rows, matter=matter) if one["matter"] not in hidden],
        "next": [one for one in actions(rows, today=today, **soon) if one["matter"] not in hidden],
        "silent": [one for one in _silent(rows, now, matter) if one["matter"] not in hidden],
        "unanswered": [one for one in _unanswered(rows, matter) if one["matter"] not in hidden],
        "milestones": [one for one in _milestones(rows, today, week, matter) if one["matter"] not in hidden],
        "decisions": [
            {**one, "at": datetime.fromisoformat(one["at"]).astimezone(now.tzinfo).isoformat()}
            for one in decided_between(rows, midnight, next_monday, matter=matter)
            if one["matter"] not in hidden
        ],
    }


def department_report(rows: Connection, today: date, matter: str | None, hidden: Set[str]) -> DepartmentReport:
    loads = load(rows, "department", today=today, matter=matter or "", not_of=sorted(hidden))
    shown = [
        one
        for one in waits(rows, today=today, matter=matter)
        if one["waiting"]["matter"] not in hidden and one["awaited"]["matter"] not in hidden
    ]
    return {
        "matter": matter,
        "departments": [{"name": one.name, "open": one.open, "overdue": one.overdue} for one in loads],
        "waits": cast("list[ReportedWait]", shown),
        "answers": answers_owed(rows, matter=matter, without=sorted(hidden)),
    }


def _milestones(rows: Connection, today: date, week: Week, matter: str | None) -> Iterator[ReportedMilestone]:
    for row in reported_milestones(rows, today=today, matter=matter):
        reached = date.fromisoformat(row["reached"]) if row["reached"] else None
        if is_of_week(date.fromisoformat(row["day"]), reached, week):
            yield row


def _unanswered(rows: Connection, matter: str | None) -> Iterator[ReportedUnanswered]:
    for row in waiting_departments(rows):
        if row["why"] in ("silent", "away") and matter in (None, row["matter"]):
            yield {
                "department": row["department"], "matter": row["matter"], "ref": row["matter"], "what": row["title"],
                "away": row["why"] == "away",
            }  # fmt: skip
    for change in waiting_changes(rows):
        if change["why"] == "decide" and matter in (None, change["matter"]):
            for department in change["silent"]:
                yield {
                    "department": department, "matter": change["matter"], "ref": change["ref"], "what": change["what"],
                    "away": department in change["away"],
                }  # fmt: skip


def _silent(rows: Connection, now: datetime, matter: str | None) -> list[ReportedSilence]:
    return [
        {
            "name": one.name,
            "department": one.department or None,
            "matter": one.matter,
            "asked_at": one.asked.astimezone(now.tzinfo).isoformat(),
        }
        for one in silent_owners(asked_progress(rows, now), now)
        if matter in (None, one.matter)
    ]
