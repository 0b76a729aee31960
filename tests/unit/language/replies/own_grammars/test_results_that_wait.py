"""Results of criteria, and gifts of several things, of which one waits because of what stands beside the yes or no."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CRITERIA = tuple(
    AskedCriterion(number=number, text=text)
    for number, text in enumerate(("通过率 ≥ 95%", "error rate < 2 %", "无重大故障"), 1)
)
GIFTS = (
    AskedCriterion(number=1, text="开发人员", amount="2名"),
    AskedCriterion(number=2, text="测试环境"),
    AskedCriterion(number=3, text="预算", amount="8万元"),
)
KNOWN = ("张伟", "小李", "Ann Lee", "Tom Baker", "Bob Stone")


def read(text: str, *asked: AskedCriterion, kind: Literal["criteria", "resources"]) -> Understanding:
    asking = Asking(kind=kind, name="Bob Stone", department="Sales")
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    day = date(2026, 3, 3)
    context = ReplyContext(items=(), locale=locale, written=day, people=KNOWN, criteria=asked, asking=asking)
    return understand(new_text(text), context)


@pytest.mark.parametrize("text", ["1 met, because the sample is small", "1 达标，因为样本小"])
def test_a_yes_with_the_reason_why_it_counts_all_the_same_is_for_a_person(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert (found.criteria, found.doubt) == ((), "unknown")
    assert [(one.met, one.opinion) for one in found.criteria_proposed] == [
        (True, "the sample is small" if text.isascii() else "样本小")
    ]


@pytest.mark.parametrize("text", ["2 not met: 1%", "1 未达标，97%", "1 97%，不达标", "2 failed, 1 %"])
def test_a_no_to_a_value_that_meets_the_criterion_needs_its_reason(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert (found.criteria, found.doubt) == ((), "contradiction")
    assert [one.met for one in found.criteria_proposed] == [False]


@pytest.mark.parametrize("text", ["1 met on 2 March", "1 达标，3月3日测的很好"])
def test_a_day_with_no_value_beside_it_is_no_measurement(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert (found.criteria, found.doubt) == ((), "unknown")
    assert [(one.met, one.measured) for one in found.criteria_proposed] == [(True, "")]


@pytest.mark.parametrize(
    ("text", "names", "doubt"),
    [
        ("1 同意\n张伟和小李", "张伟和小李", ""),
        ("1 yes\nAnn Lee and Tom Baker", "Ann Lee and Tom Baker", ""),
        ("1 同意\n张伟", "张伟", "condition"),  # one of two
        ("1 yes\nBob Stone", "", ""),  # a signature
        ("1 yes, Bob", "", ""),
    ],
)
def test_names_below_a_yes_to_a_gift_say_who_comes(text: str, names: str, doubt: str) -> None:
    found = read(text, *GIFTS, kind="resources")
    assert found.doubt == doubt
    assert [(one.number, one.met, one.opinion) for one in found.criteria or found.criteria_proposed] == [
        (1, True, names)
    ]


@pytest.mark.parametrize(
    "text", ["1 failed: no data, the others not", "1 未达标，其余没有", "2 failed. The last one not."]
)
def test_a_no_that_says_not_of_what_waits_where_nothing_was_met_beside_it(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert [one.met for one in found.criteria] == [False]
    assert {one.met for one in found.criteria_proposed} == {False}
    assert found.doubt == "unknown"


@pytest.mark.parametrize("text", ["1 met. 2 see the sheet", "1 met: 97%. 9 tickets met the limit"])
def test_a_sentence_that_begins_with_a_number_and_gives_no_result_keeps_the_line_together(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert [one.text for one in found.clauses] == [text]
    assert ([one.number for one in found.criteria_proposed], found.criteria) == ([1], ())


@pytest.mark.parametrize("text", ["1 派张伟和小李 2 同意", "1 能出张伟和小李，2 同意", "1 派张伟和小李（2 同意）"])
def test_who_is_given_stands_before_the_yes_to_the_next_thing(text: str) -> None:
    found = read(text, *GIFTS, kind="resources")
    assert [(one.number, one.met) for one in found.criteria] == [(1, True), (2, True)]
    assert ("张伟和小李" in found.criteria[0].opinion, found.criteria[1].opinion, found.doubt) == (True, "", "")


def test_an_amount_of_what_was_asked_for_without_one_is_given() -> None:
    found = read("2 能给 3 台", *GIFTS, kind="resources")
    assert [(one.number, one.met, one.measured) for one in found.criteria] == [(2, True, "3 台")]
    assert found.doubt == ""


def test_where_one_has_to_wait_beside_the_number_of_another_nothing_is_read() -> None:
    waits = read("测试环境可以，预算要等", *GIFTS, kind="resources")
    assert [one.number for one in waits.criteria_proposed or waits.criteria]
    found = read("测试环境可以，预算要等1", *GIFTS, kind="resources")
    assert (found.criteria, found.criteria_proposed, found.doubt) == ((), (), "unknown")


def test_a_signature_gives_nobody() -> None:
    found = read("Bob Stone", GIFTS[0], kind="resources")
    assert (found.criteria, found.criteria_proposed) == ((), ())


@pytest.mark.parametrize("text", ["1 not checked", "2 met, 1 not checked"])
def test_what_nobody_has_looked_at_is_not_unmet(text: str) -> None:
    found = read(text, *CRITERIA, kind="criteria")
    assert 1 not in [one.number for one in found.criteria]
    assert found.doubt
