"""The state of matters in one colour each, with the reasons: of the records as they are, or as they were."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.traffic_light import LIGHTS, LightReason, ReasonCode, StatusFacts, light_of
from collabtui.domain.people import Person
from collabtui.formats.documents.status_documents import ReportedReason, ReportedStatus, ReportedThing
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import all_due_by
from collabtui.lifecycle.base.department_people import speakers
from collabtui.store.interface import Reader

MOST_NAMED = 2
"""Of what a reason is about: the page is one page."""


class MatterStatus(ReportedStatus):
    """A matter on the leadership's page, and its step."""

    step: str


def statuses(reader: Reader, acting: Acting, now: datetime, matter: str | None = None) -> list[MatterStatus]:
    """Of all matters that are at work, or of one; red first, then by ref."""
    found = [reader.get(Matter, matter)] if matter else [one for one in reader.find(Matter) if _at_work(one)]
    rows = [_status(reader, acting, now, one) for one in found]
    return sorted(rows, key=lambda row: LIGHTS.index(row["light"]))


def _at_work(matter: Matter) -> bool:
    return matter.step != "archive" and not matter.withdrawn


def _status(reader: Reader, acting: Acting, now: datetime, matter: Matter) -> MatterStatus:
    today = now.astimezone(acting.zone).date()
    actions = [one for one in reader.find(Action, matter=matter.ref) if one.status != "cancelled"]
    facts = _facts(reader, acting, now, matter, actions)
    light, reasons = light_of(facts, today)
    coming = (one for one in matter.milestones if not one.reached and one.day >= today)
    ahead = min(coming, key=lambda one: one.day, default=None)
    return {
        "ref": matter.ref,
        "title": matter.title,
        "lead": matter.lead,
        "step": matter.step,
        "light": light,
        "reasons": [_reported(reader, reason, today, matter, actions) for reason in reasons],
        "done": facts.done,
        "open": facts.open,
        "overdue": facts.late,
        "wanted": matter.wanted.isoformat() if matter.wanted else None,
        "next_milestone": ahead.text if ahead else None,
        "next_milestone_on": ahead.day.isoformat() if ahead else None,
    }


def _reported(
    reader: Reader, reason: LightReason, today: date, matter: Matter, actions: Iterable[Action]
) -> ReportedReason:
    """With the first few things that it is about: the latest, and what comes first."""
    things = islice(_things(reader, reason.code, today, matter, actions), MOST_NAMED)
    which: list[ReportedThing] = [{"ref": ref, "title": title, "owner": owner} for ref, title, owner in things]
    counted: ReportedReason = {"code": reason.code, "n": reason.n}
    return {**counted, "which": which} if which else counted


def _things(
    reader: Reader, code: ReasonCode, today: date, matter: Matter, actions: Iterable[Action]
) -> Iterator[tuple[str, str, str]]:
    by_day = sorted((one for one in actions if one.open), key=lambda one: (one.due or date.max, one.ref))
    late = [one for one in by_day if one.overdue(today)]
    found: Mapping[ReasonCode, list[Action]] = {
        "long-late": late[:1],
        "late": late,
        "late-blocked": [one for one in late if one.status == "blocked"],
        "blocked": [one for one in by_day if one.status == "blocked"],
    }
    yield from ((one.ref, one.title, _name(reader, one.owner)) for one in found.get(code, ()))
    if code in ("high-risk", "high-risk-open"):
        risks = [one for one in reader.find(Risk, matter=matter.ref, state="open") if one.level == "high"]
        open_ones = [one for one in risks if code == "high-risk" or not one.answer]
        yield from ((one.ref, one.text, _name(reader, one.owner)) for one in open_ones)
    if code == "milestones-past":
        yield from (("", one.text, "") for one in matter.milestones if not one.reached and one.day < today)


def _name(reader: Reader, person: str | None) -> str:
    return next((one.name for one in reader.find(Person, ref=person)), "") if person else ""


def _facts(reader: Reader, acting: Acting, now: datetime, matter: Matter, actions: Iterable[Action]) -> StatusFacts:
    today = now.astimezone(acting.zone).date()
    open_ones = [one for one in actions if one.open]
    late = [one for one in open_ones if one.overdue(today)]
    risks = [one for one in reader.find(Risk, matter=matter.ref, state="open") if one.level == "high"]
    return StatusFacts(
        accepted=matter.accepted_at is not None,
        wanted=matter.wanted,
        open=len(open_ones),
        late=len(late),
        longest_late=max(((today - one.due).days for one in late if one.due), default=0),
        blocked=sum(one.status == "blocked" for one in open_ones),
        late_blocked=sum(one.status == "blocked" for one in late),
        last_due=_last(one.due for one in open_ones),
        high_risks=len(risks),
        high_unanswered=sum(not one.answer for one in risks),
        departments_silent=sum(
            part.silent
            and part.sent_at is not None
            and _answer_due(reader, acting, matter, part.department, part.sent_at) <= now
            for part in matter.asked
        ),
        done=sum(one.status == "done" for one in actions),
        unowned=sum(one.owner is None for one in open_ones),
        milestones_past=sum(not one.reached and one.day < today for one in matter.milestones),
    )


def _answer_due(reader: Reader, acting: Acting, matter: Matter, department: str, asked: datetime) -> datetime:
    return all_due_by(acting, asked, speakers(reader, acting, matter, department).present)


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)
