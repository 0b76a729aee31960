"""One sentence on several criteria: consent without a finding, a yes that its subject denies, values in their order."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TEXTS = ("Coverage 覆盖率 ≥ 95 %", "Satisfaction 满意度 ≥ 90", "Response time 响应时间 ≤ 2 s")


def read(text: str, asked: int = 3) -> Understanding:
    criteria = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(_TEXTS[:asked], 1))
    return understand(
        new_text(text),
        ReplyContext(
            items=(),
            locale="en" if text.isascii() else "zh",
            written=date(2026, 3, 4),
            criteria=criteria,
            asking=Asking(kind="criteria", name="周敏", department="质控部"),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "ok with all three",
        "Fine with all of them.",
        "No complaints on any of them",
        "I agree with the criteria",
        "no objections from our side to the criteria",
        "We are happy with everything",
        "no problem with all three",
        "三条我都没意见",
        "同意验收",
        "全部同意",
        "对以上标准无异议",
        "我们同意全部标准",
        "都没有意见",
    ],
)
def test_consent_is_offered_as_met_and_never_taken_for_a_finding(text: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert {one.number: one.met for one in found.criteria_proposed} == {1: True, 2: True, 3: True}
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "ok with both",
        "ok with all three but 3",
        "happy with the service",
        "ok with all four",
        "agree with the new criteria for May",
        "两条都没意见",
        "同意再看看",
        "四条都同意",
        "同意延期验收",
        "不同意验收",
    ],
)
def test_consent_to_something_else_is_not_offered(text: str) -> None:
    found = read(text)
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text", ["all three pass", "all met", "1 ok, 2 ok, 3 ok", "全部达标", "三条都通过", "都没问题"]
)
def test_a_verdict_on_all_counts(text: str) -> None:
    assert [one.met for one in read(text).criteria] == [True, True, True]


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("neither 2 nor 3 is met", {2, 3}),
        ("Neither 1 nor 3 passes: no data", {1, 3}),
        ("neither criterion 1 nor criterion 2 is met", {1, 2}),
        ("none of them passed", {1, 2, 3}),
        ("None is met.", {1, 2, 3}),
        ("none of the three is met", {1, 2, 3}),
        ("没有一条达标", {1, 2, 3}),
        ("一条都没达标", {1, 2, 3}),
        ("一条也未通过，环境没搭好", {1, 2, 3}),
        ("1√2√3×", {3}),
        ("1√，2×，3√", {2}),
    ],
)
def test_a_yes_that_its_subject_denies_is_a_no(text: str, missed: set[int]) -> None:
    found = read(text)
    assert {one.number for one in found.criteria if not one.met} == missed


@pytest.mark.parametrize(
    "text",
    [
        "neither is met",
        "neither 1 nor 2 is met yet",
        "none of them is met on time",
        "none passed except 2",
        "none met?",
        "neither 1 nor 2 fails",
        "none of the two is met",
        "neither 1 nor 2 should pass",
        "没有一条达标吗",
    ],
)
def test_what_is_denied_otherwise_waits(text: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "asked", "values"),
    [
        ("Both criteria met: 97% and 92", 2, {1: "97%", 2: "92"}),
        ("All three met: 97%, 92 and 1.6 s", 3, {1: "97%", 2: "92", 3: "1.6 s"}),
        ("1 and 3 met (98% and 1.7 s)", 3, {1: "98%", 3: "1.7 s"}),
        ("The first two are met at 97% and 93", 3, {1: "97%", 2: "93"}),
        ("前两条达标：97%和95", 3, {1: "97%", 2: "95"}),
        ("1、2达标，分别为97%和95", 3, {1: "97%", 2: "95"}),
        ("全部达标：97%、93、1.5秒", 3, {1: "97%", 2: "93", 3: "1.5秒"}),
    ],
)
def test_values_in_order_are_offered_each_with_its_criterion(text: str, asked: int, values: dict[int, str]) -> None:
    found = read(text, asked)
    assert found.criteria == ()
    assert {one.number: one.measured for one in found.criteria_proposed if one.met} == values


@pytest.mark.parametrize("text", ["1 and 2 met, 97%", "All met: 97% and 92", "1、2达标，97%", "全部达标：97%"])
def test_values_that_are_not_as_many_wait(text: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert all(not one.measured for one in found.criteria_proposed)
    assert found.doubt


def test_a_reason_in_brackets_stands_alone() -> None:
    found = read("Coverage 98% met, Satisfaction not met (two outages)")
    assert [(one.met, one.opinion) for one in found.criteria] == [(True, ""), (False, "two outages")]


@pytest.mark.parametrize(
    "text",
    [
        "All three criteria are fine by us.",
        "All criteria are ok with my team",
        "All three criteria are good from our side",
        "All of the criteria are fine by 质控部",
        "Agreed, nothing to add.",
        "We agree, nothing further",
        "Agreed.",
        "同意，没有要补充的",
        "没意见，没有别的要加。",
    ],
)
def test_criteria_that_are_found_good_are_a_likely_yes(text: str) -> None:
    found = read(text)
    assert (found.criteria, [one.met for one in found.criteria_proposed]) == ((), [True, True, True])
    assert found.doubt == "likely"


@pytest.mark.parametrize(
    "text",
    [
        "All four criteria are fine",
        "All three criteria are fine but 2",
        "All three criteria are fine by Friday",
        "Not agreed, nothing to add",
        "Agreed, nothing to add but 2 failed",
        "就按这三条验收，没有别的要加。",
    ],
)
def test_more_or_less_than_that_waits(text: str) -> None:
    found = read(text)
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text", ["All three met, congratulations", "All met, congrats!", "三条都达标，恭喜", "全部达标，祝贺大家"]
)
def test_congratulations_behind_a_finding_say_nothing(text: str) -> None:
    found = read(text)
    assert [one.met for one in found.criteria] == [True, True, True]
    assert found.doubt == ""


@pytest.mark.parametrize("text", ["Congratulations, but 2 is not met", "1 and 2 met, congratulations, 3 not"])
def test_congratulations_bless_nothing_else(text: str) -> None:
    assert not read(text).criteria
