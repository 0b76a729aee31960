"""An item that is taken on with others, and refused in the same mail, waits; the others are taken on."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": ("Write the manual", "Order the badges", "Call the caterer", "Book the hall"),
    "zh": ("编写手册", "订购胸牌", "联系印刷厂", "预订会场"),
}


def taken_on(text: str) -> tuple[set[str], bool]:
    titles = TITLES["en" if text.isascii() else "zh"]
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(titles, 1))
    situation = ReplyContext(
        items=items, locale="en" if text.isascii() else "zh", written=date(2026, 3, 9), minutes="M1"
    )
    found = understand(new_text(text), situation)
    return {one.ref for one in found.updates if one.accept}, bool(found.doubt)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("All noted, but I can't take 4", {"A1", "A2", "A3"}),
        ("1 ok 2 ok, actually 2 not ok", {"A1"}),
        ("Will do all of them. Well, 4 I won't.", {"A1", "A2", "A3"}),
        ("Accepted 1 and 2. On second thought not 2.", {"A1"}),
        ("1, 2, 3 and 4 ok. 4 no, sorry, not ok.", {"A1", "A2", "A3"}),
        ("1 accepted, 3 accepted, no, not 3", {"A1"}),
        ("1 ok 2 ok 啊 2 不ok", {"A1"}),
        ("1 收到 2 收到 哎 2 不行", {"A1"}),
        ("1、2收到，2接不了", {"A1"}),
        ("全部收到，不过4我接不了", {"A1", "A2", "A3"}),
        ("1、3接受，3我不接", {"A1"}),
        ("都接受，4不行", {"A1", "A2", "A3"}),
    ],
)
def test_it_waits(text: str, taken: set[str]) -> None:
    assert taken_on(text) == (taken, True)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("1 ok, 2 ok, 3 not started", {"A1", "A2"}),
        ("1 and 2 ok", {"A1", "A2"}),
        ("1、2收到，3没完成", {"A1", "A2"}),
        ("1 收到，2 接受", {"A1", "A2"}),
    ],
)
def test_what_is_said_of_another_leaves_it_taken_on(text: str, taken: set[str]) -> None:
    assert taken_on(text)[0] == taken
