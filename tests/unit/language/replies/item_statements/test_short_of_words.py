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


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("manual I translated already 30 from 40 pages", {"A1 75"}),
        ("manual I translated already 30 from 30 pages", {"A1 done"}),
        ("stock I have already counted 12 from 12", {"A2 done"}),
    ],
)
def test_all_of_them_counted_behind_what_was_done_are_no_part(text: str, expect: set[str]) -> None:
    assert offered(text) == expect


@pytest.mark.parametrize(
    ("text", "expect"), [("manual: 1/2", {"A1 50"}), ("Hopefully manual: 1/2", set()), ("I heard manual: 1/2", set())]
)
def test_a_fraction_alone_is_a_share_where_nothing_shades_it(text: str, expect: set[str]) -> None:
    assert offered(text) == expect


@pytest.mark.parametrize(("month", "share"), [(12, False), (9, True)])
def test_what_may_be_a_day_soon_is_no_share(month: int, *, share: bool) -> None:
    item = Item(ref="A1", title="翻译手册", number=1, due=date(2026, month, 20))
    written = date(2026, month, 16)
    found = understand(new_text("手册：1/2"), ReplyContext(items=(item,), locale="zh", written=written, minutes="M1"))
    assert [one.percent for one in found.proposals] == ([50] if share else [])
    assert [one.due for one in found.requests] == ([] if share else [date(2027, 1, 2)])
