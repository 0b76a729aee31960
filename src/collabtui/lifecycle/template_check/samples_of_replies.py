"""Sample data for the mails that answer a reply, and for those that take an answer back."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import WaitingMail
from collabtui.domain.mail.reply import Proposal
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, NOW, Samples, titled
from collabtui.text.templates import TemplateContext

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
        "material",
        "sign-off",
        "invitation-changed",
    )
]

_OVER = {"how": "", "at": NOW, "by": ""}


def of_replies(samples: Samples) -> dict[str, TemplateContext]:
    sample, department = samples.texts, samples.reader.department
    request = {
        "ref": "A12", "title": samples.action.title, "ask": "postpone", "due": LATER, "old_due": samples.action.due,
        "reason": samples.change.reason, "to": None, "text": None,
    }  # fmt: skip
    stands = {"status": "blocked", "percent": 0, "reason": samples.change.reason, "by": sample.organiser, "at": NOW}
    moved = {
        "ref": "A12", "title": samples.action.title, "status": "in-progress", "percent": 60, "accepted": True,
        "reason": "", "note": sample.note, "was": stands,
    }  # fmt: skip
    unproved = WaitingMail(ref="I7", sender=samples.reader.email, subject=sample.topic, received_at=NOW)
    position = {
        "stance": "for", "department": department, "title": samples.matter.title, "ref": samples.matter.ref,
        "change": False, "approval": False, "contact": sample.contact,
        "contact_away": LATER, "contact_deputy": sample.contact, "promised": samples.action.due,
        "offered": [samples.action.deliverable], "opinions": [], "rest_agreed": False,
        "asked_back": False, "unknown": sample.unknown_contact, "contact_elsewhere": department,
        "over": _OVER,
    }  # fmt: skip
    reading = Proposal(n=1, ref="A12", ask="postpone", due=DUE + timedelta(days=3), why="slip")
    return {
        "unproved": {"mails": [unproved], "more": 2},
        "answers-waiting": {"mails": [{"mail": unproved, "lines": [f"? y1 A12 {sample.unread}"]}], "more": 2},
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
            "asked_back": [{"title": samples.action.title, "reading": reading, "stands": stands}], "dropped": [],
            "tables": [f"{samples.action.deliverable}.xlsx"], "risks": [samples.risk.text], "absences": [sample.note],
            "no_such_days": [],
            "unread": [sample.unread],
            "handed_over": [
                {"ref": "A2", "title": samples.action.title, "owner": samples.texts.colleague, "is_back": False}
            ],
            "sign_off": "agreed", "rsvp": None, "waits": True, "why": "asks",
            "help": False, "items": [], "asks_list": False, "meeting": samples.meeting, "position": position,
            "positions": [position], "parts": _ANSWER_PIECES, "covered": True, **_answered_questions(samples),
            "newer": [{"ref": "A1", "title": sample.topic, "value": "status", "at": NOW, "by": sample.organiser,
                       "status": "blocked", "percent": None, "due": None}],
        },
        "letter": {"topic": sample.topic, "text": sample.letter},
    }  # fmt: skip


def _answered_questions(samples: Samples) -> TemplateContext:
    """In the answer to a reply to one of them."""
    criterion = samples.accepted.criteria[0]
    result = {
        "number": 1, "met": True, "opinion": "", "rectify": "", "text": criterion.text, "measured": criterion.measured,
        "action": {},
    }  # fmt: skip
    vote = {
        "ref": "VOTE1",
        "text": samples.texts.question,
        "key": "A",
        "choice": samples.change.what,
        "abstains": False,
        "kept": None,
    }
    return {
        "criteria_of": titled(samples.matter), "open_criteria": [2], "without_value": [1], "results": [result],
        "missed": [result], "changed_criteria": [], "vote": vote, "criteria_over": _OVER, "vote_over": _OVER,
        "checked": {
            "title": samples.action.title, "ref": samples.action.ref, "open": [2],
            "results": [{"number": 1, "text": samples.texts.view, "ok": True, "remark": samples.texts.note}],
        },
        "is_open": True, "without_name": "",
        "answered_risk": {
            "ref": samples.risk.ref, "text": samples.risk.text, "answer": samples.texts.note, "closed": False,
        },
        "given": {
            "stance": "for", "resource": samples.resource, "matter": samples.matter, "text": samples.texts.note,
            "terms": "", "over": _OVER,
        },
        "given_several": {
            "given": [{"number": 1, "resource": samples.resource, "value": "against", "text": samples.texts.note}],
            "terms": [{"number": 3, "resource": samples.resource, "value": "for", "text": samples.texts.note}],
            "open": [2], "matter": samples.matter, "over": [(samples.resource, {**_OVER, "how": "withdrawn"})],
        },
        "asked_before": {"meeting": samples.meeting, "why": "asked-for-another-time"},
        "notes": {"n": 12, "ref": samples.meeting.ref, "title": samples.meeting.title, "is_off": True},
        "brought": [{"what": samples.action.deliverable, "title": samples.meeting.title}],
        "newer_minutes": {"agreed": 1, "newest": 2},
    }  # fmt: skip


def _taken_questions(samples: Samples) -> TemplateContext:
    vote = {"ref": "VOTE1", "text": samples.texts.question}
    return {
        "taken_vote": vote,
        "taken_checks": {"title": samples.action.title, "ref": samples.action.ref},
        "taken_resource": {"what": samples.texts.request, "ref": "RES1", "department": samples.reader.department},
        "taken_resources": {"department": samples.reader.department, "resources": [samples.resource]},
        "taken_criteria": {"department": samples.reader.department, "criteria_of": titled(samples.matter)},
    }
