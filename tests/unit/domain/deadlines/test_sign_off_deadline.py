"""Until when minutes can be objected to, and how far an absence moves it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.deadlines.sign_off_deadline import sign_off_due, silence_agrees

BEIJING = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 16, tzinfo=BEIJING)


def is_working(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("first", "last", "days", "until", "agrees"),
    [
        pytest.param((3, 20), (4, 30), 3, (3, 5), True, id="away later"),
        pytest.param((3, 3), (3, 4), 3, (3, 9), True, id="two days"),
        pytest.param((3, 3), (3, 16), 3, (3, 19), True, id="ten working days"),
        pytest.param((3, 3), (3, 17), 3, (3, 5), False, id="eleven working days"),
        pytest.param((3, 3), (6, 30), 3, (3, 5), False, id="months"),
        pytest.param((2, 2), (3, 31), 3, (3, 5), False, id="away as he was asked"),
        pytest.param((3, 5), (9, 30), 3, (3, 5), False, id="from the last day on"),
        pytest.param((3, 3), (3, 17), 15, (4, 6), True, id="back before a long term ends"),
    ],
)
def test_an_absence_moves_it_by_ten_working_days_at_the_most(
    first: tuple[int, int], last: tuple[int, int], days: int, until: tuple[int, int], *, agrees: bool
) -> None:
    """Longer, and his silence is no consent: he is away on the last day of the ordinary term."""

    def is_away(day: date) -> bool:
        return date(2026, *first) <= day <= date(2026, *last)

    due = sign_off_due(MONDAY, BEIJING, is_working, is_away, days)
    assert due == datetime(2026, *until, 16, tzinfo=BEIJING)
    assert silence_agrees(due, BEIJING, is_away) == agrees
