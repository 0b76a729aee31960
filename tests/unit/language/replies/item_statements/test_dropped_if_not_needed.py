"""A question whether an item is needed, and that it is dropped if not: the facilitator is asked to cancel it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (Item(ref="A1", title="接口开发", number=1), Item(ref="A2", title="需求评审", number=2))


def read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    context = {"items": ITEMS, "locale": locale, "written": date(2026, 3, 6)}
    return understand(new_text(text), ReplyContext.model_validate(context))


@pytest.mark.parametrize(
    "text", ["还需要做1吗？不需要的话就取消", "Is 1 needed? If not, cancel it", "Do we still need 1? If not, drop it"]
)
def test_that_it_is_cancelled_is_proposed(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.ask, one.why) for one in found.proposals] == [("A1", "cancel", "condition")]
    assert found.requests == ()


def test_who_wants_it_no_more_asks_for_it_himself() -> None:
    found = read("是否需要1？不要了请取消")
    assert ([(one.ref, one.ask) for one in found.requests], found.proposals) == ([("A1", "cancel")], ())
