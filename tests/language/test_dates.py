from datetime import date

import pytest

from collabtui.language.dates import find_days, read_day

WRITTEN = date(2026, 3, 11)  # a Wednesday
DUE = date(2026, 3, 20)

DAYS = [
    ("周五", "2026-03-13"),
    ("下周三", "2026-03-18"),
    ("Friday", "2026-03-13"),
    ("next Wednesday", "2026-03-18"),
    ("本周五下班前", "2026-03-13"),
    ("月底", "2026-03-31"),
    ("下个月5号前", "2026-04-05"),
    ("by EOD tomorrow", "2026-03-12"),
    ("COB Friday", "2026-03-13"),
    ("推迟一周", "2026-03-27"),
    ("one more week", "2026-03-27"),
    ("+3d", "2026-03-23"),
]
NO_DAYS = [("3/4", "ambiguous"), ("2月30日", "no-such-day"), ("昨天", "past"), ("soon", "vague"), ("节后", "vague")]


@pytest.mark.parametrize(("phrase", "day"), DAYS)
def test_a_date_phrase_means_its_day(phrase: str, day: str) -> None:
    reading = read_day(phrase, locale="en", written=WRITTEN, due=DUE)
    assert reading is not None
    assert reading.day == date.fromisoformat(day)


@pytest.mark.parametrize(("phrase", "reason"), NO_DAYS)
def test_a_phrase_without_a_certain_day_says_why(phrase: str, reason: str) -> None:
    reading = read_day(phrase, locale="en", written=WRITTEN, due=DUE)
    assert reading is not None
    assert (reading.day, reading.reason) == (None, reason)


@pytest.mark.parametrize(
    "text", ["30%", "1/3 done", "may need help", "sat with Bob", "版本3.14", "18:00", "A3 M1", "13812345678"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read_day(text, locale="en", written=WRITTEN) is None
    assert find_days(text, locale="en", written=WRITTEN) == ()
