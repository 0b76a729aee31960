"""The week of a report is the one that the day is in, from Monday, in any year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.count_working_days import (
    Week,
    last_week_numbered,
    name_of_week,
    number_of_week,
    week_named,
    week_of,
)


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)])
def test_from_monday_to_sunday_and_a_week_ahead(day: date) -> None:
    assert week_of(day) == (date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 15))


@given(st.dates(date(1900, 1, 1), date(2999, 1, 1)))
def test_every_day_is_in_its_own_week(day: date) -> None:
    week = week_of(day)
    assert week.first <= day <= week.last < week.plan_until
    assert week_of(week.last + timedelta(days=1)).last == week.plan_until


@given(st.dates(date(1900, 1, 1), date(2999, 1, 1)))
def test_a_week_has_a_name_by_which_it_is_found(day: date) -> None:
    assert week_named(name_of_week(week_of(day))) == week_of(day)


@pytest.mark.parametrize(("day", "number"), [(date(2026, 1, 4), 1), (date(2026, 3, 2), 10), (date(2027, 1, 3), 53)])
def test_a_week_is_counted_within_its_year(day: date, number: int) -> None:
    assert number_of_week(week_of(day)) == number


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("2026-W10", date(2026, 3, 2)),
        (" 2026w10 ", date(2026, 3, 2)),
        ("2026-W1", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("2025-W53", None),  # that year had 52
        ("2026-W00", None),
        ("2026-W99", None),
        ("0000-W01", None),
        ("9999-W52", None),  # what is planned for it lies beyond the calendar
        ("２０２６-W10", None),
        ("2026-W1０", None),
        ("last week", None),
        ("", None),
    ],
)
def test_what_names_no_week_is_none(name: str, first: date | None) -> None:
    found = week_named(name)
    assert (found and found.first) == first
    assert found is None or isinstance(found, Week)


def test_the_name_of_a_week_at_the_turn_of_the_year_has_the_year_of_its_thursday() -> None:
    assert [name_of_week(week_of(day)) for day in (date(2025, 12, 29), date(2027, 1, 3))] == ["2026-W01", "2026-W53"]


@pytest.mark.parametrize(
    ("number", "first"),
    [
        ("9", "2026-02-23"),
        ("W10", "2026-03-02"),
        ("11", "2025-03-10"),
        ("w53", "2020-12-28"),
        ("99", None),
        ("x", None),
    ],
)
def test_a_number_alone_is_the_newest_week_with_it_that_has_begun(number: str, first: str | None) -> None:
    found = last_week_numbered(number, date(2026, 3, 4))
    assert (found and found.first.isoformat()) == first
