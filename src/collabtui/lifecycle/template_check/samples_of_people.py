"""Sample data for the mails about people: who hands over, stands in, is not reached or signs for another."""

from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.lifecycle.due.owed import Owed
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, NOW, Samples
from collabtui.text.templates import TemplateContext


def of_people(samples: Samples) -> dict[str, TemplateContext]:
    handed_over: dict[str, object] = {
        "leaver": samples.reader, "successor": samples.reader, "own": True,
        "led": samples.reader.department, "stands_for": [samples.reader.department], "actions": [samples.action],
        "carried": [samples.action], "supported": [samples.action], "risks": [samples.risk], "standbys": [samples.risk],
        "stood_in": [samples.reader], "votes": [samples.vote],
        "matters": [samples.matter], "days_late": {samples.action.ref: 2},
        "materials": [{"what": samples.action.deliverable, "meeting": samples.meeting}],
        "wanted": [samples.resource],
        "meetings": [samples.meeting], "series": [samples.series], "objections": [samples.change],
    }  # fmt: skip
    return {
        "handed-over": handed_over,
        "deputy-left": {"leaver": samples.reader, "successor": samples.reader},
        "confidential": {"numbers": [samples.matter.ref, "A12"], "day_of": DUE, "is_off": False, "has_times": False},
        "absent-signer": {
            "meeting": samples.meeting,
            "absent": samples.reader,
            "until": LATER,
            "deputy": samples.reader,
        },
        "absent-owner": {
            "action": samples.action,
            "absent": samples.reader,
            "until": LATER,
            "deputies": [samples.reader],
            "unread": None,
        },
        "grant-owed": {"request": samples.change, "matter": samples.matter},
        "department-unread": {"matter": samples.matter, "name": samples.reader.department, "people": [samples.reader]},
        "deputy-answered": _deputy_answered(samples),
        "in-place": {
            "absent": samples.reader,
            "until": LATER,
            "lines": [{"what": samples.texts.topic, "owed": Owed("risk-owed", "R3", samples.texts.risk, DUE, -1)}],
        },
        "renamed": {
            "before": samples.reader.department,
            "after": samples.texts.topic,
            "own": True,
            "matters": [samples.matter],
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
    }


def _deputy_answered(samples: Samples) -> TemplateContext:
    """One question that was answered, and one that was not."""
    department = samples.reader.department
    answer = DepartmentAnswer(
        department=department,
        person=samples.reader.ref,
        value="against",
        text=samples.texts.note,
        at=NOW,
        via="mail:I7",
    )
    asked = {
        "ref": samples.matter.ref, "title": samples.matter.title, "department": department, "at": NOW,
        "by": samples.texts.colleague, "answer": None,
    }  # fmt: skip
    answered = {**asked, "ref": samples.change.ref, "title": samples.change.what, "answer": answer}
    return {"answered": [answered], "asked": [asked], "is_open": False}
