"""A reservation about all that stands before it holds all of it back: of items, of criteria and of resources."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.moving_office import read
from support.written_replies import new_text

ASKED = {
    ("criteria", "en"): ("Accidents = 0", "Answer time ≤ 40 s", "Accuracy ≥ 98%"),
    ("criteria", "zh"): ("满意度 ≥ 90%", "投诉 = 0", "响应 ≤ 40秒"),
    ("resources", "en"): ("Technicians 2", "Laptops 6"),
    ("resources", "zh"): ("技术员 2人", "笔记本 10台"),
}


def answered(text: str, kind: Literal["criteria", "resources"]) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(ASKED[kind, locale], 1))
    asking = Asking(kind=kind, name="Karim Aziz", department="Engineering")
    context = ReplyContext(items=(), locale=locale, written=date(2026, 3, 11), criteria=asked, asking=asking)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "1完成2完成3完成，但都还没给领导看，先别记",
        "1完成，2完成，3完成，但都还没给领导看",
        "1完成2完成3完成，但都没验收",
        "1完成，2完成，不过都是初稿",
        "1完成\n2完成\n但以上都还没签字",
        "1完成，2 80%，可是这些都要等法务看过",
        "1 done, 2 done, 3 done, but none of them has been checked",
        "1 done, 2 done, though both are only drafts",
        "1 done, 2 done, but neither is signed",
        "1 done\n2 done\nBut all of them are still waiting for Bob.",
        "1 done, 2 60%, but these are not confirmed",
    ],
)
def test_no_item_before_it_is_entered(text: str) -> None:
    assert not [one.status for one in read(text).updates if one.status]


@pytest.mark.parametrize(
    "text",
    [
        "1完成，2完成，但其他的都还没开始",
        "1、2完成，但3、4都还没动",
        "1完成，2完成，但剩下的都没动",
        "1 done, 2 done, but the other two are not even started",
        "1 done, 2 done, but 3 is not there yet",
    ],
)
def test_of_other_items_it_takes_nothing_back(text: str) -> None:
    assert {one.ref for one in read(text).updates if one.status == "done"} == {"A1", "A2"}


@pytest.mark.parametrize(
    "text",
    [
        "1达标2达标3达标，但我只看了一周的数据，正式签字等我出完报告",
        "1 达标 2 达标 3 达标，不过数据是他们自己报的，我还没核，先这么填。",
        "1达标，2达标，3达标；以上为初步意见，以正式报告为准。",
        "1达标 96%，2达标 0起，3达标 28秒。另：数据待质检主管复核后生效。",
        "1达标，2不达标 因为超时，3达标；仅为初步结论",
        "1 met, 2 met, 3 met, though these are the vendor's figures and I sign only once I have seen the logs.",
        "1 met 0, 2 met 36 s, 3 met 99.2%. Subject to my manager's review.",
        "1 met, 2 met, 3 met, but I have only looked at one week.",
    ],
)
def test_no_criterion_before_it_is_entered(text: str) -> None:
    found = answered(text, "criteria")
    assert (found.criteria, {one.number for one in found.criteria_proposed} >= {1, 3}) == ((), True)


@pytest.mark.parametrize(
    "text",
    [
        "1同意2同意，但要等老总批了才算数",
        "1可以，2可以，不过正式确认要等下周",
        "1 agree, 2 agree, but none of it counts until my boss has signed.",
        "1 ok, 2 ok, subject to my manager's review",
    ],
)
def test_no_resource_before_it_is_promised(text: str) -> None:
    assert answered(text, "resources").criteria == ()


@pytest.mark.parametrize(
    ("text", "kind", "entered"),
    [
        ("1 met, 2 met, 3 not met, but fixed by Friday.", "criteria", {1: True, 2: True}),
        ("1达标，2达标，3达标，28秒", "criteria", {1: True, 2: True, 3: True}),
        ("1 met, 2 met, 3 met but only just", "criteria", {1: True, 2: True}),
        ("1 ok, 2 ok, but only 4 laptops", "resources", {1: True}),
        ("1同意，2同意，但笔记本只有旧的", "resources", {1: True}),
    ],
)
def test_what_is_said_of_the_last_one_holds_back_no_other(
    text: str, kind: Literal["criteria", "resources"], entered: dict[int, bool]
) -> None:
    assert {one.number: one.met for one in answered(text, kind).criteria} == entered
