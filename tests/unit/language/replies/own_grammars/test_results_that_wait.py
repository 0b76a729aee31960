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
KNOWN = ("张伟", "小李", "Ann Lee", "Tom Baker")


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
