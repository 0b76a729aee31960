from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.meetings.recurrence import Rule, days, has_day, instants, leaves_out_months

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        (Rule(every="week", count=3), MONDAY, ["2026-03-02", "2026-03-09", "2026-03-16"]),
        (Rule(every="week", interval=2, until=date(2026, 3, 30)), MONDAY, ["2026-03-02", "2026-03-16", "2026-03-30"]),
        (Rule(every="week", weekdays=(0, 3), count=3), MONDAY, ["2026-03-02", "2026-03-05", "2026-03-09"]),
        (
            Rule(every="week", interval=2, weekdays=(0, 3), count=3),
            date(2026, 3, 5),
            ["2026-03-05", "2026-03-16", "2026-03-19"],
        ),
        (Rule(every="month", count=3), MONDAY, ["2026-03-02", "2026-04-02", "2026-05-02"]),
        (Rule(every="month", count=3), date(2026, 1, 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
        (Rule(every="month", weekdays=(0,), nth=1, count=3), MONDAY, ["2026-03-02", "2026-04-06", "2026-05-04"]),
        (
            Rule(every="month", weekdays=(4,), nth=-1, count=3),
            date(2026, 1, 30),
            ["2026-01-30", "2026-02-27", "2026-03-27"],
        ),
        (Rule(every="month", interval=3, until=date(2026, 9, 2)), MONDAY, ["2026-03-02", "2026-06-02", "2026-09-02"]),
        (Rule(every="week", until=date(2026, 3, 1)), MONDAY, []),
    ],
)
def test_a_rule_has_these_days(rule: Rule, first: date, expected: list[str]) -> None:
    assert [day.isoformat() for day in days(rule, first)] == expected


def test_a_rule_without_an_end_goes_on_but_not_for_ever() -> None:
    *_, last = days(Rule(every="month"), MONDAY)
    assert last == date(2199, 12, 2)


def test_an_hour_stays_the_local_hour_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 3, 23, 9, tzinfo=berlin)
    two = list(islice(instants(Rule(every="week"), start, berlin), 2))
    assert two == [datetime(2026, 3, 23, 8, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)]
    assert [one.astimezone(berlin).hour for one in two] == [9, 9]


def test_an_hour_that_the_clocks_leave_out_is_told_by_the_offset_before() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 3, 22, 2, 30, tzinfo=berlin)
    two = list(islice(instants(Rule(every="week"), start, berlin), 2))
    assert two[1] == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (Rule(every="week", weekdays=(0,)), True),
        (Rule(every="week", weekdays=(3,)), False),
        (Rule(every="month", weekdays=(0,), nth=1), True),
        (Rule(every="month", weekdays=(0,), nth=2), False),
        (Rule(every="week", until=date(2026, 3, 1)), False),
    ],
)
def test_a_series_can_only_begin_on_a_day_of_its_rule(rule: Rule, *, fits: bool) -> None:
    assert has_day(rule, MONDAY) is fits


def test_days_that_not_every_month_has_are_known() -> None:
    monthly = Rule(every="month")
    assert leaves_out_months(monthly, date(2026, 1, 29))
    assert not leaves_out_months(monthly, date(2026, 1, 28))
    assert not leaves_out_months(Rule(every="month", nth=-1), date(2026, 1, 31))


def test_a_week_without_an_end_goes_on_to_the_last_year_too() -> None:
    *_, last = days(Rule(every="week", interval=99), MONDAY)
    assert (last.year, last.weekday()) == (2198, 0)


def test_the_instants_end_with_the_days() -> None:
    start = datetime(2026, 3, 2, 6, tzinfo=UTC)
    found = instants(Rule(every="week", count=2), start, ZoneInfo("Asia/Shanghai"))
    assert list(found) == [start, datetime(2026, 3, 9, 6, tzinfo=UTC)]
