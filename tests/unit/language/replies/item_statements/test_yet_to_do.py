"""What still needs doing has not begun by that, whatever its verb."""

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
        "2 needs working on",
        "4 still needs doing",
        "Hotel still needs doing",
        "4 want drafting",
        "3 could do with some testing",
        "2 requires rewriting",
        "1 done, 4 still to do",
        "Screens still to be written",
        "Hotel: still to do. Booth: done.",
        "1 done, 3 still to order",
        "Booth is done, the rest still to do.",
        "2 yet to be done",
        "1完成，2还得做",
        "1完成，教室还要订",
        "1完成，4还需要整理",
    ],
)
def test_it_is_neither_begun_nor_offered_so(text: str) -> None:
    found = read(text)
    stated = {one.ref: one.status for one in found.updates} | {one.ref: one.status for one in found.proposals}
    assert "in-progress" not in stated.values()
    assert all(ref == "A1" for ref, status in stated.items() if status == "done")


@pytest.mark.parametrize("text", ["I'm working on 2", "2: still working on it", "2 is being printed", "在做2"])
def test_what_is_being_done_has_begun(text: str) -> None:
    found = read(text)
    assert "in-progress" in [one.status for one in found.updates] + [one.status for one in found.proposals]
