"""A day with a letter wrong is read and asked back; a word that is near a month is none."""

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
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 14)) for n, title in titles)
    situation = ReplyContext(items=items, locale=locale, written=date(2026, 3, 11), hour=9, minutes="M1")
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "ref", "day"),
    [
        ("3 moved to 24 Mrach, supplier is late", "A3", date(2026, 3, 24)),
        ("1 by 18 Marhc, legal is slow", "A1", date(2026, 3, 18)),
        ("2 moved to 20 Mach", "A2", date(2026, 3, 20)),
        ("4 delay to 31 Mrch", "A4", date(2026, 3, 31)),
        ("2 delay to 20 Aprl", "A2", date(2026, 4, 20)),
        ("2 delyed until Friday 20 March beacuse of the painter", "A2", date(2026, 3, 20)),
        ("2 延后到19好，因为人手不够", "A2", date(2026, 3, 19)),
        ("2 延期到19好，人手不够", "A2", date(2026, 3, 19)),
        ("3 改到3月25目", "A3", date(2026, 3, 25)),
        ("4 推迟到3月20曰", "A4", date(2026, 3, 20)),
        ("教室改到3月19耗", "A2", date(2026, 3, 19)),
        ("1 延期至20好", "A1", date(2026, 3, 20)),
    ],
)
def test_the_day_is_asked_back(text: str, ref: str, day: date) -> None:
    found = read(text)
    assert [(one.ref, one.ask, one.due) for one in found.proposals] == [(ref, "postpone", day)]
    assert found.requests == ()


def test_a_misspelled_until_leaves_the_day() -> None:
    assert [one.due for one in read("2 postponed untill 20 March").requests] == [date(2026, 3, 20)]


@pytest.mark.parametrize(
    "text", ["3: 20 match tickets", "3 needs 10 merch boxes", "2 做到19好看", "1 有19目录", "2 for 20 much"]
)
def test_another_word_is_no_day(text: str) -> None:
    found = read(text)
    assert not [one.due for one in found.requests if one.due] + [one.due for one in found.proposals if one.due]
