from datetime import date

import pytest

from collabtui.domain.count_working_days import add_working_days, every_day
from collabtui.domain.deadlines.counted_years import counted_day


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2026, 3, 2), date(2199, 12, 31)])
def test_a_day_of_our_centuries_counts(day: date) -> None:
    assert counted_day(day) == day


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_behind_them_nothing_is_counted(day: date) -> None:
    with pytest.raises(ValueError, match="no year"):
        counted_day(day)


def test_what_is_due_on_the_last_day_that_there_is_stops_no_count() -> None:
    """One that was kept before such days were refused."""
    assert add_working_days(date(9999, 12, 28), 9, every_day) == date.max
