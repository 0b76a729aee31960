"""How a due day is said in the columns that there are for it."""

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from collabtui.domain.people import Locale
from collabtui.text.catalogue import Catalogue
from collabtui.widgets.when import clock_of, due_within

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("days", [-400, -30, -9, -1, 0, 1, 2, 30])
def test_in_a_list_a_due_day_takes_one_line(locale: Locale, days: int) -> None:
    assert cell_len(due_within(Catalogue(locale), TODAY + timedelta(days=days), TODAY, 12)) <= 12


@pytest.mark.parametrize(("room", "said"), [(16, "9 days overdue"), (12, "9 d late")])
def test_what_is_late_is_said_in_full_where_it_has_room(room: int, said: str) -> None:
    assert due_within(Catalogue("en"), TODAY - timedelta(days=9), TODAY, room) == said


@pytest.mark.parametrize(
    ("minutes", "whole", "said"), [(1, 60, "0:01:00"), (1, 59, "1:00"), (61, 59, "1:01:00"), (-2, 90, "-0:02:00")]
)
def test_a_clock_has_hours_where_the_time_beside_it_has(minutes: int, whole: int, said: str) -> None:
    assert clock_of(timedelta(minutes=minutes), timedelta(minutes=whole)) == said
