"""A day that is not said for certain: proposed, in the reason of a block too, where it would be lost in the note."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

DUE = date(2026, 3, 13)


def read(text: str) -> Understanding:
    items = (Item(ref="A1", title="布置场地", number=1, due=DUE, deliverable="场地"),)
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 5), minutes="M1"))


def postponed(found: Understanding) -> list[date | None]:
    return [one.due for one in found.proposals if one.ask == "postpone"]


@pytest.mark.parametrize(
    ("text", "note", "day"),
    [
        ("场地卡住了，估计得拖到月底", "估计得拖到月底", date(2026, 3, 31)),
        (
            "1 受阻，因为供应商没来，估计得拖到月底",
            "供应商没来，估计得拖到月底",
            date(2026, 3, 31),
        ),
        (
            "1 blocked because Tom is ill, probably until 31 March",
            "Tom is ill, probably until 31 March",
            date(2026, 3, 31),
        ),
        ("1 stuck, parts late, maybe two more weeks", "parts late, maybe two more weeks", date(2026, 3, 27)),
    ],
)
def test_a_hedged_day_behind_a_reason_is_proposed_and_stays_in_the_reason(text: str, note: str, day: date) -> None:
    found = read(text)
    assert [(one.status, one.note) for one in found.updates] == [("blocked", note)]
    assert (postponed(found), found.requests) == ([day], ())


@pytest.mark.parametrize(
    "text",
    [
        "1 受阻，因为供应商3月25日才发货",  # whose day it is was said, and it is no hedge
        "1 受阻，因为供应商没来，估计12号能来",  # before the item is due
        "1 受阻，因为供应商没来，估计要很久",
        "1 blocked because Tom is ill until 31 March",
    ],
)
def test_other_days_of_a_reason_ask_for_nothing(text: str) -> None:
    assert postponed(read(text)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 will probably slip to 31 March", date(2026, 3, 31)),
        ("1 probably another two weeks", date(2026, 3, 27)),
        ("1 可能要晚个三天", date(2026, 3, 16)),
    ],
)
def test_what_will_probably_be_later_is_proposed_with_its_day(text: str, day: date) -> None:
    assert postponed(read(text)) == [day]


def test_until_when_something_cannot_be_done_is_the_day_asked_for() -> None:
    items = (Item(ref="A1", title="叫号机更换", number=1, due=date(2026, 4, 10)),)
    context = ReplyContext(items=items, locale="zh", written=date(2026, 4, 1), answers_ours=True)
    asked = [
        understand(new_text(text), context).requests
        for text in ("叫号机要到4月21日才能换，申请改期", "叫号机4月21日才能换，申请改期")
    ]
    assert [[(one.ask, one.due) for one in requests] for requests in asked] == [[("postpone", date(2026, 4, 21))]] * 2


def test_until_when_something_only_comes_is_offered() -> None:
    items = (Item(ref="A1", title="叫号机更换", number=1, due=date(2026, 4, 10)),)
    context = ReplyContext(items=items, locale="zh", written=date(2026, 4, 1), answers_ours=True)
    found = understand(new_text("叫号机要到4月21日才到货，申请改期"), context)
    assert (found.requests, [one.due for one in found.proposals]) == ((), [date(2026, 4, 21)])
