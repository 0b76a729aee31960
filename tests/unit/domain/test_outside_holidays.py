"""Days on which somebody may be reminded: a plain weekend is one, a weekend within a holiday is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.count_working_days import every_day, outside_holidays
from collabtui.system.work_calendar_cache import working_calendar


@pytest.mark.parametrize(
    ("day", "may_hear"),
    [
        ("2026-03-06", True),
        ("2026-03-07", True),
        ("2026-03-08", True),
        ("2026-04-03", True),
        ("2026-04-04", False),
        ("2026-04-05", False),
        ("2026-04-06", False),
        ("2026-04-07", True),
        ("2026-10-03", False),
        ("2026-10-10", True),
    ],
)
def test_in_china(day: str, may_hear: bool) -> None:
    assert outside_holidays(working_calendar("CN"))(date.fromisoformat(day)) is may_hear


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_where_every_day_counts_every_day_is_one(day: date) -> None:
    assert outside_holidays(every_day)(day)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sets(st.integers(-20, 20)))
def test_a_working_day_is_always_one_and_a_weekday_off_never(day: date, off: set[int]) -> None:
    free = {day + timedelta(days=one) for one in off}

    def is_working(one: date) -> bool:
        return one.weekday() < 5 and one not in free

    assert outside_holidays(is_working)(day) or not is_working(day)
    assert not outside_holidays(is_working)(day) or is_working(day) or day.weekday() >= 5


def test_where_nobody_ever_works_nobody_is_reminded_and_an_answer_comes() -> None:
    assert not outside_holidays(lambda _: False)(date(2026, 3, 7))
