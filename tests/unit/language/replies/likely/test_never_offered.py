"""What is not even offered, since one yes to it would make something false; and that a block is offered with its
reason."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, title: str = "", *, only_minutes: bool = False) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    title = title or ("Order the new signage" if text.isascii() else "迁移机房服务器")
    item = Item(
        ref="A1", title=title, number=None if only_minutes else 1, listed=not only_minutes, due=date(2026, 3, 11)
    )
    return understand(
        new_text(text),
        ReplyContext(
            items=(item,),
            locale=locale,
            written=date(2026, 3, 9),
            hour=9,
            minutes="M1",
            only_minutes=only_minutes,
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1 可以完成",
        "1 继续完成",
        "1 加班完成",
        "1 限期完成",
        "1 全力完成",
        "1 完成度低",
        "1 尽快地完成",
        "通知改完发全员",
        "机柜一到就完成了",
        "Was done, had to reopen.",
    ],
)
def test_what_is_to_be_or_was_undone_is_not_offered_as_done(text: str) -> None:
    found = read(text)
    assert "done" not in [one.status for one in found.updates] + [one.status for one in found.proposals]


@pytest.mark.parametrize("text", ["1 差20%", "1 还缺20%", "机柜到了能做到60%"])
def test_what_is_missing_or_may_be_reached_is_no_share(text: str) -> None:
    assert not any(one.percent for one in read(text).proposals)


@pytest.mark.parametrize("text", ["Don't move it to 20 March.", "不要改到3月20日"])
def test_a_day_that_is_refused_is_not_asked_for(text: str) -> None:
    found = read(text)
    assert found.requests == ()
    assert not any(one.ask == "postpone" for one in found.proposals)


@pytest.mark.parametrize("text", ["没有意见，除了第二条", "Looks good, one typo in D2.", "没意见，但要补充一点"])
def test_minutes_with_a_fault_are_not_offered_as_agreed(text: str) -> None:
    found = read(text, only_minutes=True)
    assert found.sign_off is None
    assert not any(one.ask == "agreed" for one in found.proposals)
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    ["I cannot confirm the minutes yet", "Unable to sign yet", "纪要我还没法确认"],
)
def test_who_cannot_confirm_them_is_not_offered_to_agree(text: str) -> None:
    found = read(text, only_minutes=True)
    assert found.sign_off is None
    assert not any(one.ask == "agreed" for one in found.proposals)


def test_a_ref_alone_behind_but_is_a_correction() -> None:
    assert [(one.ask, one.text) for one in read("OK but D2.", only_minutes=True).proposals] == [("correct", "D2")]


@pytest.mark.parametrize(
    "text",
    ["机柜还没到，没法搬", "The printer still hasn't switched the press on so there's nothing to order"],
)
def test_a_block_is_offered_with_its_reason(text: str) -> None:
    assert [(one.status, one.reason) for one in read(text).proposals] == [("blocked", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Signage: the supplier went under last week.",
        "The signage company went bankrupt.",
        "Signage: the printer's gone bust.",
        "The new signage went up in smoke.",
        "Signage: the whole workshop went up in flames.",
        "Signage: the factory burst into flames.",
        "The supplier of the signage has gone out of business.",
        "服务器供应商破产了",
        "服务器的厂家倒闭了",
        "机房着火了",
        "机房淹了，服务器全泡水",
        "服务器运输途中砸了",
        "机房那栋楼塌了",
    ],
)
def test_what_came_to_grief_is_neither_done_nor_under_way(text: str) -> None:
    found = read(text)
    stated = [one.status for one in found.updates] + [one.status for one in found.proposals]
    assert set(stated) <= {"blocked", None}


@pytest.mark.parametrize("text", ["1 went out today", "1 is done, the site was flooded with visitors"])
def test_what_only_went_is_not_lost(text: str) -> None:
    found = read(text)
    assert "blocked" not in [one.status for one in found.updates] + [one.status for one in found.proposals]


@pytest.mark.parametrize("text", ["Confirmation attached 1 next wk", "Confirmation attached 1 20 March"])
def test_what_stands_before_the_number_is_not_of_an_item_with_only_a_day(text: str) -> None:
    assert (read(text).updates[0].status, read(text).proposals) == (None, ())
