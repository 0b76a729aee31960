"""Words about something else, which are written beside no item."""

import pytest

from support.moving_office import read


def noted(text: str) -> dict[str, str]:
    return {one.ref: one.note or "" for one in read(text).updates if one.note}


@pytest.mark.parametrize(
    "text",
    [
        "Lovely seeing the new rooms at your place. 1 done.",
        "Thanks for lunch the other day, we really must do that again! 1 done.",
        "Good to bump into you the other week. Anyway, 2 done.",
        "Great party the other night. 4 not started.",
        "Hope the order of the day is sunshine! Lovely seeing the new desks in your office. Right: 1 done.",
        "It was fun seeing the others on Friday! 1 done.",
        "Met the others at the fair. 1 done.",
        "上个月客户聚餐时聊到货架，大家都很高兴。1 完成。",
        "上周老同学搬家盘点了半天。1 完成。",
    ],
)
def test_small_talk_with_a_word_of_a_title_is_no_note(text: str) -> None:
    assert noted(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Oh sure, the rooms are measured, and I've also been to the moon. Now seriously: the engineer never came.",
        "Oh great, the contract is signed and I flew there on a broom.",
        "对对对，货架已经订好了，我还顺便买了个飞机。说真的，预算都没批。",
        "呵呵，合同签完了，还顺手上了趟月球。",
        "货架订好了，太阳打西边出来了。",
        "合同签完了，太阳也从西边出来了😂 其实法务还没看呢。",
    ],
)
def test_the_absurd_end_of_irony_is_no_note(text: str) -> None:
    found = read(text)
    assert noted(text) == {}
    assert not any(one.status for one in found.updates)
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The desk supplier wants a deposit.", {"A3": "The desk supplier wants a deposit"}),
        ("货架的供应商换人了", {"A3": "货架的供应商换人了"}),
        ("经与货架厂家沟通，对方要改价格", {"A3": "经与货架厂家沟通，对方要改价格"}),
        ("3: the supplier moved to Leeds", {"A3": "the supplier moved to Leeds"}),
    ],
)
def test_what_begins_with_the_item_is_written_beside_it(text: str, note: dict[str, str]) -> None:
    assert noted(text) == note


@pytest.mark.parametrize("text", ["1 done the other day", "1 was finished the other week"])
def test_the_other_day_is_none_of_the_other_items(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [("A1", "done")]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1 done. The other three are in progress.", ["A1", "A2", "A3", "A4"]),
        ("1完成，其他三项进行中", ["A1", "A2", "A3", "A4"]),
        ("1 done. The other two are in progress.", []),
        ("1完成，其他两项进行中", []),
        ("1 and 2 done, the other 2 in progress", ["A1", "A2", "A3", "A4"]),
    ],
)
def test_the_others_are_as_many_as_is_said(text: str, refs: list[str]) -> None:
    """Where they are not, one of them is meant by words that were not read, and all wait."""
    assert [one.ref for one in read(text).updates] == refs
