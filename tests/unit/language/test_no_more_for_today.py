"""A stop for the day, things taken apart, deleted or lost, and what somebody else cancelled: no item is done."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _statuses(title: str, text: str) -> list[str | None]:
    items = (Item(ref="A1", title=title, number=1, due=date(2026, 3, 11)),)
    locale = "en" if text.isascii() else "zh"
    context = ReplyContext.model_validate({"items": items, "locale": locale, "written": date(2026, 3, 9)})
    return [one.status for one in understand(new_text(text), context).updates]


@pytest.mark.parametrize(
    "text", ["Done with the signage for today", "1 done for today", "Signage finished for this week"]
)
def test_what_is_done_for_today_goes_on(text: str) -> None:
    assert "done" not in _statuses("Order the new signage", text)


@pytest.mark.parametrize("text", ["工位拆完了", "1删完了", "1拆完了", "工位删好了"])
def test_what_was_taken_away_is_not_done_unless_that_was_wanted(text: str) -> None:
    assert "done" not in _statuses("统计工位需求", text)


@pytest.mark.parametrize(
    ("title", "text"), [("拆除旧工位", "旧工位拆完了"), ("删除旧账号", "1删完了"), ("拆旧工位", "1拆完了")]
)
def test_it_is_where_its_title_says_so(title: str, text: str) -> None:
    assert _statuses(title, text) == ["done"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Book hotel rooms", "The rooms fell through, hotel cancelled on us. Looking for another one now"),
        ("Book hotel rooms", "Supplier cancelled, we are looking for a new one now"),
        ("订大巴", "1 车被司机取消了，重新找"),
        ("付尾款", "1 付款被银行取消了"),
        ("签搬家公司合同", "合同烧了"),
        ("采购办公家具", "家具退货了"),
    ],
)
def test_what_is_lost_or_cancelled_by_others_is_held_up_most_likely(title: str, text: str) -> None:
    items = (Item(ref="A1", title=title, number=1, due=date(2026, 3, 11)),)
    locale = "en" if text.isascii() else "zh"
    context = ReplyContext.model_validate({"items": items, "locale": locale, "written": date(2026, 3, 9)})
    found = understand(new_text(text), context)
    assert not found.requests
    assert {one.status for one in found.proposals} == {"blocked"}
