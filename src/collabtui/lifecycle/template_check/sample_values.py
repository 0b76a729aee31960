"""The records that the samples of mails are made of: one of each record, in the reader's language."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from collabtui.config import Organiser
from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.example_reply import ExampleReply
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Criterion, Matter, Milestone, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import (
    Meeting,
    Participant,
    Slot,
)
from collabtui.domain.meetings.questionnaire import VoteChoice
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote, Voter
from collabtui.domain.model import Value
from collabtui.domain.people import Locale, Person
from collabtui.text.templates import TemplateContext

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


DUE = date(2026, 3, 10)


LATER = date(2026, 3, 18)


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

    @property
    def change(self) -> ChangeRequest:
        sample, department = self.texts.change, self.reader.department
        answer = DepartmentAnswer(
            department=department, person="P1", value="against", text=self.texts.comment, at=NOW, via="mail:I1"
        )
        return ChangeRequest(
            ref="C1", matter=self.matter.ref, kind="date", what=sample["what"], reason=sample["reason"],
            impact=sample["impact"], wanted=date(2026, 4, 14), departments=(department,), state="granted", asked_at=NOW,
            decision=sample["decision"], opinions=(answer,), decided_by=self.texts.organiser, decided_at=NOW,
            raised_by=self.texts.organiser, raised_at=NOW,
        )  # fmt: skip

    @property
    def resource(self) -> Resource:
        return Resource(
            ref="RES1", matter=self.matter.ref, kind="people", what=self.texts.request, amount="20",
            department=self.reader.department, first=DUE, last=LATER, state="asked", asked_at=NOW, made_at=NOW,
            by=self.texts.organiser,
        )  # fmt: skip

    @property
    def vote(self) -> Vote:
        texts = (self.change.what, self.texts.decision)
        return Vote(
            ref="VOTE1", text=self.texts.question, meeting=self.meeting.ref, until=DUE, asked_at=NOW,
            choices=tuple(VoteChoice(key=key, text=text) for key, text in zip("AB", texts, strict=True)),
            voters=(Voter(person="P1", choice="A", at=NOW),), by=self.texts.organiser,
        )  # fmt: skip

    @property
    def series(self) -> Series:
        fields = {
            "title": self.meeting.title,
            "start": NOW,
            "minutes": 60,
            "timezone": "Asia/Shanghai",
            "uid": "sample",
        }
        return Series.model_validate({"ref": "SER1", "rule": {"every": "week"}, **fields})


def titled(matter: Matter) -> dict[str, str]:
    return {"title": matter.title, "ref": matter.ref}
