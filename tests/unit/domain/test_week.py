"""The week of a report is the one that the day is in, from Monday, in any year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.count_working_days import week_of


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)])
def test_from_monday_to_sunday_and_a_week_ahead(day: date) -> None:
    assert week_of(day) == (date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 15))


@given(st.dates(date(1900, 1, 1), date(2999, 1, 1)))
def test_every_day_is_in_its_own_week(day: date) -> None:
    week = week_of(day)
    assert week.first <= day <= week.last < week.plan_until
    assert week_of(week.last + timedelta(days=1)).last == week.plan_until
