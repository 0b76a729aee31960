"""28.3. in English: a day where a word leads to it that leads to days alone, else a figure or a version."""

from datetime import date

import pytest

from collabtui.language.dates.find_days import find_days

WRITTEN = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("by 28.3.", date(2026, 3, 28), ""),
        ("by 28.03", date(2026, 3, 28), ""),
        ("no later than 28.3.", date(2026, 3, 28), ""),
        ("new date 31.3., prices come late", date(2026, 3, 31), ""),
        ("delay to 28.3.", date(2026, 3, 28), ""),
        ("until 28.3.", date(2026, 3, 28), ""),
        ("need till 28.3.", date(2026, 3, 28), ""),
        ("until 31.4.", None, "no-such-day"),
        ("by 31.4.", None, "no-such-day"),
        ("delay to 30.2.", None, "no-such-day"),
        ("deadline 31.6.", None, "no-such-day"),
    ],
)
def test_it_is_a_day(text: str, day: date | None, reason: str) -> None:
    assert [(one.day, one.reason) for one in find_days(text, locale="en", written=WRITTEN)] == [(day, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "by 3.4.",  # 3 April, or March 4
        "by 15.13",
        "by 45.4",
        "by 15.0",
        "stands at 15.5",
        "down to 15.5",
        "on 15.5",
        "for 15.5",
        "version 31.4",
        "grew by 15.5 percent",
        "by 15.5%",
        "until 15.5%",
        "until 3.4.",
        "to 28.3.",
        "28.3",
    ],
)
def test_it_is_none(text: str) -> None:
    assert find_days(text, locale="en", written=WRITTEN) == ()
