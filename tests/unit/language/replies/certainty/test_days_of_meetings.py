"""Another day for a meeting is no later day for the item that was spoken of before."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    titles = ("Buy oil", "Sell gas") if text.isascii() else ("更新办事指南", "收集群众意见")
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 * n)) for n, title in enumerate(titles, 1)
    )
    context = ReplyContext(
        items=items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 4),
        minutes="M1",
        answers_ours=True,
        hour=9,
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "群众意见还没开始收，意见箱钥匙在柯明那儿。下次会能不能挪到下午？",
        "群众意见还没开始收。下周的会能改到周四吗",
        "Item 2 is in progress. Could we move the next meeting to Thursday?",
    ],
)
def test_it_is_neither_asked_for_nor_offered(text: str) -> None:
    found = _read(text)
    assert found.requests == ()
    assert [one for one in found.proposals if one.ask] == []
    assert found.doubt


def test_one_for_the_item_is() -> None:
    assert [(one.ref, one.due) for one in _read("群众意见能不能延到13号").requests] == [("A2", date(2026, 3, 13))]
