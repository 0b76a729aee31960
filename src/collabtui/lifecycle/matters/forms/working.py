"""The forms of the work itself: breakdown, tracking, exceptions, risks, the week."""

from datetime import date, datetime

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.count_working_days import Week, week_of
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.domain.matters.matter import Risk
from collabtui.domain.matters.milestone_of_week import milestones_of_week
from collabtui.domain.matters.risk_level import HIGH_FIRST, RatedRisk, risk_matrix
from collabtui.domain.refs import number_of
from collabtui.domain.silent_owners import silent_owners
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import mail_of, not_undone
from collabtui.formats.documents.document import Cell, Document, DocumentTable, PercentCell
from collabtui.formats.documents.weekly import (
    WeeklyAction,
    action_line,
    milestone_line,
    reported_milestone,
    risk_line,
    silence_line,
    weekly_blocks,
)
from collabtui.language.exception_parts import exception_parts
from collabtui.lifecycle.matters.forms.answered_signatures import approval_signatures, who_answered
from collabtui.lifecycle.matters.forms.form_data import Case

_Exception = tuple[tuple[datetime, int], tuple[Cell, ...]]
"""By what it is put in order, and its row."""


def breakdown(case: Case) -> Document:
    columns = (
        "task subtask department owner collaborators planned_start planned_finish deliverable depends_on risk note"
    )
    rows = (
        (
            action.task,
            f"{action.ref} {action.title}",
            case.department(action.owner),
            case.name(action.owner),
            _supporters(case, action),
            action.planned_start,
            action.due,
            action.deliverable,
            _dependencies(case, action),
            action.risk,
            action.note,
        )
        for action in sorted(case.actions, key=lambda one: one.task)
    )
    signed = approval_signatures(case, "plan")
    given = [_resources(case)] if case.resources else []
    return case.document("breakdown", case.table(columns, rows), *given, *([case.signatures(signed)] if signed else []))


def _resources(case: Case) -> DocumentTable:
    """What departments give, with who said so and when."""
    rows = (
        (
            f"{one.ref} {one.what}",
            case.words(f"resource.kind.{one.kind}"),
            one.amount,
            " ".join(filter(None, (one.department, case.name(one.person)))),
            " – ".join(dict.fromkeys(str(day) for day in (one.first, one.end) if day)),
            case.words(f"resource.state.{one.state}"),
            " ".join(filter(None, (who_answered(case, one.answer), case.moment(one.answer.at)))) if one.answer else "",
        )
        for one in case.resources
    )
    return case.table("resource resource_kind amount giver days promised replied_by", rows, "resources")


def tracking(case: Case) -> Document:
    columns = "subtask status actual_finish percent updated_by updated_at exception"
    rows = (
        (
            f"{action.ref} {action.title}",
            case.words(f"status.{action.status}"),
            _finished(case, action),
            PercentCell(action.percent),
            action.updated_by,
            case.moment(action.updated_at),
            _exception(case, action),
        )
        for action in case.actions
    )
    return case.document("tracking", case.table(columns, rows))


def risks(case: Case) -> Document:
    columns = "risk level scope_of_impact proposed_answer owner raised_at"
    rows = (
        (
            f"{risk.ref} {risk.text}",
            case.words(f"level.{risk.level}"),
            risk.impact,
            "\n".join(filter(None, (risk.answer, risk.standby and case.words("form.standby", text=risk.standby)))),
            case.name(risk.owner),
            case.moment(risk.raised_at),
        )
        for risk in sorted(case.risks, key=_by_level)
    )
    return case.document("risks", case.table(columns, rows), *_matrix(case))


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


def exceptions(case: Case) -> Document:
    """Out of the trail: each time that something got blocked, and each date that slipped."""
    columns = "what raised_when raised_by impact whys way_out answer resolved_when"
    found = [row for action in case.all_actions for row in _exceptions_of(case, action)]
    return case.document("exceptions", case.table(columns, (row for _, row in sorted(found, key=lambda one: one[0]))))


def weekly(case: Case) -> Document:
    """The week that `today` is in, from Monday."""
    week = week_of(case.today)
    done = (one for one in case.actions if one.status == "done" and _within(_finished(case, one), week))
    coming = (one for one in case.actions if one.open and one.due and one.due <= week.plan_until)
    open_risks = sorted((one for one in case.risks if one.state == "open"), key=_by_level)
    blocks = weekly_blocks(
        case.words,
        week,
        _progress(case),
        (_line(case, one) for one in done),
        (
            risk_line({"ref": one.ref, "text": one.text, "level": one.level, "answer": one.answer}, case.words)
            for one in open_risks
        ),
        (_line(case, one) for one in coming),
        [
            silence_line(one.name, one.department, f"{one.asked.astimezone(case.zone):%Y-%m-%d}", case.words)
            for one in silent_owners(case.reader.asked_progress(case.now), case.now)
            if one.matter == case.matter.ref
        ],
        [
            milestone_line(reported_milestone(case.matter.ref, one, case.today), case.words)
            for one in milestones_of_week(case.matter, week)
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


def _part_of(case: Case, one: Collaborator) -> str:
    """`does it; test data`."""
    return case.listed((case.words("form.does") if one.does else "", one.support))


def _supporters(case: Case, action: Action) -> str:
    return "\n".join(
        case.name(one.person) + (case.words("form.within", text=text) if (text := _part_of(case, one)) else "")
        for one in action.collaborators
    )


def _dependencies(case: Case, action: Action) -> str:
    titles = {one.ref: one.title for one in case.all_actions}
    return "\n".join(f"{ref} {titles.get(ref, '')}".strip() for ref in action.depends_on)


def _finished(case: Case, action: Action) -> date | None:
    """When it was done, as the trail says."""
    if action.status != "done":
        return None
    changes = case.reader.changes(action.ref)  # the newest first
    last = next((one.at for one in changes if one.field == "status" and one.new == "done"), action.updated_at)
    return case.day(last)


def _exception(case: Case, action: Action) -> str:
    """What keeps it from going as planned: late, blocked, slipped, and why."""
    exceptions = []
    if action.due and action.overdue(case.today):
        exceptions.append(case.words("form.late", n=(case.today - action.due).days))
    if action.due and action.original_due and action.due > action.original_due:
        exceptions.append(case.words("form.slipped", day=str(action.original_due)))
    return "\n".join(filter(None, (*exceptions, action.reason)))


def _exceptions_of(case: Case, action: Action) -> list[_Exception]:
    trail = case.reader.changes(action.ref)[::-1]
    reasons = {one.batch: str(one.new) for one in trail if one.field == "reason" and one.new}
    stands = not_undone({one.batch: one.via for one in trail})
    found: list[_Exception] = []
    for place, change in enumerate(trail):
        if change.batch not in stands:
            continue
        if change.field == "status" and change.new == "blocked":
            key, (over, answer) = "form.blocked", _freed(trail[place + 1 :])
        elif _slips(change):
            key, over, answer = "form.late_for", change.at, case.words("form.moved", old=change.old, new=change.new)
        else:
            continue
        what = case.words(key, what=f"{action.ref} {action.title}")
        parts = exception_parts(reasons.get(change.batch, ""))
        what += case.words("form.colon") + parts.reason if parts.reason else ""
        impact = "\n".join(filter(None, (parts.impact, _held_up(case, action))))
        raised = (what, case.moment(change.at), _raised_by(case, change), impact)
        needed = case.words("form.needed", what=parts.need) if parts.need else ""
        way_out = "\n".join(filter(None, (parts.way_out, needed)))
        found.append(((change.at, change.id), (*raised, "", way_out, answer, case.moment(over))))
    return _with_whys(case, action, found)


def _with_whys(case: Case, action: Action, found: list[_Exception]) -> list[_Exception]:
    """The chain of whys beside the last of its exceptions; in a row of its own where nobody has called it one."""
    if not action.whys:
        return found
    chain = "\n".join(f"{number}. {text}" for number, text in enumerate(action.whys, 1))
    if not found:
        own = (f"{action.ref} {action.title}", "", "", _held_up(case, action), chain, "", "", "")
        return [((action.created_at, 0), own)]
    *others, (when, row) = found
    return [*others, (when, (*row[:4], chain, *row[5:]))]


def _raised_by(case: Case, change: TrailEntry) -> str:
    """Who wrote the mail that it came by, also where the facilitator had to say yes to it; else who entered it."""
    mail = mail_of(change.via)
    writer = case.name(case.reader.get(Incoming, mail).person) if mail else ""
    return writer or change.actor


def _freed(later: list[TrailEntry]) -> tuple[datetime | None, str]:
    """When it was blocked no longer, and what was said of it until then."""
    over = next((one for one in later if one.field == "status" and one.new != "blocked"), None)
    notes = [one for one in later if one.field == "note" and one.new and (over is None or one.batch <= over.batch)]
    return over.at if over else None, remark_in(str(notes[-1].new)) if notes else ""


def _slips(change: TrailEntry) -> bool:
    return change.field == "due" and bool(change.old) and bool(change.new) and str(change.new) > str(change.old)


def _held_up(case: Case, action: Action) -> str:
    """What waits for it."""
    return "\n".join(f"{one.ref} {one.title}" for one in case.all_actions if action.ref in one.depends_on and one.open)
