"""Shapes of dates, as rules write them."""

from datetime import date

import pytest

from collabtui.language.dates.calendar_arithmetic import next_day_of_month
from collabtui.language.dates.find_days import find_days
from collabtui.language.dates.patterns import pattern_starts, read_pattern


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [("the? d=num", {"the", "num"}), ("a|b c", {"a", "b"}), ("the? end?", {"the", "end"})],
)
def test_a_shape_may_begin_with_each_step_up_to_the_first_it_needs(pattern: str, starts: set[str]) -> None:
    assert pattern_starts(read_pattern(pattern)) == starts


@pytest.mark.parametrize(
    ("written", "day", "found"),
    [
        (date(2026, 3, 11), 11, date(2026, 3, 11)),
        (date(2026, 3, 11), 10, date(2026, 4, 10)),
        (date(2026, 1, 31), 30, date(2026, 3, 30)),
        (date(2026, 4, 1), 31, date(2026, 5, 31)),
        (date(2026, 12, 31), 29, date(2027, 1, 29)),
    ],
)
def test_the_next_day_of_a_number_passes_over_months_without_it(written: date, day: int, found: date) -> None:
    assert next_day_of_month(written, day) == found


@pytest.mark.parametrize("day", [0, 32])
def test_no_month_has_such_a_day(day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        next_day_of_month(date(2026, 3, 11), day)


@pytest.mark.parametrize(
    "text", ["delay to Friday of next month", "Friday of the month after next", "a Monday in the following month"]
)
def test_a_weekday_of_another_month_is_one_of_four(text: str) -> None:
    found = find_days(text, locale="en", written=date(2026, 3, 9))
    assert [one.day for one in found] == [None] * len(found)
    assert found
