"""Of an item that is only said to be open nothing is asked: it is written beside it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Design the booth", "Book the hotel", "Print the brochures", "Rent the screens")
_ZH = ("编写培训教材", "预订培训教室", "邀请外部讲师", "统计参训名单")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 14 + n)) for n, title in titles)
    situation = ReplyContext(items=items, locale=locale, written=date(2026, 3, 11), hour=9, minutes="M1")
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "1 done, 4 pending",
        "4 pending, 1 done",
        "1 done. 4 is pending.",
        "1 done, 4 still open",
        "Booth done; screens undecided",
        "1 done, 4: to be decided",
        "1完成，4待定",
        "4待定，1完成",
        "1完成；4还没定",
        "1完成，名单待处理",
        "1完成 4未定",
        "1完成，4待解决",
    ],
)
def test_it_is_noted_and_nothing_waits(text: str) -> None:
    found = read(text)
    told = {one.ref: one.status or ("noted" if one.note else "") for one in found.updates}
    assert told == {"A1": "done", "A4": "noted"}
    assert (found.requests, found.doubt in ("", "likely")) == ((), True)


@pytest.mark.parametrize(
    "text",
    [
        "4 pending approval",
        "4 pending review by Tom",
        "4 pending?",
        "If Tom agrees, 4 pending",
        "1 done pending review",
        "4待定，如果张三同意",
        "4待定吗",
        "如果张三同意，4待定",
    ],
)
def test_whatever_is_waited_for_or_asked_is_looked_at(text: str) -> None:
    assert read(text).doubt
