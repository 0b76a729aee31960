"""Conditions, hearsay, doubt, another amount and part of it: of none of these becomes a vote, a result, a yes or a no
without asking."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedChoice, AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_CHOICES = (AskedChoice(key="A", text="线上培训 / online"), AskedChoice(key="B", text="现场培训 / on site"))
_CRITERIA = (
    AskedCriterion(number=1, text="培训覆盖率不低于95%"),
    AskedCriterion(number=2, text="故障单不超过5个"),
    AskedCriterion(number=3, text="操作手册齐全"),
)
_RESOURCES = (AskedCriterion(number=1, text="测试服务器 / room"), AskedCriterion(number=2, text="实施顾问 / testers"))
_MOVE = ("上线改到6月12日 / go-live on 12 June", "C7")


def read(text: str, asking: Asking, **more: object) -> Understanding:
    people = ("周琳", "马超", "Sam Hill")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 5, 20), asking=asking, people=people)
    return understand(new_text(text), situation.model_copy(update=more))


@pytest.mark.parametrize(
    "text",
    [
        "选B吧，如果场地订得到",
        "A还是B我都行",
        "听说大家都选B",
        "线上方便，但我还没想好",
        "B？",
        "领导喜欢A，我再看看",
        "B if the room is free",
        "Most people here like B",
        "A would be convenient, B would be better",
        "Sam says A",
    ],
)
def test_no_vote_is_cast(text: str) -> None:
    found = read(text, Asking(kind="vote", name="孙浩"), choices=_CHOICES)
    assert (found.vote, bool(found.doubt)) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "1应该达标",
        "3达标了一半",
        "1 达标，覆盖率93%",
        "1 达标的部门有三个",
        "马超说3达标",
        "2 达标，故障单5个以上",
        "1 met, 97% registered",
        "1 met once the new starters are done",
        "All met except 2",
        "I think 1 is met",
    ],
)
def test_no_criterion_is_met(text: str) -> None:
    found = read(text, Asking(kind="criteria", name="孙浩"), criteria=_CRITERIA)
    assert (found.criteria, bool(found.doubt)) == ((), True)


@pytest.mark.parametrize(
    "text",
    [
        "服务器可以，如果顾问能晚一周",
        "顾问可以问问，服务器先别定",
        "都可以，前提是预算批了",
        "Room maybe, testers maybe",
        "You can have the room if you leave by noon",
    ],
)
def test_nothing_is_promised(text: str) -> None:
    found = read(text, Asking(kind="resources", name="孙浩"), criteria=_RESOURCES)
    assert (found.criteria, bool(found.doubt)) == ((), True)


@pytest.mark.parametrize(
    "text",
    [
        "6月12日可以考虑",
        "等合同签了，12号可以",
        "12 June works if the vendor agrees",
        "Sam says 12 June works for them",
        "同意，等何总看完再定",
        "Looks fine, pending legal",
        "Happy to once we have headcount",
        "Please ask Sam Hill",
        "12号可以，就是要提前通知供应商",
        "12 June is fine as long as the vendor confirms",
    ],
)
def test_no_department_agrees(text: str) -> None:
    found = read(text, Asking(kind="change", topics=_MOVE, name="谢芳", department="财务部"))
    assert (found.stance, bool(found.doubt)) == ("none", True)
