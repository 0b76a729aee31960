"""Item numbers stand before dates in nearly every answer: neither may eat the other."""

from datetime import date

import pytest

from collabtui.language.dates.find_days import find_days

WRITTEN = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 delay to 18 March", date(2026, 3, 18)),
        ("2 move to 18 March", date(2026, 3, 18)),
        ("2 postponed to 18 March because of rain", date(2026, 3, 18)),
        ("2 delay to March 18", date(2026, 3, 18)),
        ("2 延期到3月18日", date(2026, 3, 18)),
        ("A2 to 18 March", date(2026, 3, 18)),
    ],
)
def test_an_item_before_a_move_is_no_second_day(text: str, day: date) -> None:
    (found,) = find_days(text, locale="en", written=WRITTEN, due=date(2026, 3, 13))
    assert found.day == day


@pytest.mark.parametrize("text", ["20 or 21 March", "from 20 to 21 March"])
def test_two_days_are_still_two(text: str) -> None:
    assert all(found.day is None for found in find_days(text, locale="en", written=WRITTEN))
