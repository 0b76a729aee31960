"""The forms of the work itself: breakdown, risks, the week."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import Week, week_of
from collabtui.domain.matters.matter import Risk
from collabtui.domain.matters.milestone_of_week import milestones_of_week
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.risk_level import HIGH_FIRST, RatedRisk, risk_matrix
from collabtui.domain.refs import number_of, ref_order
from collabtui.domain.silent_owners import silent_owners
from collabtui.formats.documents.document import Cell, Document, DocumentTable
from collabtui.formats.documents.report_documents import decision_line, reported_decision, unanswered_line
from collabtui.formats.documents.weekly import (
    ReportedRisk,
    WeeklyAction,
    WeeklyLine,
    action_line,
    milestone_line,
    reported_milestone,
    risk_line,
    silence_line,
    weekly_blocks,
)
from collabtui.lifecycle.base.asked.unanswered_departments import unanswered_departments
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.forms.progress_forms import finished_on
from collabtui.lifecycle.matters.approvals.item_objections import item_objections
from collabtui.lifecycle.matters.approvals.planned_lines import ItemObjection
from collabtui.lifecycle.matters.forms.answered_signatures import approval_signatures, asked_approvals, who_answered
from collabtui.lifecycle.matters.forms.beginning import promised_text
from collabtui.text.stated_answer import stated

_SELDOM = ("done_by", "standard")
"""Columns of the breakdown that are left out where they would be empty."""


def breakdown(case: Case) -> Document:
    """With columns for who does it and for the standard where there is something in them."""
    objections = item_objections(case.reader, asked_approvals(case, "plan")[-1:])
    lines = sorted(case.actions, key=lambda one: one.task)
    shown: dict[str, Callable[[Action], Cell]] = {
        "task": lambda one: one.task,
        "subtask": lambda one: f"{one.ref} {one.title}",
        "department": lambda one: case.department(one.owner),
        "owner": lambda one: case.name(one.owner),
        "done_by": lambda one: case.listed(map(case.name, one.doers)),
        "collaborators": lambda one: _supporters(case, one),
        "planned_start": lambda one: one.planned_start,
        "planned_finish": lambda one: one.due,
        "deliverable": lambda one: one.deliverable,
        "standard": lambda one: "\n".join(check.text for check in one.checks),
        "depends_on": lambda one: _dependencies(case, one),
        "risk": lambda one: one.risk,
        "note": lambda one: "\n".join(filter(None, (one.note, *_objected(case, objections.get(one.ref, ()))))),
    }
    columns = [name for name in shown if name not in _SELDOM or any(shown[name](one) for one in lines)]
    rows = ([shown[name](action) for name in columns] for action in lines)
    signed = approval_signatures(case, "plan")
    given = [_resources(case)] if case.resources else []
    return case.document(
        "breakdown", case.table(" ".join(columns), rows), *given, *([case.signatures(signed)] if signed else [])
    )


def _objected(case: Case, objections: Iterable[ItemObjection]) -> Iterator[str]:
    """Department and name, with what each has against the item."""
    for one in objections:
        who = " ".join(filter(None, (one["department"], one["by"])))
        no, colon = case.words("form.answer.against"), case.words("form.colon")
        yield f"{who} {stated(case.words.locale, no, 'against', one['text'], colon)}"


def _resources(case: Case) -> DocumentTable:
    """What departments give, with who said so and when."""
    rows = (
        (
            f"{one.ref} {one.what}",
            _needing(case, one),
            case.words(f"resource.kind.{one.kind}"),
            one.amount,
            " ".join(filter(None, (one.department, case.name(one.person)))),
            " – ".join(dict.fromkeys(str(day) for day in (one.first, one.end) if day)),
            promised_text(case, one),
            " ".join(filter(None, (who_answered(case, one.answer), case.moment(one.answer.at)))) if one.answer else "",
        )
        for one in sorted(case.resources, key=lambda one: ref_order(one.action or "A0"))
    )
    return case.table("resource needed_for resource_kind amount giver days promised replied_by", rows, "resources")


def _needing(case: Case, one: Resource) -> str:
    """`A3 load test`; empty where it is for the matter as a whole."""
    found = next((action for action in case.all_actions if action.ref == one.action), None)
    return f"{found.ref} {found.title}" if found else ""


def risks(case: Case) -> Document:
    columns = "risk level scope_of_impact proposed_answer owner raised_at"
    rows = (
        (
            f"{risk.ref} {risk.text}",
            case.words(f"level.{risk.level}"),
            risk.impact,
            _answer_to(case, risk),
            case.name(risk.owner),
            case.moment(risk.raised_at),
        )
        for risk in sorted(case.risks, key=_by_level)
    )
    return case.document("risks", case.table(columns, rows), *_matrix(case))


def _answer_to(case: Case, risk: Risk) -> str:
    standby = case.words("form.standby", text=risk.standby) if risk.standby else ""
    until = case.words("form.risk_until", day=str(risk.review)) if risk.review else ""
    return "\n".join(filter(None, (risk.answer, standby, until)))


def _matrix(case: Case) -> tuple[DocumentTable, ...]:
    """The open risks that are rated, by how likely they are (down) and how bad they would be; none where none is."""
    open_ones = sorted((one for one in case.risks if one.state == "open"), key=_by_level)
    found = risk_matrix(RatedRisk(one.ref, one.likelihood, one.severity) for one in open_ones)
    if not found:
        return ()
    levels = tuple(HIGH_FIRST)
    columns = (case.label("likelihood_by_impact"), *(case.words(f"level.{impact}") for impact in reversed(levels)))
    rows = tuple(
        (
            case.words(f"level.{likelihood}"),
            *(case.listed(found.get((likelihood, impact), ())) for impact in reversed(levels)),
        )
        for likelihood in levels
    )
    return (DocumentTable(columns, rows, case.label("risk_matrix")),)


def _reported(risk: Risk) -> ReportedRisk:
    return {
        "ref": risk.ref,
        "text": risk.text,
        "level": risk.level,
        "answer": risk.answer or None,
        "matter": risk.matter,
    }


def weekly(case: Case) -> Document:
    """The week that `today` is in, from Monday."""
    week = week_of(case.today)
    done = (one for one in case.actions if one.status == "done" and _within(finished_on(case, one), week))
    coming = (one for one in case.actions if one.open and one.due and one.due <= week.plan_until)
    open_risks = sorted((one for one in case.risks if one.state == "open"), key=_by_level)
    blocks = weekly_blocks(
        case.words,
        week,
        case.today,
        _progress(case),
        (WeeklyLine(_line(case, one), one.ref) for one in done),
        (WeeklyLine(risk_line(_reported(one), case.words)) for one in open_risks),
        (WeeklyLine(_line(case, one), one.ref) for one in coming),
        [
            WeeklyLine(
                silence_line(one.name, one.department, one.asked.astimezone(case.zone).date().isoformat(), case.words)
            )
            for one in silent_owners(case.reader.asked_progress(case.now), case.now)
            if one.matter == case.matter.ref
        ],
        [
            WeeklyLine(milestone_line(reported_milestone(case.matter.ref, one, case.today), case.words))
            for one in milestones_of_week(case.matter, week)
        ],
        [WeeklyLine(unanswered_line(one, case.words)) for one in unanswered_departments(case.reader, case.matter)],
        [
            WeeklyLine(decision_line(reported_decision(one, case.zone), case.words), one.ref)
            for one in case.decisions
            if _within(case.day(one.at), week)
        ],
    )
    return case.document("weekly", *blocks)


def _within(day: date | None, week: Week) -> bool:
    return day is not None and week.first <= day <= week.last


def _line(case: Case, action: Action) -> str:
    row = WeeklyAction(
        ref=action.ref,
        title=action.title,
        owner=case.name(action.owner),
        due=action.due.isoformat() if action.due else "",
        overdue=action.overdue(case.today),
        status=action.status,
        percent=action.percent,
        deliverable=action.deliverable,
        reason=action.reason,
    )
    return action_line(row, case.words)


def _by_level(risk: Risk) -> tuple[int, int]:
    return HIGH_FIRST[risk.level], number_of(risk.ref)


def _progress(case: Case) -> str:
    done = sum(one.status == "done" for one in case.actions)
    return case.words("form.progress", done=done, n=len(case.actions)) if case.actions else ""


def _supporters(case: Case, action: Action) -> str:
    return "\n".join(
        case.name(one.person) + (case.words("form.within", text=one.support) if one.support else "")
        for one in action.collaborators
        if not one.does or one.support
    )


def _dependencies(case: Case, action: Action) -> str:
    titles = {one.ref: one.title for one in case.all_actions}
    cancelled = {one.ref for one in case.all_actions if one.status == "cancelled"}
    return "\n".join(f"{ref} {titles.get(ref, '')}".strip() for ref in action.depends_on if ref not in cancelled)
