"""Sample data for the mails that ask what has an answer of its own, and for those that say how it ended."""

from collabtui.domain.action import OwnCheck
from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.text.templates import TemplateContext


def of_questions(samples: Samples) -> dict[str, TemplateContext]:
    """Mails that ask what has an answer of its own."""
    lines = [{"number": 1, "criterion": samples.accepted.criteria[0]}]
    criteria = {
        "matter": samples.accepted, "change": samples.change, "department": samples.reader.department, "again": False,
        "days": 2, "lines": lines, "files": [f"A12 {samples.action.deliverable}.pdf"], "left_out": ["A14.mp4"],
    }  # fmt: skip
    vote = samples.vote
    counts = [(one.key, one.text, vote.count(one.key)) for one in vote.choices]
    given = samples.resource
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
        "vote-owed": {
            "vote": vote,
            "counts": counts,
            "silent": [samples.texts.colleague],
            "unjudged": [{"name": samples.reader.name, "ref": "I10"}],
        },
    }
