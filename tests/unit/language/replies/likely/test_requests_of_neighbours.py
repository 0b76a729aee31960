"""What is asked for is not put on the item beside it, nor on the day that an item already has."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_FILM = ("Permit for bridge shoot", "Lock base camp parking", "Scout second diner", "Insurance certificates")
_GARAGE = ("Replace ramp two cable", "Order brake discs", "Calibrate emissions tester", "Clear courtesy car bay")
_STAGE = ("修理升降台", "制作第二幕布景", "盘点道具")
_DUE = date(2026, 3, 17)


def _understood(text: str, titles: tuple[str, ...]) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=_DUE) for n, title in enumerate(titles, 1))
    situation = ReplyContext(
        items=items, locale=locale, written=date(2026, 3, 10), minutes="M1", people=("Lena Ort",), answers_ours=True
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("2nd diner scouted, we look again. certs w/ production office, ask Lena", _FILM),
        ("the discs I ordered them Monday the emissions tester I can't do till the bloke comes on the 19th", _GARAGE),
    ],
)
def test_what_goes_on_with_another_item_asks_nothing_of_the_one_before(text: str, titles: tuple[str, ...]) -> None:
    assert _understood(text, titles).requests == ()


def test_where_the_name_stands_it_is_asked_for() -> None:
    found = _understood("2nd diner: please give it to Lena", _FILM)
    assert [(one.ref, one.ask, one.to) for one in found.requests] == [("A3", "reassign", "Lena")]


@pytest.mark.parametrize(
    "text", ["道具盘点想往后延两天，17号我们要装台", "道具盤點想往後延兩天，17號我們要裝台，謝謝！"]
)
def test_the_day_that_is_due_is_no_later_one(text: str) -> None:
    found = _understood(text, _STAGE)
    assert found.requests == ()
    assert [(one.ref, one.due) for one in found.proposals] == [("A3", date(2026, 3, 19))]


def test_a_length_of_time_alone_is_asked_for() -> None:
    found = _understood("道具盘点想往后延两天", _STAGE)
    assert [(one.ref, one.due) for one in found.requests] == [("A3", date(2026, 3, 19))]
