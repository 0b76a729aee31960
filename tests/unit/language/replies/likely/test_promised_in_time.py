"""Promises of a day before an item is due are notes; nothing is done by them, and no later day is asked for."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WRITTEN = date(2027, 3, 3)
ZH = (
    Item(ref="A1", title="粉刷大厅", number=1, due=date(2027, 3, 12)),
    Item(ref="A2", title="翻译导览手册", number=2, due=date(2027, 3, 15)),
    Item(ref="A3", title="采购展柜", number=3, due=date(2027, 3, 10)),
    Item(ref="A4", title="培训讲解员", number=4, due=date(2027, 3, 20)),
)
EN = (
    Item(ref="A1", title="Paint the lobby", number=1, due=date(2027, 3, 12)),
    Item(ref="A2", title="Translate the guide", number=2, due=date(2027, 3, 15)),
    Item(ref="A3", title="Order showcases", number=3, due=date(2027, 3, 10)),
)


def read(text: str, locale: Literal["zh", "en"] | None = None) -> Understanding:
    locale = locale or ("en" if text.isascii() else "zh")
    items = ZH if locale == "zh" else EN
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=WRITTEN, minutes="M1", answers_ours=True)
    )


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("手册14号前译完没问题", "A2"),
        ("展柜周五之前下单应该没问题", "A3"),
        ("展柜10号前到齐没啥问题", "A3"),
        ("1 I make until Friday", "A1"),
        ("2. I will make it until 12 March", "A2"),
        ("guide: I will finish until Friday", "A2"),
        ("lobby by Friday no problem", "A1"),
        ("3 before 9 March is no problem", "A3"),
    ],
)
def test_a_promise_in_time_is_a_note(text: str, ref: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [(ref, None)]
    assert (found.requests, found.proposals, found.doubt) == ((), (), "")


@pytest.mark.parametrize(
    "text",
    [
        "大厅20号前刷完没问题",
        "10号前没问题",
        "展柜9号前到货没问题吗",
        "如果油漆到了，大厅10号前刷完没问题",
        "can I make 1 until 16 March?",
        "3 cannot make until Friday",
    ],
)
def test_what_is_asked_denied_or_later_is_no_promise_and_never_done(text: str) -> None:
    found = read(text)
    assert not any(one.note or one.status for one in found.updates)
    assert not any(one.status == "done" or one.ask == "agreed" for one in found.proposals)


def test_a_later_day_is_wished_for() -> None:
    assert [(one.ask, one.due) for one in read("1 I make until 20 March").proposals] == [
        ("postpone", date(2027, 3, 20))
    ]


def test_what_is_applied_is_not_offered_again() -> None:
    found = read(
        "1. is finished, we have painted the lobby on yesterday. 2. I will make until Thursday. 3. no answer yet"
    )
    assert ("A1", "done") in {(one.ref, one.status) for one in found.updates}
    assert "A1" not in {one.ref for one in found.proposals}


@pytest.mark.parametrize(
    ("text", "later"),
    [
        # due on the 15th, the 20th and the 10th
        ("导览手册可能要到下礼拜一才能给你", []),
        ("2 估计得12号才能译完", []),
        ("导览手册可能要到15号才能给你", []),
        ("4的话呢还没弄可能要到下礼拜一才能给你", []),
        ("the guide, I might not get to it until Thursday next week", []),
        ("2 might only be ready by Friday", []),
        ("导览手册可能要到17号才能给你", [date(2027, 3, 17)]),
        ("展柜可能要到下周五才能到", [date(2027, 3, 12)]),
        ("the guide, I might not get to it until 17 March", [date(2027, 3, 17)]),
        # that day cannot be kept
        ("展柜周五恐怕来不及", [None]),
        ("the guide can't make Friday, I think", [None]),
    ],
)
def test_the_first_day_it_will_be_so_is_no_wish_where_that_is_in_time(text: str, later: list[date | None]) -> None:
    found = read(text)
    asked = [one.due for one in found.requests if one.ask == "postpone"]
    asked += [one.due for one in found.proposals if one.ask == "postpone"]
    assert asked == later
    assert not any(one.status == "done" for one in found.updates)
    assert not any(one.status == "done" for one in found.proposals)
