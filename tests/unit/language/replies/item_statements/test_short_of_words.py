"""Shares and verbs as learners and the hurried write them are offered, and never lost in a note."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Translate the manual", "Count the stock", "Print the posters")
_ZH = ("翻译手册", "清点库存", "印刷海报")


def offered(text: str) -> set[str]:
    """`A2 75`, `A1 done`; what is applied must be nothing."""
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2027, 3, 10 + n)) for n, title in titles)
    situation = ReplyContext(items=items, locale=locale, written=date(2027, 3, 3), minutes="M1")
    found = understand(new_text(text), situation)
    assert not any(one.status for one in found.updates)
    return {f"{one.ref} {one.percent if one.status == 'in-progress' else one.status}" for one in found.proposals}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("2 is 3/4 done", {"A2 75"}),
        ("manual 1/2 ready", {"A1 50"}),
        ("stock: 60pc", {"A2 60"}),
        ("3 at 40 pc", {"A3 40"}),
        ("手册3/4完成", {"A1 75"}),
        ("1 finish. 2 not finish", {"A1 done"}),
        ("1 and 3 finish", {"A1 done", "A3 done"}),
        ("posters are back from the printer", {"A3 done"}),
        ("Manual came back from the translator", {"A1 done"}),
    ],
)
def test_it_is_offered(text: str, expect: set[str]) -> None:
    assert offered(text) == expect


@pytest.mark.parametrize(
    "text",
    [
        "1 to finish",
        "1 will finish soon",
        "finish 1",
        "1 must finish",
        "2 not finish",
        "1 finish?",
        "stock 60pc cheaper",
        "stock: 6 pc ordered",
        "3/4 boxes came",
        "posters are not back from the printer",
        "posters are back at the printer",
        "stock is back from the printer",
    ],
)
def test_what_says_something_else_is_not(text: str) -> None:
    assert not {one for one in offered(text) if one.endswith("done") or one[-1].isdecimal()}
