"""Sample data for the mails that ask what has an answer of its own, and for those that say how it ended."""

from collabtui.domain.action import OwnCheck
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
    asked = samples.resource
    other = asked.model_copy(update={"ref": "RES2"})
    givers = [samples.texts.colleague]
    task = {"action": samples.action, "owner": samples.reader.name}
    return {
        "resource": {
            "resource": asked,
            "matter": samples.matter,
            "given": givers,
            "absence": DaysAway(givers[0], DUE, LATER),
            "again": False,
            "days": 2,
            "clashes": [other.model_copy(update={"matter": "X-2026-002"})],
            "order": {"RES2": "open"},
            "task": task,
        },
        "resources": {
            "matter": samples.matter,
            "again": False,
            "days": 2,
            "first": asked,
            "lines": [
                {
                    "number": 1,
                    "resource": asked,
                    "given": givers,
                    "absence": None,
                    "clashes": [],
                    "order": {},
                    "task": task,
                },
                {
                    "number": 2,
                    "resource": other,
                    "given": [],
                    "absence": None,
                    "clashes": [asked],
                    "order": {"RES1": "other"},
                    "task": None,
                },
            ],
        },
        "priority": {
            "resource": asked,
            "matter": samples.matter,
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
        "resource-over": {"resource": asked, "matter": samples.matter},
        "resource-person": {
            "resource": asked,
            "matter": samples.matter,
            "leaver": samples.reader,
            "successor": samples.reader.model_copy(update={"name": samples.texts.colleague}),
        },
    }


def _criteria(samples: Samples) -> dict[str, TemplateContext]:
    first = samples.accepted.criteria[0]
    return {
        "criteria": {
            "matter": samples.accepted,
            "change": samples.change,
            "department": samples.reader.department,
            "again": False,
            "once_more": False,
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
