"""What a reply may answer, one situation of each kind: each is read by other grammars."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from collabtui.domain.mail.reply import (
    AskedChoice,
    AskedCriterion,
    AskedPlanItem,
    AskedQuestion,
    Asking,
    OpenVote,
    Proposal,
    ReplyContext,
)
from support.families import context

_CHOICES = AskedChoice(key="A", text="方案一"), AskedChoice(key="B", text="方案二")
_CRITERIA = (
    AskedCriterion(number=1, text="接口文档完成"),
    AskedCriterion(number=2, text="two testers", amount="2"),
    AskedCriterion(number=3, text="budget", amount="10万"),
)
_QUESTIONS = (
    AskedQuestion(number=1, kind="choice", text="是否满意", choices=_CHOICES),
    AskedQuestion(number=2, kind="several", text="which", choices=_CHOICES),
    AskedQuestion(number=3, kind="scale", text="打分"),
    AskedQuestion(number=4, kind="text", text="建议"),
)
_PLAN = tuple(AskedPlanItem(number=number, ref=f"A{number}") for number in (1, 2, 3))
_PROPOSED = tuple(Proposal(n=n, ref=f"A{n}", status="done", why="unknown") for n in (1, 2))
_ALONE = {"items": (), "others_items": (), "minutes": None}


@cache
def answer_kinds() -> Mapping[str, ReplyContext]:
    day = date(2026, 3, 2)
    minutes = context("wang", day, "minutes")

    def alone(**asked: object) -> ReplyContext:
        return minutes.model_copy(update={**_ALONE, **asked})

    def of_department(**asked: object) -> Asking:
        return Asking.model_validate({"kind": "change", "department": "财务部", "topics": ("接口", "budget"), **asked})

    return {
        "minutes": minutes,
        "minutes-en": context("bob", day, "minutes"),
        "invitation": context("wang", day, "invitation"),
        "reminder": context("bob", day, "reminder"),
        "minutes-alone": alone(minutes="M1", only_minutes=True, decisions=("D1", "D2")),
        "change": alone(asking=of_department()),
        "change-with-actions": minutes.model_copy(update={"minutes": None, "asking": of_department()}),
        "request": alone(asking=of_department(kind="request")),
        "resources": alone(criteria=_CRITERIA, asking=of_department(kind="resources")),
        "gift": alone(asking=of_department(kind="request", gift=_CRITERIA[1])),
        "several-departments": alone(asking=of_department(beside=("法务部", "Sales"))),
        "plan": minutes.model_copy(update={"minutes": None, "plan": _PLAN, "asking": of_department()}),
        "criteria": alone(criteria=_CRITERIA),
        "vote": alone(choices=_CHOICES),
        "votes-beside": minutes.model_copy(update={"votes": (OpenVote(ref="VOTE1", choices=_CHOICES),)}),
        "questionnaire": alone(questions=_QUESTIONS),
        "asked-back": minutes.model_copy(update={"asked_back": _PROPOSED}),
        "nothing": alone(),
    }
