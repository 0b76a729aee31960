"""Sample data for the mails about a matter: requests, plans, reports, risks."""

from dataclasses import replace

from collabtui.lifecycle.due.both_heads_due import AbsentHead, CrossLine
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, NOW, Samples
from collabtui.lifecycle.template_check.samples_of_actions import escalated
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import TemplateContext


def of_matters(samples: Samples) -> dict[str, TemplateContext]:
    return {
        **_asked(samples),
        **_decided(samples),
        **_reported(samples),
        **_milestones(samples),
        **_risks(samples),
    }


def _asked(samples: Samples) -> dict[str, TemplateContext]:
    """Mails to departments that have to answer."""
    department = samples.reader.department
    return {
        "request": {
            "matter": samples.matter, "part": samples.matter.asked[0], "stage": "first", "others": [], "days": 2,
            "kick_off": samples.meeting, "files": [f"{samples.action.deliverable}.pdf"],
            "signed": {"name": samples.texts.colleague, "absent": samples.reader.name, "at": NOW}},
        "change": {
            "matter": samples.matter, "change": samples.change, "department": department, "departments": [department],
            "again": False, "unclear": [], "days": 2,
            "objections": [{"department": department, "by": samples.texts.colleague, "text": samples.texts.question}],
        },
        "approval": _approval(samples),
        "duties": _duties(samples),
        "contact-owed": {"matter": samples.matter, "department": department, "days": 2},
    }  # fmt: skip


def _decided(samples: Samples) -> dict[str, TemplateContext]:
    """Mails that say what was decided or answered."""
    return {
        "plan": _plan(samples),
        "item-objected": _objected(samples),
        "change-decision": {"matter": samples.matter, "change": samples.change, "milestones": [samples.texts.decision]},
        "department-news": {
            "matter": samples.matter,
            "lines": [{
                "department": samples.reader.department, "contact": samples.reader.name, "phone": "13800000000",
                "before": samples.texts.colleague, "value": value, "text": samples.texts.question,
            } for value in ("for", "against", "unclear", None)],
        },
        "completion": {"matter": samples.accepted, "names": {"P1": samples.reader.name}},
    }  # fmt: skip


def _reported(samples: Samples) -> dict[str, TemplateContext]:
    return {
        "silence": _silence(samples),
        "report": _report(samples),
        "owners-silent": _owners_silent(samples),
        "both-heads": _both_heads(samples),
        "escalations": {
            **escalated(samples),
            "crossing": _both_heads(samples)["lines"],
            "silent": _owners_silent(samples)["lines"],
            "refs": ["A12"],
            "n": 4,
        },
    }


def _milestones(samples: Samples) -> dict[str, TemplateContext]:
    matter = samples.matter
    first = matter.milestones[0]
    return {
        "retrospective": {"matter": samples.accepted},
        "milestone-look-back": {"matter": matter, "milestone": first.text, "reached": first.day},
        "milestone": {"matter": matter, "milestones": matter.milestones},
    }


def _risks(samples: Samples) -> dict[str, TemplateContext]:
    risk, owner, title = samples.risk, samples.reader.name, samples.matter.title
    return {
        "risk": {"risk": risk, "matter": samples.matter, "owner": owner, "own": False},
        "risk-warning": {
            "lines": [{"told": samples.texts.risk, "risk": risk}],
            "matter": samples.matter,
            "sender": samples.reader,
            "mail": "I7",
            "own": True,
        },
        "risk-owed": {
            "risk": risk, "title": title, "owner": owner, "hours": 24, "own": False, "stands_by": False,
            "absent": None,
        },
        "risk-review": {"risk": risk.model_copy(update={"review": DUE}), "title": title, "own": False},
    }  # fmt: skip


def _approval(samples: Samples) -> TemplateContext:
    asked = {"kind": "acceptance", "asked_version": 2, "asked_digest": "5a5b5c5d5e5f"}
    return {
        "matter": samples.accepted, "change": samples.change.model_copy(update=asked),
        "department": samples.reader.department, "departments": [samples.reader.department], "again": False,
        "unclear": [],
        "days": 2, "planned": [], "changed": False, "replaced": None, "as_owner": False,
        "resources": [], "taking_part": [],
        "people": {"owner": samples.reader.name, "clerk": samples.texts.colleague},
        "missed": [1],
        "objections": [
            {"department": samples.reader.department, "by": samples.texts.colleague, "text": samples.texts.question}
        ],
    }  # fmt: skip


def _plan(samples: Samples) -> TemplateContext:
    line = _planned_line(samples)
    decided = {"kind": "plan", "asked_version": 2, "decided_at": NOW}
    return {
        "matter": samples.matter, "change": samples.change.model_copy(update=decided), "own": [(1, line)],
        "carried": [(2, line)],
        "supported": [line | {"support": samples.texts.note}], "of_department": [line], "others": [line],
    }  # fmt: skip


def _objected(samples: Samples) -> TemplateContext:
    change = samples.change.model_copy(update={"kind": "plan", "asked_version": 2})
    objection = {"department": samples.matter.initiator, "by": samples.texts.colleague, "text": samples.texts.question}
    return {"matter": samples.matter, "change": change, "lines": [{"number": 1, "action": samples.action, **objection}]}


def _planned_line(samples: Samples) -> dict[str, object]:
    action, name, department = samples.action, samples.reader.name, samples.reader.department
    return {
        "action": action, "owner": name, "department": department, "number": 3, "doers": [samples.texts.colleague],
        "helpers": [{"name": name, "support": samples.texts.note}], "waits_for": [f"{action.ref} {action.title}"],
        "is_new": False, "moved": [{"name": "due", "before": "", "day": DUE}],
        "objections": [{"department": department, "by": name, "text": samples.texts.question}],
    }  # fmt: skip


def _duties(samples: Samples) -> TemplateContext:
    line = {"action": samples.action, "owner": samples.reader.name, "department": samples.reader.department}
    return {
        "matter": samples.matter, "department": samples.reader.department, "asked": samples.matter.asked[0].what,
        "lines": [line], "open_points": [f"{samples.action.ref} {samples.action.title}"],
        "file": f"{samples.matter.ref} {samples.reader.department}.xlsx",
    }  # fmt: skip


def _both_heads(samples: Samples) -> TemplateContext:
    late, reader = samples.action, samples.reader
    other = reader.model_copy(update={"ref": "P2", "name": samples.texts.colleague})
    waiting = late.model_copy(update={"ref": "A15", "title": samples.texts.decision})
    line = CrossLine(late, reader, waiting, samples.matter.initiator, reader, other, samples.texts.colleague, 3)
    away = (AbsentHead(other.name, LATER, reader),)
    return {"lines": [line, replace(line, waiting=None, by=samples.matter.title, absent=away)]}


def _owners_silent(samples: Samples) -> TemplateContext:
    who = f"{samples.reader.department} {samples.reader.name}"
    asked = {"asked": NOW, "there": "09:10"}
    return {"lines": [{"who": who, "title": samples.matter.title, "matter": samples.matter.ref, **asked}]}


def _report(samples: Samples) -> TemplateContext:
    sections = [
        {"heading": "", "lines": [samples.change.reason]},
        {"heading": samples.matter.title, "lines": [f"A12 {samples.action.title}", samples.risk.text]},
    ]
    about = {"title": samples.matter.goal, "ref": samples.matter.ref, "about": samples.matter.title}
    return {**about, "first": DUE, "last": LATER, "sections": sections}


def _silence(samples: Samples) -> TemplateContext:
    matter = samples.matter
    asked = {"asked": NOW, "there": "09:10", "away": [], "nobody": False, "criteria": ()}
    line = {"who": samples.reader.department, "title": matter.title, "ref": matter.ref, **asked}
    name = {"name": samples.texts.colleague, "deputies": samples.reader.name, "until": LATER}
    away = [str(Catalogue(samples.reader.locale)("absence.lacks.unread", **name))]
    left = [str(Catalogue(samples.reader.locale)("absence.nobody_speaks", department=samples.reader.department))]
    lines = [line, line | {"away": away}, line | {"away": left, "nobody": True}]
    lines.append(line | {"ref": samples.change.ref, "matter": matter.ref, "criteria": (1, 2)})
    return {"kind": "silence", "lines": lines, "by": "17:05", "unread": True}
