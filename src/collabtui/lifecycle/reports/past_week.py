"""A past week as it stood at its end, out of the trail; who was silent is left out: the trail does not keep it."""

from collections.abc import Collection, Set
from datetime import UTC, date, datetime, time, timedelta

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import Week
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.milestone_of_week import milestones_of_week
from collabtui.domain.matters.risk_level import HIGH_FIRST
from collabtui.domain.meetings.meeting import Decision
from collabtui.domain.people import Person
from collabtui.formats.documents.report_documents import ReportedAction, ReportedPerson, WeekReport, reported_decision
from collabtui.formats.documents.weekly import ReportedMilestone, ReportedRisk, reported_milestone
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.records_at_an_earlier_time import Past
from collabtui.store.interface import Reader


def end_of(week: Week, acting: Acting) -> datetime:
    """The midnight with which it ends, in the organiser's zone."""
    return datetime.combine(week.last + timedelta(days=1), time(), acting.zone)


def as_it_stood(reader: Reader, until: datetime) -> Reader:
    """The records as they were at that instant."""
    first = None
    for change in reader.changes():
        if change.at < until.astimezone(UTC):
            break
        first = change.batch
    return Past(reader).before(first) if first is not None else reader


def titles_then(reader: Reader, acting: Acting, week: Week, refs: Collection[str]) -> dict[str, str]:
    """The titles of these matters at the end of that week, by ref."""
    past = as_it_stood(reader, end_of(week, acting))
    return {one.ref: one.title for one in past.find(Matter) if one.ref in refs}


def past_week(reader: Reader, acting: Acting, week: Week, matter: str | None, hidden: Set[str]) -> WeekReport:
    """The report that `report week` would have given on the last evening of that week, but without the matters that
    are hidden now."""
    end = end_of(week, acting)
    past = as_it_stood(reader, end)
    found = past.find(Action, matter=matter) if matter else past.find(Action)
    actions = [one for one in found if one.matter not in hidden]
    begin = datetime.combine(week.first, time(), acting.zone)
    archived = {one.ref for one in past.find(Matter) if one.is_filed}
    open_ones = [one for one in actions if one.open and one.matter not in archived]
    found_risks = past.find(Risk, matter=matter, state="open") if matter else past.find(Risk, state="open")
    risks = [one for one in found_risks if matter or one.matter not in archived]
    done = [one for one in actions if one.status == "done" and begin <= _done_at(past, one) < end]
    coming = [one for one in open_ones if one.due and one.due <= week.plan_until]
    return {
        "from": week.first,
        "to": week.last,
        "matter": matter,
        "open": len(open_ones),
        "overdue": sum(one.overdue(week.last) for one in open_ones),
        "done": [_row(past, one, week.last) for one in done],
        "risks": [
            _risk(one) for one in sorted(risks, key=lambda one: HIGH_FIRST[one.level]) if one.matter not in hidden
        ],
        "next": [_row(past, one, week.last) for one in sorted(coming, key=lambda one: one.due or date.max)],
        "silent": [],
        "unanswered": [],
        "milestones": _milestones(past, week, matter, hidden),
        "decisions": [
            reported_decision(one, acting.zone)
            for one in sorted(past.find(Decision, matter=matter) if matter else past.find(Decision), key=_by_instant)
            if begin <= one.at < end and not one.withdrawn and one.matter not in hidden
        ],
    }


def _by_instant(decision: Decision) -> datetime:
    return decision.at


def _milestones(past: Reader, week: Week, matter: str | None, hidden: Set[str]) -> list[ReportedMilestone]:
    matters = [past.get(Matter, matter)] if matter else [one for one in past.find(Matter) if one.ref not in hidden]
    found = ((of.ref, one) for of in matters for one in milestones_of_week(of, week))
    return [reported_milestone(ref, one, week.last) for ref, one in sorted(found, key=lambda each: each[1].day)]


def _done_at(reader: Reader, action: Action) -> datetime:
    changes = reader.changes(action.ref)  # the newest first
    return next((one.at for one in changes if one.field == "status" and one.new == "done"), action.updated_at)


def _risk(risk: Risk) -> ReportedRisk:
    return {
        "ref": risk.ref,
        "text": risk.text,
        "level": risk.level,
        "answer": risk.answer or None,
        "matter": risk.matter,
    }


def _row(reader: Reader, action: Action, today: date) -> ReportedAction:
    return {
        "ref": action.ref,
        "title": action.title,
        "owner": _person(reader, action.owner),
        "due": action.due.isoformat() if action.due else None,
        "overdue": action.overdue(today),
        "status": action.status,
        "percent": action.percent,
        "deliverable": action.deliverable or None,
        "matter": action.matter,
        "reason": action.reason or None,
    }


def _person(reader: Reader, ref: str | None) -> ReportedPerson | None:
    if ref is None:
        return None
    person = reader.get(Person, ref)
    return {"name": person.name, "email": person.email, "department": person.department or None}
