"""Sample data for the mails that ask what has an answer of its own, and for those that say how it ended."""

from collabtui.domain.action import OwnCheck
from collabtui.domain.matters.resource import Resource
from collabtui.lifecycle.bookings.material_owners import OwedMaterial
from collabtui.lifecycle.matters.resource_clashes import DaysAway
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, Samples
from collabtui.text.templates import TemplateContext


def of_questions(samples: Samples) -> dict[str, TemplateContext]:
    """Mails that ask what has an answer of its own."""
    return {
        **_resources(samples),
        **_criteria(samples),
        **_own_checks(samples),
        **_votes(samples),
        "material": {"meeting": samples.meeting, "files": ["plan.pdf", samples.texts.topic], "named": ["plan.pdf"]},
        **dict.fromkeys(("material-owed", "material-missing"), _owed_material(samples)),
    }


def _owed_material(samples: Samples) -> TemplateContext:
    owed = OwedMaterial(f"{samples.texts.topic} @{samples.reader.name}", samples.texts.topic, (samples.reader,))
    return {"meeting": samples.meeting, "owed": [owed], "due": samples.meeting.start.date()}


def _resources(samples: Samples) -> dict[str, TemplateContext]:
    asked, other = samples.resource, _other_resource(samples)
    of_matter = {"resource": asked, "matter": samples.matter}
    return {
        "resource": _asked_resource(samples),
        "resources": _asked_resources(samples),
        "priority": of_matter
        | {
            "owner": samples.texts.colleague,
            "other": other,
            "other_matter": samples.matter.model_copy(update={"ref": "X-2026-002"}),
            "other_owner": samples.reader.name,
            "first": asked.first,
            "last": asked.end,
        },
        "resource-taken": {
            "matter": samples.matter,
            "lines": [
                {"resource": asked, "value": "for", "text": samples.texts.note},
                {"resource": other, "value": "against", "text": ""},
            ],
        },
        "resource-over": of_matter,
        "resource-person": of_matter
        | {
            "leaver": samples.reader,
            "successor": samples.reader.model_copy(update={"name": samples.texts.colleague}),
        },
    }


def _other_resource(samples: Samples) -> Resource:
    return samples.resource.model_copy(update={"ref": "RES2"})


def _asked_resource(samples: Samples) -> TemplateContext:
    giver = samples.texts.colleague
    return {
        "resource": samples.resource,
        "matter": samples.matter,
        "given": [giver],
        "absence": DaysAway(giver, DUE, LATER),
        "again": False,
        "days": 2,
        "clashes": [_other_resource(samples).model_copy(update={"matter": "X-2026-002"})],
        "order": {"RES2": "open"},
        "task": _task(samples),
    }


def _asked_resources(samples: Samples) -> TemplateContext:
    """Two in one mail: one that somebody is named for, and one that clashes with it and is for no task."""
    first = {"given": [samples.texts.colleague], "clashes": [], "order": {}, "task": _task(samples)}
    second = {"given": [], "clashes": [samples.resource], "order": {"RES1": "other"}, "task": None}
    return {
        "matter": samples.matter,
        "again": False,
        "days": 2,
        "first": samples.resource,
        "lines": [
            {"number": 1, "resource": samples.resource, "absence": None, **first},
            {"number": 2, "resource": _other_resource(samples), "absence": None, **second},
        ],
    }


def _task(samples: Samples) -> dict[str, object]:
    return {"action": samples.action, "owner": samples.reader.name}


def _criteria(samples: Samples) -> dict[str, TemplateContext]:
    first = samples.accepted.criteria[0]
    return {
        "criteria": {
            "matter": samples.accepted,
            "change": samples.change,
            "department": samples.reader.department,
            "again": False,
            "once_more": False,
            "asked_on": samples.change.asked_at,
            "days": 2,
            "lines": [{"number": 1, "criterion": first}],
            "files": [f"A12 {samples.action.deliverable}.pdf"],
            "left_out": ["A14.mp4"],
        },
        "criterion-overruled": {
            "matter": samples.accepted,
            "number": 1,
            "criterion": first,
            "by": samples.texts.organiser,
            "given": first.model_copy(update={"met": False}),
            "is_open": True,
            "instead": "",
        },
    }


def _own_checks(samples: Samples) -> dict[str, TemplateContext]:
    unanswered = OwnCheck(text=samples.texts.consensus)
    return {
        "own-checks": {
            "action": samples.action,
            "title_of_matter": samples.matter.title,
            "lines": [
                {"number": 1, "check": OwnCheck(text=samples.texts.view, ok=True, remark=samples.texts.note)},
                {"number": 2, "check": unanswered},
            ],
        },
        "checks-owed": {
            "action": samples.action,
            "asked": [samples.reader],
            "gone": [samples.reader],
            "lines": [(2, unanswered)],
        },
        "checks-escalated": {
            "action": samples.action,
            "asked": [],
            "gone": [samples.reader],
            "lines": [(2, unanswered)],
        },
    }


def _votes(samples: Samples) -> dict[str, TemplateContext]:
    vote = samples.vote
    return {
        "vote": {"vote": vote, "meeting": samples.meeting, "about": samples.meeting, "again": False},
        "vote-over": {
            "vote": vote.model_copy(update={"state": "closed", "decision": "D1"}),
            "meeting": samples.meeting,
            "about": samples.meeting,
            "outcome": samples.texts.question,
        },
        "vote-owed": {
            "vote": vote,
            "counts": [(one.key, one.text, vote.count(one.key)) for one in vote.choices],
            "silent": [samples.texts.colleague],
            "unjudged": [{"name": samples.reader.name, "ref": "I10"}],
        },
    }
