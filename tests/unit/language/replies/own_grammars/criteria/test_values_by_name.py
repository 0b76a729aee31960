"""Values behind one verdict on all criteria are those of the criteria whose words stand beside them."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Accuracy ≥ 99 %", "Latency ≤ 2 s", "Visitors ≥ 400")
_ZH = ("识别准确率 ≥ 99%", "平均时延 ≤ 2秒", "到场人数 ≥ 400")


def read(text: str) -> Understanding:
    english = text.isascii()
    criteria = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(_EN if english else _ZH, 1))
    asking = Asking(kind="criteria", name="Karim Aziz", department="Engineering")
    situation = ReplyContext(
        items=(), locale="en" if english else "zh", written=date(2026, 3, 11), criteria=criteria, asking=asking
    )
    return understand(new_text(text), situation)


def values(results: tuple[CriterionResult, ...]) -> dict[int, str]:
    return {one.number: one.measured for one in results if one.met}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All met: accuracy 99.3%, latency 1.2 s.", {1: "99.3%", 2: "1.2 s", 3: ""}),
        ("All met, visitors 412", {1: "", 2: "", 3: "412"}),
        ("All met. Latency 1.2 s and accuracy 99.3%", {1: "99.3%", 2: "1.2 s", 3: ""}),
        ("All met (accuracy 99.3%; visitors 412)", {1: "99.3%", 2: "", 3: "412"}),
        ("all three met: 412 visitors, 1.2 s latency, 99.3% accuracy", {1: "99.3%", 2: "1.2 s", 3: "412"}),
        ("1 and 2 met: accuracy 99.3%, latency 1.2 s", {1: "99.3%", 2: "1.2 s"}),
        ("全部达标，准确率99.3%、时延1.2秒", {1: "99.3%", 2: "1.2秒", 3: ""}),
        ("全部达标：识别准确率99.3%，平均时延1.2秒，到场人数412。", {1: "99.3%", 2: "1.2秒", 3: "412"}),
        ("都达标，到场412", {1: "", 2: "", 3: "412"}),
        ("全部达标（准确率99.3%）", {1: "99.3%", 2: "", 3: ""}),
        ("1、2达标，准确率99.3%、时延1.2秒", {1: "99.3%", 2: "1.2秒"}),
        ("三条都达标，时延1.5秒", {1: "", 2: "1.5秒", 3: ""}),
    ],
)
def test_each_is_that_of_the_criterion_it_names(text: str, expected: dict[int, str]) -> None:
    found = read(text)
    assert values(found.criteria) == expected
    assert (found.criteria_proposed, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        "All met: accuracy 98%, latency 1.2 s",
        "All met: coffee 3",
        "All met: accuracy target 99.3%",
        "All met: accuracy 99.3%, accuracy 99.4%",
        "All met, 1.2 s",
        "All met, but latency 1.2 s",
        "All met: accuracy about 99%, I think",
        "全部达标，准确率98%",
        "全部达标，目标准确率99.3%",
        "全部达标，预计时延1.2秒",
        "全部达标，1.2秒",
        "全部达标，准确率99.3%还是99.4%",
    ],
)
def test_nothing_else_is_certain(text: str) -> None:
    assert read(text).criteria == ()


@pytest.mark.parametrize(
    "text",
    [
        "All met except 2: no data yet",
        "All met except 2, not measured",
        "all met but 2: pending",
        "全部达标，除了2，还没统计",
        "除了2没数据，全部达标",
        "全部达标，除了2：待测",
    ],
)
def test_what_nobody_has_measured_is_not_offered_as_missed(text: str) -> None:
    assert 2 not in [one.number for one in read(text).criteria_proposed]


def test_what_is_left_out_of_all_is_offered_as_missed() -> None:
    assert [(one.number, one.met) for one in read("All met except 2, latency 3 s").criteria_proposed][-1] == (2, False)
