"""No data, no idea, 没数据, 不合格率: a no that belongs to a word behind it is no verdict, and refuses nothing."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedChoice, AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CRITERIA = {
    "en": ("Accidents = 0", "Answer time below 3 h", "Returned forms at least 400"),
    "zh": ("投诉为0", "平均响应时间不超过3小时", "回收问卷不少于400份"),
}
GIFTS = {
    "en": (("laptops", "2"), ("storage room", "1"), ("testers", "3")),
    "zh": (("笔记本", "2台"), ("会议室", "1间"), ("测试人员", "3名")),
}
DAY = date(2026, 3, 2)


def locale_of(text: str) -> Literal["zh", "en"]:
    return "en" if text.isascii() else "zh"


def results(text: str) -> Understanding:
    asked = [AskedCriterion(number=at, text=one) for at, one in enumerate(CRITERIA[locale_of(text)], 1)]
    return _read(text, asked, "criteria")


def gifts(text: str) -> Understanding:
    pairs = enumerate(GIFTS[locale_of(text)], 1)
    return _read(text, [AskedCriterion(number=at, text=one, amount=amount) for at, (one, amount) in pairs], "resources")


def _read(text: str, asked: list[AskedCriterion], kind: Literal["criteria", "resources"]) -> Understanding:
    asking = Asking(kind=kind, name="Zhou Min", department="Quality")
    situation = ReplyContext(items=(), locale=locale_of(text), written=DAY, criteria=tuple(asked), asking=asking)
    return understand(new_text(text), situation)


def verdicts(found: Understanding) -> dict[int, bool]:
    return {one.number: one.met for one in found.criteria}


@pytest.mark.parametrize(
    "said",
    [
        "no data yet", "sorry, no data", "no measurement", "no idea", "no need to check", "no accidents",
        "no accidents reported so far", "no-one complained", "no reason to doubt it", "no way to measure that",
        "no pending cases", "failed to measure", "failed tests: 0", "fail rate 1%", "rejected parts: 0",
        "no answer from the lab yet", "there is no data", "no data for 3 days", "no results from 2 of the sites",
    ],
)  # fmt: skip
def test_no_before_a_thing_is_no_result(said: str) -> None:
    found = results(f"1: {said}. 2: met. 3: met.")
    assert (verdicts(found), found.criteria_proposed) == ({2: True, 3: True}, ())
    assert found.doubt


@pytest.mark.parametrize(
    "said",
    ["没数据", "没测", "没定", "没答复", "没统计", "没结果", "没人投诉", "不清楚",
     "不合格率0%", "不合格品0件", "未通过人数0", "不达标率1%"],
)  # fmt: skip
def test_a_chinese_no_before_a_thing_is_no_result(said: str) -> None:
    found = results(f"1：{said}。2：达标。3：达标。")
    assert (verdicts(found), found.criteria_proposed) == ({2: True, 3: True}, ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1: no. 2: met. 3: met.", False),
        ("1: no, data are missing. 2: met. 3: met.", False),
        ("1: no; the lab was closed. 2: met. 3: met.", False),
        ("1 no because 2 people fell. 2 met. 3 met.", False),
        ("1: no we missed it by one. 2: met. 3: met.", False),
        ("1: no, 2. 2: met. 3: met.", False),
        ("1 no 2 yes 3 yes", False),
        ("1: not met, no data. 2: met. 3: met.", False),
        ("1: failed to meet it. 2: met. 3: met.", False),
        ("1: failed two tests. 2: met. 3: met.", False),
        ("1: no way. 2: met. 3: met.", False),
        ("1: no problem. 2: met. 3: met.", True),
        ("Accidents: no, two. Answer time met. Returned forms met.", False),
        ("1：不合格3件。2：达标。3：达标。", False),
        ("1：不达标，没数据。2：达标。3：达标。", False),
        ("1：未通过测试。2：达标。3：达标。", False),
        ("1：没达到。2：达标。3：达标。", False),
        ("1：未达标，投诉2起。2：达标。3：达标。", False),
        ("1：没问题。2：达标。3：达标。", True),
    ],
)
def test_a_no_by_itself_or_with_its_reason_is_a_result(text: str, found: bool) -> None:
    assert verdicts(results(text)) == {1: found, 2: True, 3: True}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No accidents. Answer time met. Returned forms met.", {2: True, 3: True}),
        ("Answer time met, no accidents, returned forms met", {2: True, 3: True}),
        ("投诉没有，响应时间达标，问卷达标", {2: True, 3: True}),
        ("没有投诉，响应时间达标，问卷达标", {2: True, 3: True}),
    ],
)
def test_none_of_what_a_criterion_counts_is_no_result_of_it(text: str, found: dict[int, bool]) -> None:
    understood = results(text)
    assert verdicts(understood).items() <= found.items()
    assert not any(one.number == 1 for one in understood.criteria_proposed)
    assert understood.doubt


@pytest.mark.parametrize(
    "said",
    [
        "no idea, ask the helpdesk", "no answer from HR yet", "no worries", "no decision yet", "no more than one",
        "no rush?", "no time to look yet", "no budget decision yet", "no staff meeting before Friday",
        "no testers needed?", "no one has told me", "no comment", "no clue", "no change so far",
    ],
)  # fmt: skip
def test_no_before_a_thing_refuses_no_gift(said: str) -> None:
    found = gifts(f"1: {said}. 2: agree. 3: agree.")
    assert (verdicts(found), found.criteria_proposed) == ({2: True, 3: True}, ())
    assert found.doubt


@pytest.mark.parametrize(
    "said",
    ["没定，等人事", "没答复", "没数据", "没消息", "没决定", "不清楚，问一下人事",
     "没有预算问题", "没有名额限制", "没有库存压力", "找不到理由反对", "找不到负责人", "没空调"],
)  # fmt: skip
def test_a_chinese_no_before_a_thing_refuses_no_gift(said: str) -> None:
    found = gifts(f"1：{said}。2：同意。3：同意。")
    assert (verdicts(found), found.criteria_proposed) == ({2: True, 3: True}, ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1: no. 2: agree. 3: agree.", False),
        ("1: no, no idea who has them. 2: agree. 3: agree.", False),
        ("1: sorry, no; all on loan. 2: agree. 3: agree.", False),
        ("1: no budget. 2: agree. 3: agree.", False),
        ("1: no budget for that. 2: agree. 3: agree.", False),
        ("1: no laptops left. 2: agree. 3: agree.", False),
        ("1: no spare laptops, sorry. 2: agree. 3: agree.", False),
        ("1: no capacity this month. 2: agree. 3: agree.", False),
        ("1: no longer available. 2: agree. 3: agree.", False),
        ("1: no thanks. 2: agree. 3: agree.", False),
        ("No laptops, storage room yes, testers yes", False),
        ("1: no problem. 2: agree. 3: agree.", True),
        ("1：没有预算。2：同意。3：同意。", False),
        ("1：没有人手了。2：同意。3：同意。", False),
        ("1：没有名额，下次吧。2：同意。3：同意。", False),
        ("1：抱歉，没空。2：同意。3：同意。", False),
        ("1：找不到人。2：同意。3：同意。", False),
        ("1：不行，没定。2：同意。3：同意。", False),
        ("1：没问题。2：同意。3：同意。", True),
    ],
)
def test_a_no_to_a_gift_and_what_is_lacking_are_one(text: str, found: bool) -> None:
    assert verdicts(gifts(text)) == {1: found, 2: True, 3: True}


NO_ANSWERS = [
    "no idea", "no decision yet", "no data yet", "no news", "no clue", "no worries", "no answer from HR yet",
    "没数据", "没测", "没定", "没答复", "没消息", "没结果", "没想法",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ANSWERS)
@pytest.mark.parametrize("kind", ["request", "change"])
def test_neither_is_a_departments_no(text: str, kind: Literal["request", "change"]) -> None:
    asking = Asking(kind=kind, topics=("Launch", "X-2026-001"), name="Bob Stone", department="Sales")
    situation = ReplyContext(items=(), locale=locale_of(text), written=DAY, asking=asking)
    assert understand(new_text(text), situation).stance in ("none", None)


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_neither_is_a_vote_or_an_answer_to_an_invitation(text: str) -> None:
    choices = (AskedChoice(key="A", text="Hall"), AskedChoice(key="B", text="Garden"))
    empty = ReplyContext(items=(), locale=locale_of(text), written=DAY)
    ballot = empty.model_copy(update={"choices": choices, "asking": Asking(kind="vote", name="Bob Stone")})
    invitation = empty.model_copy(update={"invitation": True, "minutes": "M1"})
    assert understand(new_text(text), ballot).vote == ""
    assert understand(new_text(text), invitation).rsvp is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 不同意：每周只能给半天", {2: False}),
        ("2 不同意：只能给半天，1 同意", {1: True, 2: False}),
        ("2 不同意：可以给半天", {}),
        ("2 不同意：只能给半天，也可以", {}),
    ],
)
def test_a_no_that_gives_less_instead_is_a_no(text: str, found: dict[int, bool]) -> None:
    """The yes of 只能给 is to less than what was asked for; one without that limit contradicts the no."""
    assert verdicts(gifts(text)) == found
