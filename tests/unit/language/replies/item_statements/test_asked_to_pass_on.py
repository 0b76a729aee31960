"""A yes beside which a mail is asked to be passed on to somebody: it is no mere courtesy, and the yes waits."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, minutes: str | None = None) -> Understanding:
    titles = ("Order the badges", "Book the hall") if text.isascii() else ("订购胸卡", "预订会场")
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(titles, 1))
    people = ("Todd Reed", "Laura Stone", "李娜", "陈杰")
    situation = ReplyContext(
        items=items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 9),
        people=people,
        minutes=minutes,
        answers_ours=True,
    )
    return understand(new_text(text), situation)


PASSED_ON = [
    "OK, please forward everything to Todd",
    "OK, please forward this to Todd",
    "OK, please forward everything to legal",
    "Got it, kindly pass the whole thing to Laura",
    "Noted, please send all this to the legal team",
    "Fine, please just forward it to Laura",
    "好的，麻烦都发给李娜",
    "好的，麻烦发给法务",
    "好的，请全部发给财务部",
    "没问题，麻烦一起发给陈杰",
    "行，请把这些发给陈杰",
    "收到，麻烦把它转发给李娜",
]


@pytest.mark.parametrize("text", PASSED_ON)
def test_nothing_is_taken_on(text: str) -> None:
    found = read(text)
    assert not any(one.accept for one in found.updates)
    assert found.doubt


@pytest.mark.parametrize("text", ["Approved, please forward everything to Todd", *PASSED_ON])
def test_nothing_is_signed(text: str) -> None:
    found = read(text, minutes="M1")
    assert found.sign_off is None
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "OK. Please say hi to Todd",
        "OK, please convey my thanks to Todd",
        "OK, best wishes to Todd",
        "OK, please find attached",
        "好的，请查收",
        "好的，麻烦您了",
        "收到，有问题请发给我",
    ],
)
def test_a_courtesy_leaves_it_a_yes(text: str) -> None:
    assert [one.accept for one in read(text).updates] == [True, True]
