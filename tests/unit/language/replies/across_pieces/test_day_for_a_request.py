"""A bare day answers our question until which day an item is moved."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Request, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = (("换滤网", 12), ("写报告", 13), ("修屋顶", 16))
_ASKED = Request(ref="A1", ask="postpone")


def _understood(text: str, asked: Request = _ASKED) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(Item(ref=f"A{n}", title=title, due=date(2026, 3, day)) for n, (title, day) in enumerate(_TITLES, 1))
    situation = ReplyContext(
        items=items, locale=locale, written=date(2026, 3, 10), answers_ours=True, just_asked=(asked,)
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("3月27号，厂家说20号才到货", 27, "厂家说20号才到货"),
        ("那就16号", 16, None),
        ("延到20号吧", 20, None),
        ("27号可以吗", 27, None),
        ("不好意思，27号", 27, None),
        ("March 20 Ma'am, sorry for that", 20, None),
        ("the 17th please", 17, None),
        ("make it 20 March", 20, None),
        ("20 March, the supplier is late", 20, "the supplier is late"),
    ],
)
def test_the_day_that_we_asked_for_is_asked_for(text: str, day: int, reason: str | None) -> None:
    found = _understood(text)
    assert [(one.ref, one.ask, one.due, one.reason) for one in found.requests] == [
        ("A1", "postpone", date(2026, 3, day), reason)
    ]
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "应该27号",
        "27号不行",
        "不是27号",
        "27号到货",
        "27号之前都没空",
        "27 or 28 March",
        "not the 17th",
        "the 17th is a holiday",
    ],
)
def test_a_doubtful_day_or_one_of_something_else_is_none(text: str) -> None:
    assert _understood(text).requests == ()


def test_a_day_that_was_named_is_not_asked_for_again() -> None:
    assert _understood("27号", Request(ref="A1", ask="postpone", due=date(2026, 3, 20))).requests == ()


def test_what_names_another_item_is_of_that_one() -> None:
    assert "A1" not in {one.ref for one in _understood("修屋顶 27号").requests}


@pytest.mark.parametrize(
    ("text", "reason"), [("1 delay to 12 March because the VPN is down", "the VPN is down"), ("1 延期到3月12日", None)]
)
def test_a_delay_to_the_day_that_the_item_has_is_asked_until_when(text: str, reason: str | None) -> None:
    item = Item(ref="A1", title="换滤网", number=1, due=date(2026, 3, 12))
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    found = understand(new_text(text), ReplyContext(items=(item,), locale=locale, written=date(2026, 3, 10)))
    assert [(one.ask, one.due, one.reason) for one in found.requests] == [("postpone", None, reason)]
    assert found.needs_date
