"""What is told of the rest of the work takes nothing from how far it is; what may be about the number does."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH = ("修理升降台", "制作第二幕布景", "盘点道具")
_EN = ("Fix the rope", "Print labels", "Hire a machine")


def _shares(text: str) -> list[tuple[str, int | None]]:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = _EN if locale == "en" else _ZH
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n)) for n, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items, locale=locale, written=date(2026, 3, 10), minutes="M1", people=("老王", "Tom")
    )
    return [(one.ref, one.percent) for one in understand(new_text(text), situation).updates if one.percent]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("第二幕布景大概做到六成，木料下礼拜一才到", 60),
        ("2 60%, paper arrives Monday", 60),
        ("2 About 80 percent, but maybe I need until 16th", 80),
    ],
)
def test_a_share_stays_certain_beside_what_is_to_come(text: str, percent: int) -> None:
    assert _shares(text) == [("A2", percent)]


@pytest.mark.parametrize(
    "text",
    [
        "2 六成，别当真",
        "2 六成，骗你的",
        "2 六成，大概吧",
        "2 六成，其实没动",
        "2 六成，老王说的",
        "2 六成，写错了",
        "2 六成，是上周的",
        "2 六成，数字是估的",
        "2 60%, kidding",
        "2 60%, maybe",
        "2 60%, says Tom",
        "2 60%, in theory",
        "2 60%, last week's figure",
        "2 60%, if all goes well",
        "2 60%, my guess",
        "2 60%, draft number",
    ],
)
def test_a_share_that_something_is_said_of_is_asked_back(text: str) -> None:
    assert _shares(text) == []
