"""Sample data for each kind of mail: one of everything that a template may read, in the reader's language."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, get_args

from collabtui.config import Organiser
from collabtui.domain.action import Action, OwnCheck
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.example_reply import ExampleReply
from collabtui.domain.mail.mail_records import WaitingMail
from collabtui.domain.mail.reply import Proposal
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Criterion, Matter, Milestone, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import (
    Correction,
    Decision,
    Entry,
    Meeting,
    Participant,
    Question,
    Slot,
    slot_starts,
)
from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote, VoteChoice, Voter
from collabtui.domain.model import Value
from collabtui.domain.people import Locale, Person
from collabtui.language.exception_parts import ExceptionParts
from collabtui.lifecycle.assignments.assignment_mails import ActionList
from collabtui.lifecycle.due.both_heads_due import CrossLine
from collabtui.lifecycle.due.daily_mail import NOTES, NumberedLine, day_context
from collabtui.lifecycle.due.owed import DailyLine, Owed
from collabtui.lifecycle.forms.handouts import Handout
from collabtui.lifecycle.minutes.minutes_content import MinutesContent
from collabtui.lifecycle.minutes.publish import AgreedAction, SupportedAction
from collabtui.mail.parse.attached_files import AttachedFile
from collabtui.text.templates import TemplateContext

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
DUE = date(2026, 3, 10)
_LATER = date(2026, 3, 18)
_TAKEN_PIECES = [
    f"taken-back/{one}" for one in ("department", "criteria", "vote", "resource", "resources", "own-checks")
]
_ANSWER_PIECES = [
    f"answer/{one}"
    for one in (
        "department",
        "criteria",
        "vote",
        "resource",
        "resources",
        "risk",
        "own-checks",
        "notes",
        "sign-off",
        "invitation-changed",
    )
]


class _Made(TypedDict):
    """What every record of a meeting says: where, when and by whom it was made."""

    meeting: str
    at: datetime
    by: str


class SampleTexts(Value):
    """The words of the samples, as `samples.<locale>.json` has them."""

    reader: Person
    organiser: str
    colleague: str
    action: dict[str, str]
    meeting: dict[str, Any]
    decision: str
    question: str
    risk: str
    view: str
    consensus: str
    matter: dict[str, str]
    request: str
    change: dict[str, str]
    comment: str
    correction: str
    note: str
    unread: str
    recurs: str
    contact: str
    unknown_contact: str
    topic: str
    letter: str


@cache
def texts(locale: Locale) -> SampleTexts:
    file = Path(__file__).parent / f"samples.{locale}.json"
    return SampleTexts.model_validate(json.loads(file.read_text("utf-8")))


def kinds() -> tuple[str, ...]:
    """All kinds of mail, by the names of their templates."""
    return tuple(Samples("en").contexts())


class Samples:
    """Sample values for each kind of mail in one language."""

    def __init__(self, locale: Locale) -> None:
        self.texts = sample = texts(locale)
        self.reader = sample.reader
        self.organiser = Organiser(name=sample.organiser, email="organiser@example.test", locale=locale)
        self.action = Action.model_validate({
            **sample.action, "due": DUE, "created_at": NOW, "updated_at": NOW, "updated_by": sample.organiser,
            "via": "key",
        })  # fmt: skip
        slots = tuple(Slot.model_validate(slot) for slot in sample.meeting["slots"])
        self.meeting = Meeting.model_validate({
            **sample.meeting, "slots": slots, "start": NOW, "end": NOW + timedelta(hours=1),
            "timezone": "Asia/Shanghai", "uid": "sample", "minutes_version": 2,
            "participants": (Participant(person="P1", attendance="present"),),
        })  # fmt: skip
        self.matter, self.accepted = self._matters()
        self.change = _change(self)

    def common(self) -> TemplateContext:
        """The values that every mail gets."""
        return {
            "code": "abcd2345",
            "me": self.reader,
            "organiser": self.organiser,
            "reply_to": "you@example.test",
            "example": ExampleReply("1", "1", DUE, every_day),
        }

    @property
    def risk(self) -> Risk:
        return Risk(ref="R3", text=self.texts.risk, level="high", raised_at=NOW, by=self.texts.organiser)

    def contexts(self) -> dict[str, TemplateContext]:
        """By kind, what stands beside `common`."""
        of_all = (
            _of_meetings(self),
            _of_actions(self),
            _of_matters(self),
            _of_replies(self),
            _of_people(self),
            _of_questions(self),
        )
        owed = {"sign-off-owed": {"meeting": self.meeting, "deadline": NOW + timedelta(days=3)}}
        return {kind: context for contexts in (*of_all, owed) for kind, context in contexts.items()}

    def _matters(self) -> tuple[Matter, Matter]:
        """One that begins, and the same when it is over."""
        sample = self.texts.matter
        asked = DepartmentRequest(department=self.reader.department, what=self.texts.request, sent_at=NOW)
        begun = Matter(
            ref=sample["ref"], title=sample["title"], initiator=sample["initiator"], background=sample["background"],
            goal=sample["goal"], wanted=date(2026, 3, 31), created_at=NOW, asked=(asked,),
            milestones=(Milestone(text=sample["milestone"], day=date(2026, 3, 4)),),
        )  # fmt: skip
        criterion = Criterion(text=sample["criterion"], measured=sample["measured"], met=True, person="P1", at=NOW)
        over = {
            "result": sample["result"], "criteria": (criterion,), "accepted_at": NOW,
            "retrospective_by": date(2026, 3, 5)
        }  # fmt: skip
        return begun, begun.model_copy(update=over)


def _of_meetings(samples: Samples) -> dict[str, TemplateContext]:
    sample, meeting = samples.texts, samples.meeting
    line = MinutesLine(ref="A12", kind="action", text=samples.action.title, person="P1", due=date(2026, 3, 12))
    return {
        "minutes": {
            "meeting": meeting, "held": took_place(meeting), "minutes": _minutes(samples), "copied": False,
            "own_copy": False, "own": [_line(samples)], "supported": [_supported(samples)], "done": [samples.action],
            "actions": [_line(samples)],
            "deadline": NOW + timedelta(days=3), "silence_agrees": True, "since": 0, "changes": [],
        },
        "invitation": {
            "meeting": meeting, "slots": list(zip(slot_starts(meeting), meeting.slots, strict=True)),
            "changed": False, "own_copy": False, "organised_from": "",
            "participants": [{"person": samples.reader, "role": "facilitator"}], "minutes": 60,
            "max_minutes": 90, "ground_rules": "",
            "questions": meeting.questions, "rules": samples.matter.rules, "recurs": sample.recurs,
            "carried": [
                {"action": samples.action, "owner": samples.reader.name, "overdue": True,
                 "exceptions": ("late", "blocked"), "is_from_before": True},
            ],
            "handouts": (Handout(samples.matter, AttachedFile("T1 Progress tracking 2026-03-02.xlsx", "", b"")),),
            "next_ones": [NOW + timedelta(days=7)], "last_one": NOW + timedelta(days=7), "goes_on": True,
        },
        "cancellation": {
            "meeting": meeting, "dropped": False, "recurs": sample.recurs, "last_one": NOW, "goes_on": False,
        },
        "notice": {"kind": "minutes-owed", "meeting": meeting, "hours": 24},
        "dates-missed": {"series": _series(samples), "dates": [NOW - timedelta(days=7), NOW]},
        "correction": {
            "meeting": meeting, "correction": Correction(text=sample.correction), "accepted": True,
            "owner": samples.reader.name, "line": line, "reason": "", "deadline": None,
        },
    }  # fmt: skip


def _of_actions(samples: Samples) -> dict[str, TemplateContext]:
    line = {"number": 1, "action": samples.action, "days": -3}
    return {
        "reminder": {
            "upcoming": [_owed(samples, 2, ref="A14", title=samples.texts.request)],
            "overdue": [_owed(samples, -3)],
        },
        "escalation": {"upcoming": [], "overdue": [_owed(samples, -3)], "unled": [], "away": [], "unreached": []},
        "nudge": {"lines": [line]},
        "part": _part(samples),
        "daily": {"daily": _daily(samples)},
        "progress": {"matter": samples.accepted, "by": NOW, "lines": [line]},
    }


def _of_matters(samples: Samples) -> dict[str, TemplateContext]:
    department = samples.reader.department
    return {
        "request": {
            "matter": samples.matter, "part": samples.matter.asked[0], "stage": "first", "others": [], "days": 2,
            "kick_off": samples.meeting, "files": [f"{samples.action.deliverable}.pdf"],
            "signed": {"name": samples.texts.colleague, "absent": samples.reader.name, "at": NOW}},
        "change": {
            "matter": samples.matter, "change": samples.change, "department": department, "again": False, "days": 2,
            "planned": [],
        },
        "approval": _approval(samples),
        "plan": _plan(samples),
        "duties": _duties(samples),
        "change-decision": {"matter": samples.matter, "change": samples.change},
        "contact-owed": {"matter": samples.matter, "department": department, "days": 2},
        "completion": {"matter": samples.accepted, "names": {"P1": samples.reader.name}},
        "silence": _silence(samples),
        "report": _report(samples),
        "owners-silent": _owners_silent(samples),
        "both-heads": _both_heads(samples),
        "retrospective": {"matter": samples.accepted},
        "milestone": {"matter": samples.matter, "milestones": samples.matter.milestones},
        "risk": {"risk": samples.risk, "matter": samples.matter, "owner": samples.reader.name, "own": False},
        "risk-owed": {
            "risk": samples.risk,
            "title": samples.matter.title,
            "owner": samples.reader.name,
            "hours": 24,
            "own": False,
        },
    }  # fmt: skip


def _of_replies(samples: Samples) -> dict[str, TemplateContext]:
    sample, department = samples.texts, samples.reader.department
    request = {
        "ref": "A12", "title": samples.action.title, "ask": "postpone", "due": _LATER, "old_due": samples.action.due,
        "reason": samples.change.reason, "to": None, "text": None,
    }  # fmt: skip
    moved = {
        "ref": "A12", "title": samples.action.title, "status": "in-progress", "percent": 60, "accepted": True,
        "reason": "", "note": sample.note,
    }  # fmt: skip
    unproved = WaitingMail(ref="I7", sender=samples.reader.email, subject=sample.topic, received_at=NOW)
    position = {
        "stance": "for", "department": department, "title": samples.matter.title, "ref": samples.matter.ref,
        "change": False, "approval": False, "contact": sample.contact, "promised": samples.action.due,
        "asked_back": False, "unknown": sample.unknown_contact,
        "over": "",
    }  # fmt: skip
    reading = Proposal(n=1, ref="A12", ask="postpone", due=DUE + timedelta(days=3), why="slip")
    return {
        "unproved": {"mails": [unproved], "more": 2},
        "answers-waiting": {"mails": [unproved], "more": 2},
        "decision": {"granted": True, "requests": [request]},
        "withdrawn": {
            "subject": f"[R3] {samples.risk.text}", "sent_at": NOW, "lines": [f"R3 {samples.risk.text}"],
        },
        "taken-back": {
            "actions": [samples.action], "requests": [request],
            "position": {"department": department, "matter": samples.matter},
            "parts": _TAKEN_PIECES, "ref": samples.matter.ref, **_taken_questions(samples),
        },
        "answer": {
            "topic": sample.topic, "moved": [moved], "proposed": [], "requests": [request], "needs_date": False,
            "asked_back": [{"title": samples.action.title, "reading": reading}], "dropped": [],
            "risks": [samples.risk.text], "unread": [sample.unread],
            "handed_over": [{"ref": "A2", "title": samples.action.title, "owner": samples.texts.colleague}],
            "sign_off": "agreed", "rsvp": None, "waits": True, "why": "asks",
            "help": False, "items": [], "asks_list": False, "meeting": samples.meeting, "position": position,
            "parts": _ANSWER_PIECES, "covered": True, **_answered_questions(samples),
            "newer": [{"ref": "A1", "title": sample.topic, "value": "status", "at": NOW, "by": sample.organiser}],
        },
        "letter": {"topic": sample.topic, "text": sample.letter},
    }  # fmt: skip


def _minutes(samples: Samples) -> MinutesContent:
    sample, meeting = samples.texts, samples.meeting.ref
    made: _Made = {"meeting": meeting, "at": NOW, "by": sample.organiser}
    return MinutesContent(
        meeting=samples.meeting,
        decisions=(Decision(ref="D4", text=sample.decision, **made),),
        actions=(samples.action,),
        carried=(),
        questions=(Question(ref="Q2", text=sample.question, **made),),
        answered=(Question(ref="Q1", text=sample.question, state="settled", answer=sample.consensus, **made),),
        risks=(samples.risk,),
        log=(
            Entry(ref="E1", kind="view", line="v", text=sample.view, who=samples.reader.department, **made),
            Entry(ref="E2", kind="consensus", line="c", text=sample.consensus, **made),
        ),
        people={"P1": samples.reader},
    )


def _supported(samples: Samples) -> SupportedAction:
    texts = samples.texts
    return {"action": samples.action, "owner": texts.colleague, "due": DUE, "support": texts.note}


def _line(samples: Samples) -> AgreedAction:
    return {
        "number": 1, "action": samples.action, "owner": samples.reader.name, "department": samples.reader.department,
        "collaborators": [samples.texts.colleague], "overdue": True, "due": DUE, "slipped": False, "passed_to": "",
    }  # fmt: skip


def _owed(samples: Samples, days: int, **other: str) -> TemplateContext:
    change = samples.texts.change
    exception = ExceptionParts(change["reason"], change["impact"], change["decision"], change["what"])
    action = samples.action.model_copy(update=other)
    return {"number": 1, "owed": {"action": action, "owner": samples.reader, "days": days, "exception": exception}}


def _change(samples: Samples) -> ChangeRequest:
    sample, department = samples.texts.change, samples.reader.department
    answer = DepartmentAnswer(
        department=department, person="P1", value="against", text=samples.texts.comment, at=NOW, via="mail:I1"
    )
    return ChangeRequest(
        ref="C1", matter=samples.matter.ref, kind="date", what=sample["what"], reason=sample["reason"],
        impact=sample["impact"], wanted=date(2026, 4, 14), departments=(department,), state="granted", asked_at=NOW,
        decision=sample["decision"], opinions=(answer,), decided_by=samples.texts.organiser, decided_at=NOW,
        raised_by=samples.texts.organiser, raised_at=NOW,
    )  # fmt: skip


def _of_people(samples: Samples) -> dict[str, TemplateContext]:
    handed_over: dict[str, object] = {
        "leaver": samples.reader, "successor": samples.reader, "own": True,
        "led": samples.reader.department, "stands_for": [samples.reader.department], "actions": [samples.action],
        "supported": [samples.action], "risks": [samples.risk], "standbys": [samples.risk], "votes": [_vote(samples)],
        "matters": [samples.matter], "days_late": {samples.action.ref: 2},
        "meetings": [samples.meeting], "series": [_series(samples)],
    }  # fmt: skip
    return {"handed-over": handed_over}


def _daily(of: "Samples") -> TemplateContext:
    """A late one, one without a date, one that others hold up, and a notice of each kind."""
    lines = [
        NumberedLine(1, DailyLine("overdue", of.action, -3)),
        NumberedLine(2, DailyLine("progress", of.action.model_copy(update={"due": None}), None, of.matter.title)),
        NumberedLine(3, DailyLine("held-up", of.action, 2, causes=(of.action,))),
    ]
    owed = Owed("risk-owed", of.risk.ref, of.risk.text, DUE, 0)
    return day_context(lines, [replace(owed, kind=kind) for kind in NOTES])


def _part(samples: Samples) -> TemplateContext:
    """A part of each kind."""
    sample, name = samples.texts, samples.reader.name
    cause = {"kind": "moved", "action": samples.action, "owner": sample.colleague, "before": DUE}
    line = {
        "number": 1, "action": samples.action, "owner": name, "overdue": True, "support": sample.note, "does": True,
        "before": _LATER, "matter": samples.matter.title, "relieved": False, "causes": [cause],
    }  # fmt: skip
    lists = {name: [line] for name in get_args(ActionList)}
    contact = {"department": samples.reader.department, "matter": samples.matter, "asked": sample.request}
    relieved = {"department": samples.reader.department, "matter": samples.matter, "contact": samples.texts.colleague}
    standby = {"risk": samples.risk, "matter": samples.matter.title, "owner": name}
    return {
        "by": sample.organiser, **lists, "contacts": [contact], "relieved_contacts": [relieved],
        "standbys": [standby], "matters": [samples.matter],
        "clerked": [{"matter": samples.matter, "owner": samples.texts.colleague}],
    }  # fmt: skip


def _approval(samples: Samples) -> TemplateContext:
    asked = {"kind": "acceptance", "asked_version": 2, "asked_digest": "5a5b5c5d5e5f"}
    return {
        "matter": samples.accepted, "change": samples.change.model_copy(update=asked),
        "department": samples.reader.department, "again": False, "days": 2, "planned": [],
    }  # fmt: skip


def _plan(samples: Samples) -> TemplateContext:
    line = {"action": samples.action, "owner": samples.reader.name, "department": samples.reader.department}
    decided = {"kind": "plan", "asked_version": 2, "decided_at": NOW}
    return {
        "matter": samples.matter, "change": samples.change.model_copy(update=decided), "own": [(1, line)],
        "supported": [line | {"support": samples.texts.note}], "of_department": [line], "others": [line],
    }  # fmt: skip


def _duties(samples: Samples) -> TemplateContext:
    line = {"action": samples.action, "owner": samples.reader.name, "department": samples.reader.department}
    return {
        "matter": samples.matter, "department": samples.reader.department, "asked": samples.matter.asked[0].what,
        "lines": [line], "open_points": [f"{samples.action.ref} {samples.action.title}"],
        "file": f"{samples.matter.ref} {samples.reader.department}.xlsx",
    }  # fmt: skip


def _of_questions(samples: Samples) -> dict[str, TemplateContext]:
    """Mails that ask what has an answer of its own."""
    lines = [{"number": 1, "criterion": samples.accepted.criteria[0]}]
    criteria = {
        "matter": samples.accepted, "change": samples.change, "department": samples.reader.department, "again": False,
        "days": 2, "lines": lines, "files": [f"A12 {samples.action.deliverable}.pdf"], "left_out": ["A14.mp4"],
    }  # fmt: skip
    vote = _vote(samples)
    counts = [(one.key, one.text, vote.count(one.key)) for one in vote.choices]
    given = _resource(samples)
    return {
        "resource": {
            "resource": given,
            "matter": samples.matter,
            "given": [samples.texts.colleague],
            "again": False,
            "days": 2,
            "clashes": [given.model_copy(update={"ref": "RES2", "matter": "X-2026-002"})],
        },
        "resources": {
            "matter": samples.matter,
            "again": False,
            "days": 2,
            "first": given,
            "lines": [
                {"number": 1, "resource": given, "given": [samples.texts.colleague], "clashes": []},
                {"number": 2, "resource": given.model_copy(update={"ref": "RES2"}), "given": [], "clashes": [given]},
            ],
        },
        "own-checks": {
            "action": samples.action,
            "title_of_matter": samples.matter.title,
            "lines": [
                {"number": 1, "check": OwnCheck(text=samples.texts.view, ok=True, remark=samples.texts.note)},
                {"number": 2, "check": OwnCheck(text=samples.texts.consensus)},
            ],
        },
        "resource-over": {"resource": given, "matter": samples.matter},
        "criteria": criteria,
        "criterion-overruled": {
            "matter": samples.accepted,
            "number": 1,
            "criterion": samples.accepted.criteria[0],
            "by": samples.texts.organiser,
            "given": samples.accepted.criteria[0].model_copy(update={"met": False}),
            "is_open": True,
        },
        "confidential": {"numbers": [samples.matter.ref, "A12"], "day_of": DUE, "is_off": False, "has_times": False},
        "material": {"meeting": samples.meeting, "files": ["plan.pdf", samples.texts.topic], "named": ["plan.pdf"]},
        "vote": {"vote": vote, "meeting": samples.meeting, "again": False},
        "vote-over": {
            "vote": vote.model_copy(update={"state": "closed", "decision": "D1"}),
            "meeting": samples.meeting,
            "outcome": samples.texts.question,
        },
        "checks-owed": {
            "action": samples.action,
            "asked": [samples.reader],
            "gone": [samples.reader],
            "lines": [(2, OwnCheck(text=samples.texts.consensus))],
        },
        "checks-escalated": {
            "action": samples.action,
            "asked": [],
            "gone": [samples.reader],
            "lines": [(2, OwnCheck(text=samples.texts.consensus))],
        },
        "absent-signer": {
            "meeting": samples.meeting,
            "absent": samples.reader,
            "until": _LATER,
            "deputy": samples.reader,
        },
        "department-unread": {"matter": samples.matter, "name": samples.reader.department, "people": [samples.reader]},
        "in-place": {
            "absent": samples.reader,
            "until": _LATER,
            "lines": [{"what": samples.texts.topic, "owed": Owed("risk-owed", "R3", samples.texts.risk, DUE, -1)}],
        },
        "passed-on": {
            "unreached": samples.reader,
            "about": samples.texts.topic,
            "lines": [samples.texts.decision, samples.texts.question],
            "is_deputy": True,
        },
        "signed-for": {
            "meeting": samples.meeting,
            "version": 2,
            "by": samples.texts.organiser,
            "reason": samples.texts.question,
        },
        "vote-owed": {
            "vote": vote,
            "counts": counts,
            "silent": [samples.texts.colleague],
            "unjudged": [{"name": samples.reader.name, "ref": "I10"}],
        },
    }


def _resource(samples: Samples) -> Resource:
    return Resource(
        ref="RES1", matter=samples.matter.ref, kind="people", what=samples.texts.request, amount="20",
        department=samples.reader.department, first=DUE, last=_LATER, state="asked", asked_at=NOW, made_at=NOW,
        by=samples.texts.organiser,
    )  # fmt: skip


def _vote(samples: Samples) -> Vote:
    texts = (samples.change.what, samples.texts.decision)
    return Vote(
        ref="VOTE1", text=samples.texts.question, meeting=samples.meeting.ref, until=DUE, asked_at=NOW,
        choices=tuple(VoteChoice(key=key, text=text) for key, text in zip("AB", texts, strict=True)),
        voters=(Voter(person="P1", choice="A", at=NOW),), by=samples.texts.organiser,
    )  # fmt: skip


def _answered_questions(samples: Samples) -> TemplateContext:
    """In the answer to a reply to one of them."""
    criterion = samples.accepted.criteria[0]
    result = {
        "number": 1, "met": True, "opinion": "", "rectify": "", "text": criterion.text, "measured": criterion.measured,
    }  # fmt: skip
    vote = {
        "ref": "VOTE1",
        "text": samples.texts.question,
        "key": "A",
        "choice": samples.change.what,
        "abstains": False,
    }
    return {
        "criteria_of": _titled(samples.matter), "open_criteria": [2], "results": [result], "vote": vote,
        "checked": {
            "title": samples.action.title, "ref": samples.action.ref, "open": [2],
            "results": [{"number": 1, "text": samples.texts.view, "ok": True, "remark": samples.texts.note}],
        },
        "is_open": True, "without_name": "",
        "answered_risk": {"ref": samples.risk.ref, "text": samples.risk.text, "answer": samples.texts.note},
        "given": {"stance": "for", "resource": _resource(samples), "matter": samples.matter},
        "given_several": {
            "given": [{"number": 1, "resource": _resource(samples), "value": "against", "text": samples.texts.note}],
            "open": [2], "matter": samples.matter,
        },
        "asked_before": {"meeting": samples.meeting, "why": "asked-for-another-time"},
        "notes": {"n": 12, "ref": samples.meeting.ref, "title": samples.meeting.title},
        "newer_minutes": {"agreed": 1, "newest": 2},
    }  # fmt: skip


def _taken_questions(samples: Samples) -> TemplateContext:
    vote = {"ref": "VOTE1", "text": samples.texts.question}
    return {
        "taken_vote": vote,
        "taken_checks": {"title": samples.action.title, "ref": samples.action.ref},
        "taken_resource": {"what": samples.texts.request, "ref": "RES1", "department": samples.reader.department},
        "taken_resources": {"department": samples.reader.department, "resources": [_resource(samples)]},
        "taken_criteria": {"department": samples.reader.department, "criteria_of": _titled(samples.matter)},
    }


def _titled(matter: Matter) -> dict[str, str]:
    return {"title": matter.title, "ref": matter.ref}


def _both_heads(samples: Samples) -> TemplateContext:
    late, reader = samples.action, samples.reader
    other = reader.model_copy(update={"ref": "P2", "name": samples.texts.colleague})
    waiting = late.model_copy(update={"ref": "A15", "title": samples.texts.decision})
    line = CrossLine(late, reader, waiting, samples.matter.initiator, reader, other, samples.texts.colleague, 3)
    return {"lines": [line, replace(line, waiting=None, by=samples.matter.title)]}


def _owners_silent(samples: Samples) -> TemplateContext:
    who = f"{samples.reader.department} {samples.reader.name}"
    return {"lines": [{"who": who, "title": samples.matter.title, "matter": samples.matter.ref, "asked": NOW}]}


def _report(samples: Samples) -> TemplateContext:
    sections = [
        {"heading": "", "lines": [samples.change.reason]},
        {"heading": samples.matter.title, "lines": [f"A12 {samples.action.title}", samples.risk.text]},
    ]
    about = {"title": samples.matter.goal, "ref": samples.matter.ref, "about": samples.matter.title}
    return {**about, "first": DUE, "last": _LATER, "sections": sections}


def _silence(samples: Samples) -> TemplateContext:
    matter = samples.matter
    line = {"who": samples.reader.department, "title": matter.title, "ref": matter.ref, "asked": NOW}
    return {"kind": "silence", "lines": [line], "by": "17:05"}


def _series(samples: Samples) -> Series:
    fields = {
        "title": samples.meeting.title,
        "start": NOW,
        "minutes": 60,
        "timezone": "Asia/Shanghai",
        "uid": "sample",
    }
    return Series.model_validate({"ref": "SER1", "rule": {"every": "week"}, **fields})
