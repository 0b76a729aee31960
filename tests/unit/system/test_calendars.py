"""Working days by country, as they were decreed."""

import sys
from datetime import date, timedelta

import pytest
from holidays import country_holidays

from collabtui.errors import Refused
from collabtui.system import country_holidays_and_workdays, work_calendar_cache
from collabtui.system.work_calendar_cache import working_calendar


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("CN", date(2026, 3, 2), True),
        ("CN", date(2026, 3, 1), False),  # a Sunday
        ("CN", date(2026, 10, 1), False),  # National Day
        ("CN", date(2026, 10, 10), True),  # a Saturday that makes up for it
        ("DE", date(2026, 10, 3), False),
        ("US", date(2026, 7, 3), False),  # Independence Day is a Saturday
        ("GB", date(2026, 4, 6), False),  # Easter Monday
        ("GB", date(2026, 8, 31), False),  # the summer bank holiday of England
        ("GB-ENG", date(2026, 8, 31), False),
        ("GB-SCT", date(2026, 8, 31), True),
        ("GB-SCT", date(2026, 8, 3), False),
        ("DE-BY", date(2026, 1, 6), False),  # Epiphany
        ("", date(2026, 3, 1), True),
    ],
)
def test_holidays_and_the_saturdays_that_make_up_for_them(country: str, day: date, works: bool) -> None:
    assert working_calendar(country)(day) is works


def test_it_says_what_the_library_says_on_every_day_over_the_turns_of_years() -> None:
    known, is_working = country_holidays("CN"), working_calendar("CN")
    days = [date(2023, 12, 1) + timedelta(days=past) for past in range(4 * 366)]
    assert [is_working(day) for day in days] == [known.is_working_day(day) for day in days]
    assert working_calendar("CN")(date.min) in (True, False)
    assert working_calendar("CN")(date.max) in (True, False)


@pytest.mark.parametrize("country", ["GB-", "GB-XX", "XX-ENG"])
def test_an_unknown_part_of_a_country_is_no_country(country: str) -> None:
    assert not work_calendar_cache.is_known(country)


def test_an_unknown_country_is_refused_with_its_name() -> None:
    with pytest.raises(Refused) as refused:
        working_calendar("XX")(date(2026, 3, 2))
    assert (refused.value.key, refused.value.values) == ("config.calendar", {"value": "XX"})


def test_a_block_of_years_is_looked_up_once_and_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    work_calendar_cache._row.cache_clear()
    monkeypatch.setattr(
        country_holidays_and_workdays, "row_of_days", lambda *_: pytest.fail("looked up in this process")
    )
    looked_up, look_up = [], work_calendar_cache._looked_up

    def counted(country: str, first: int, last: int) -> str:
        looked_up.append(country)
        return look_up(country, first, last)

    monkeypatch.setattr(work_calendar_cache, "_looked_up", counted)
    is_working = working_calendar("CN")
    assert [is_working(date(2026, 10, day)) for day in (1, 8)] == [False, True]
    assert looked_up == ["CN"]


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
def test_where_no_process_can_be_started_there_are_holidays_too(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work_calendar_cache._row.cache_clear()
    monkeypatch.setattr(sys, "executable", program)
    assert not working_calendar("CN")(date(2026, 10, 1))
    with pytest.raises(Refused):
        working_calendar("XX")(date(2026, 3, 2))
