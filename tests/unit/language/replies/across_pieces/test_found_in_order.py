"""That something is in order: of one with nothing to take on, or behind words on the minutes, likely his agreement."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEM = Item(ref="A1", title="预订酒店", number=1, due=date(2026, 3, 13), deliverable="确认单")


def read(text: str, *items: Item) -> Understanding:
    return understand(new_text(text), ReplyContext(items=items, locale="zh", written=date(2026, 3, 5), minutes="M1"))


@pytest.mark.parametrize("text", ["没问题", "我这边没问题", "Fine by me.", "All good, thanks"])
def test_of_who_has_nothing_to_do_it_is_proposed_as_agreement(text: str) -> None:
    found = read(text)
    assert (found.sign_off, [one.ask for one in found.proposals]) == (None, ["agreed"])


@pytest.mark.parametrize("text", ["OK", "好的", "收到", "已阅"])
def test_a_receipt_is_none(text: str) -> None:
    assert read(text).proposals == ()


@pytest.mark.parametrize(
    "text",
    ["纪要看过了，没问题。", "纪要看过了，没有问题，谢谢整理", "Read through the minutes, all good from my side"],
)
def test_of_minutes_that_were_read_it_is_agreement(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.doubt) == ("agreed", "")


@pytest.mark.parametrize(
    "text", ["纪要看过了，没问题，就是日期要改", "纪要看过了，基本没问题", "纪要看过了，没问题的话请发布"]
)
def test_with_a_reservation_it_is_none(text: str) -> None:
    found = read(text)
    assert found.sign_off is None
    assert found.doubt


def test_who_names_the_minutes_speaks_of_them_and_his_item_is_done_all_the_same() -> None:
    found = read("纪要看过了，没问题。1 已完成", ITEM)
    assert [(one.ref, one.status, one.accept) for one in found.updates] == [("A1", "done", False)]
    assert [one.ask for one in found.proposals] == ["agreed"]


@pytest.mark.parametrize("text", ["没问题", "Thanks for the minutes, no problem"])
def test_else_it_takes_on_his_items(text: str) -> None:
    found = read(text, ITEM)
    assert ([one.accept for one in found.updates], found.proposals) == ([True], ())
