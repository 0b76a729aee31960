"""Another day that is wished for in words of lateness, which ask for none."""

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


def postponed(text: str) -> set[tuple[str | None, date | None]]:
    """Each with the day, where one is asked for or offered."""
    found = read(text)
    several = [(one.ref, one.due) for one in found.requests if one.ask == "postpone"]
    several += [(one.ref, one.due) for one in found.proposals if one.ask == "postpone"]
    dated = {ref for ref, due in several if due}
    return {(ref, due) for ref, due in several if due or ref not in dated}


@pytest.mark.parametrize(
    ("text", "ref", "day"),
    [
        ("lobby will be late. the paint comes 19 March", "A1", 19),
        ("we will be late with the guide, I think one week", "A2", 22),
        ("guide is running late, maybe two weeks", "A2", 29),
        ("The guide won't be ready, translator is back 22 March", "A2", 22),
        ("showcases: supplier delivers 18 March", "A3", 18),
        ("大厅12号肯定刷不完，起码拖一个礼拜", "A1", 19),
        ("导览手册15号给不了，估计得19号", "A2", 19),
        ("展柜到不了货了，供应商17号才发货", "A3", 17),
        ("大厅油漆的师傅16号来", "A1", 16),
        ("手册15号出不来，翻译20号才交稿", "A2", 20),
        ("3展柜坏了，换新的要两周", "A3", 17),
        ("2 来不及，样稿17号才到", "A2", 17),
        ("展柜延期，板材16号才到货，争取19号装好", "A3", 19),
    ],
)
def test_how_late_it_is_is_asked_for_or_offered(text: str, ref: str, day: int) -> None:
    assert postponed(text) == {(ref, date(2027, 3, day))}


@pytest.mark.parametrize(
    "text",
    [
        "lobby will not be late, paint comes 9 March",
        "1 was late but is done",
        "sorry for the late reply, 1 done",
        "lobby: paint arrives 8 March",
        "2 is not late",
        "3 done. 20 March is the opening",
        "3 takes two people",
        "2 takes three weeks",
        "3 is booked for the 20th",
        "1 takes one day",
        "大厅不会拖，11号就完",
        "1 做完了，比计划晚两天",
        "手册少不了要20号的照片",
        "展柜9号到货",
        "大厅12号刷不完",
        "大厅拖了很久，昨天终于刷完了，20号验收",
        "3 受阻，因为供应商3月25日才发货",
    ],
)
def test_what_is_not_late_or_says_not_until_when_wishes_no_other_day(text: str) -> None:
    assert postponed(text) == set()


def test_the_day_of_a_reason_is_not_the_one_that_is_wished_for() -> None:
    assert postponed("2 来不及，17号有会") == {("A2", None)}
    assert postponed("2号手册拖到18号吧，17号有两拨专家来") == {("A2", date(2027, 3, 18))}
    assert postponed("导览手册那个拖到18号吧，16号有两拨专家来") == {("A2", date(2027, 3, 18))}


def test_a_request_that_names_its_day_is_not_offered_again() -> None:
    found = read("3 is delayed, showcases arrive on the 17th")
    assert [(one.ref, one.due) for one in found.requests] == [("A3", date(2027, 3, 17))]
    assert not found.proposals


def test_how_long_is_no_reason() -> None:
    (offered,) = read("we will be late with the guide, I think one week").proposals
    assert offered.reason is None


def test_a_sentence_that_begins_with_another_item_is_no_note() -> None:
    found = read("手册译了一半。展柜还没开始，没人手")
    assert [(one.ref, one.status, one.percent, one.note) for one in found.updates] == [
        ("A2", "in-progress", 50, None),
        ("A3", "not-started", None, None),
    ]


def test_a_day_of_the_thing_itself_is_not_the_later_one() -> None:
    assert postponed("the guide of 18 March is late") == {("A2", None)}
