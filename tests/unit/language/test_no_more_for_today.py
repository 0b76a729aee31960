"""A stop for the day, and things that are taken apart or deleted: neither says that an item is done."""

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
