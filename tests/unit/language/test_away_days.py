"""From when until when an absence note says that somebody is away: certain, or nothing."""

from datetime import date
from typing import Literal

import pytest

from collabtui.language.away_days import read_absence

WRITTEN = date(2026, 3, 6)
Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("I am out of office from 9 March to 13 March.", "en", ((3, 9), (3, 13))),
        ("Thanks.\nI am on leave until 2026-03-13. For urgent matters ask Bob.", "en", ((3, 6), (3, 13))),
        ("I am away and back on 16 March.", "en", ((3, 6), (3, 15))),
        ("我3月9日至3月13日休假，急事请联系李娜。", "zh", ((3, 9), (3, 13))),
        ("出差到3月13日。", "zh", ((3, 6), (3, 13))),
        ("您好，我正在休假，3月16日返回。", "zh", ((3, 6), (3, 15))),
    ],
)
def test_what_is_certain(text: str, locale: Literal["zh", "en"], days: tuple[Days, Days]) -> None:
    found = read_absence(text, locale=locale, written=WRITTEN)
    assert found is not None
    assert tuple((one.month, one.day) for one in (found.first, found.last)) == days
    assert text[found.start : found.end].strip() == text[found.start : found.end] != ""


@pytest.mark.parametrize(
    "text",
    [
        "I am out of office.",
        "I am away on 9 March.",
        "I am away until 9 March or 13 March.",
        "I am away on 9 March and 10 March until 13 March.",
        "I was away until 2 March.",
        "我3月9日在休假，3月12日返回，3月20日再出差。",
        "The meeting of 9 March moves to 13 March.",
        "如果3月9日休假到3月13日，请告知。",
        "",
    ],
)
def test_what_is_not_is_not_read(text: str) -> None:
    assert read_absence(text, locale="zh", written=WRITTEN) is None


def test_only_the_begin_of_a_long_mail_is_looked_at() -> None:
    away = "I am out of office from 9 March to 13 March."
    assert read_absence("Thanks. " * 30 + away, locale="en", written=WRITTEN) is not None
    assert read_absence("Thanks. " * 60 + away, locale="en", written=WRITTEN) is None
