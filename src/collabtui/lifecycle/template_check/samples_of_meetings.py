"""Sample data for the mails about a meeting."""

from datetime import date, datetime, timedelta
from typing import TypedDict

from collabtui.domain.meetings.meeting import (
    Correction,
    Decision,
    Entry,
    Question,
    slot_starts,
)
from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.lifecycle.forms.handouts import Handout
from collabtui.lifecycle.minutes.minutes_content import MinutesContent
from collabtui.lifecycle.minutes.publish import AgreedAction, SupportedAction
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, NOW, Samples
from collabtui.mail.parse.attached_files import AttachedFile
from collabtui.text.templates import TemplateContext


def of_meetings(samples: Samples) -> dict[str, TemplateContext]:
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
            "changed": False, "only_carried": False, "own_copy": False, "organised_from": "",
            "participants": [{"person": samples.reader, "role": "facilitator", "is_away": True}], "minutes": 60,
            "was_at": NOW - timedelta(days=1),
            "max_minutes": 90, "ground_rules": "",
            "questions": meeting.questions, "rules": samples.matter.rules,
            "channels": samples.matter.channels, "recurs": sample.recurs, "recurred": "",
            "carried": [
                {"action": samples.action, "owner": samples.reader.name, "overdue": True, "away_until": LATER,
                 "exceptions": ("late", "blocked"), "is_from_before": True},
            ],
            "handouts": (Handout(samples.matter, AttachedFile("T1 Progress tracking 2026-03-02.xlsx", "", b"")),),
            "next_ones": [NOW + timedelta(days=7)], "last_one": NOW + timedelta(days=7), "goes_on": True,
        },
        "cancellation": {
            "meeting": meeting, "dropped": False, "recurs": sample.recurs, "last_one": NOW, "goes_on": False,
        },
        "sign-off-owed": {"meeting": meeting, "deadline": NOW + timedelta(days=3)},
        "notice": {"kind": "minutes-owed", "meeting": meeting, "hours": 24},
        "dates-missed": {"series": samples.series, "dates": [NOW - timedelta(days=7), NOW]},
        "correction": {
            "meeting": meeting, "correction": Correction(text=sample.correction), "accepted": True,
            "owner": samples.reader.name, "line": line, "reason": "", "deadline": None,
        },
    }  # fmt: skip


class _Made(TypedDict):
    """What every record of a meeting says: where, when and by whom it was made."""

    meeting: str
    at: datetime
    by: str


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
            Entry(ref="E3", kind="milestone", line="m", text=f"{DUE} {sample.decision} => {sample.consensus}", **made),
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
