"""Beside what is said of an item, in its sentence, `aye` and 确认 say that this is so, and sign no minutes."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Design the booth", "Book the hotel", "Print the brochures", "Rent the screens")
_ZH = ("编写培训教材", "预订培训教室", "邀请外部讲师", "统计参训名单")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 14 + n)) for n, title in titles)
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 11), hour=9, minutes="M1")
    )


def told(found: Understanding) -> list[str]:
    requests = [f"{one.ref} {one.ask}" for one in found.requests]
    return [f"{one.ref} {one.status}" for one in found.updates] + requests


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aye, 1 is done.", ["A1 done"]),
        ("1 is done, aye.", ["A1 done"]),
        ("Aye, and 4 is blocked by the supplier.", ["A4 blocked"]),
        ("Correct, 1 is done.", ["A1 done"]),
        ("Correct: hotel is 50%.", ["A2 in-progress"]),
        ("Booth is done, correct.", ["A1 done"]),
        ("Correct, 2 needs until 24 March.", ["A2 postpone"]),
        ("Correct, still working on 3.", ["A3 in-progress"]),
        ("Confirmed, hotel is booked.", ["A2 done"]),
        ("I can confirm: 1 is done.", ["A1 done"]),
        ("Approved, 3 is done.", ["A3 done"]),
        ("That is correct, 1 is done.", ["A1 done"]),
        ("You are correct, 1 is done.", ["A1 done"]),
        ("确认，教室订好了。", ["A2 done"]),
        ("教室订好了，确认。", ["A2 done"]),
        ("确认，1完成", ["A1 done"]),
        ("确认：1完成", ["A1 done"]),
        ("准，2订好了", ["A2 done"]),
        ("批准，3取消。", ["A3 cancel"]),
        ("属实，1完成", ["A1 done"]),
        ("特此确认，4已完成", ["A4 done"]),
        ("确认一下，1完成", ["A1 done"]),
        ("Correct; 1 is done.", ["A1 done"]),
        ("Confirmed; hotel is booked.", ["A2 done"]),
        ("1 is done; correct.", ["A1 done"]),
        ("Aye - 1 is done.", ["A1 done"]),
        ("Aye; 2 needs until 24 March.", ["A2 postpone"]),
        ("1 is done - confirmed", ["A1 done"]),
        ("确认；1完成", ["A1 done"]),
        ("1完成；确认", ["A1 done"]),
        ("属实；教室订好了", ["A2 done"]),
        ("确认——1完成", ["A1 done"]),
        ("4已完成；属实", ["A4 done"]),
    ],
)
def test_beside_an_item_they_sign_nothing(text: str, expected: list[str]) -> None:
    found = read(text)
    assert told(found) == expected
    assert (found.sign_off, found.proposals, found.doubt) == (None, (), "")


@pytest.mark.parametrize(
    "text",
    [
        "Agreed, 1 is done.",
        "Agreed; 1 is done.",
        "1 is done; agreed.",
        "1 is done, agreed.",
        "Minutes confirmed; 1 is done.",
        "同意；1完成",
        "1完成，同意",
        "Approved; 1 is done",
        "批准；1完成",
        "确认纪要；1完成",
        "No objections, 1 is done.",
        "Correct. 1 is done.",
        "Approved! Booth is done.",
        "1 is done. Confirmed.",
        "The minutes are correct, 1 is done.",
        "Minutes confirmed, 1 is done.",
        "Confirmed\n1 is done",
        "同意，1完成",
        "没意见，1完成",
        "确认。1完成",
        "批准！1完成",
        "纪要确认，1完成",
        "确认纪要，1完成",
        "确认\n1完成",
        "1、2完成。确认。",
    ],
)
def test_an_agreement_to_the_minutes_signs_them_beside_it(text: str) -> None:
    found = read(text)
    assert "A1 done" in told(found)
    assert (found.sign_off, found.proposals, found.doubt) == ("agreed", (), "")


@pytest.mark.parametrize("text", ["Aye", "Correct.", "Confirmed", "Approved", "确认", "准", "批准", "属实"])
def test_alone_they_sign(text: str) -> None:
    assert (read(text).sign_off, read(text).doubt) == ("agreed", "")


@pytest.mark.parametrize(
    "text",
    [
        "You are correct.",
        "You are correct. 1 is done.",
        "you are quite correct",
        "Just to confirm: 1 is done, 2 is in progress.",
        "Right, correct, 4 not started.",
        "确认一下：1完成，2进行中。",
        "确认一下。",
        "跟您确认一下：1完成，2进行中",
        "再确认一下：1完成",
        "确认下：1完成",
        "您说得没错，1完成",
    ],
)
def test_of_other_words_no_agreement_is_offered(text: str) -> None:
    found = read(text)
    assert found.sign_off is None
    assert "agreed" not in [one.ask for one in found.proposals]


@pytest.mark.parametrize("text", ["Approved, but action 2 is Tom's", "确认，但是第2项取消吧"])
def test_behind_a_but_the_yes_is_to_the_minutes(text: str) -> None:
    assert "agreed" in [one.ask for one in read(text).proposals]


@pytest.mark.parametrize(
    "text",
    [
        "Booth is done, looks good.",
        "Booth is done, looks right.",
        "Booth is done, no changes.",
        "1 done, no corrections.",
        "1 is done, looks fine.",
        "1 done, all is well, looks good",
        "教材编好了，确认无误",
        "教材编好了，没毛病",
        "1完成，内容无误",
        "1完成，没啥要改的",
        "1已完成，内容准确",
        "1完成，没什么毛病",
    ],
)
def test_praise_behind_an_item_is_only_asked(text: str) -> None:
    found = read(text)
    assert told(found) == ["A1 done"]
    assert found.sign_off is None


@pytest.mark.parametrize(
    "text",
    [
        "Looks good, 1 is done.",
        "1 done. Looks good.",
        "1 done, the minutes look good.",
        "确认无误，1完成",
        "1完成。确认无误。",
        "1完成，纪要确认无误",
        "1完成，没意见",
    ],
)
def test_praise_before_an_item_or_of_the_minutes_signs(text: str) -> None:
    assert (read(text).sign_off, told(read(text))) == ("agreed", ["A1 done"])
