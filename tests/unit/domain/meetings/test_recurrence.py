from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.recurrence import (
    Rule,
    days,
    has_day,
    instants,
    leaves_out_months,
    moved,
    pattern,
    with_clock,
)

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


@pytest.mark.parametrize(
    ("rule", "full"),
    [
        (Rule(every="week"), ("week", 1, (0,), None)),
        (Rule(every="week", weekdays=(0, 3), count=3), ("week", 1, (0, 3), None)),
        (Rule(every="month", interval=2), ("month", 2, (2,), None)),
        (Rule(every="month", nth=1), ("month", 1, (0,), 1)),
        (Rule(every="month", weekdays=(0,), nth=-1), ("month", 1, (0,), -1)),
    ],
)
def test_a_pattern_names_the_days_in_full(rule: Rule, full: tuple[object, ...]) -> None:
    assert pattern(rule, MONDAY) == full


def test_rules_that_have_the_same_days_have_one_pattern() -> None:
    short, long = Rule(every="week", count=2), Rule(every="week", weekdays=(0,), until=date(2027, 1, 1))
    assert pattern(short, MONDAY) == pattern(long, MONDAY)


@pytest.mark.parametrize(
    ("rule", "to", "becomes"),
    [
        (Rule(every="week", weekdays=(0, 6)), MONDAY, Rule(every="week", weekdays=(0, 6))),
        (Rule(every="week"), date(2026, 3, 3), Rule(every="week")),
        (Rule(every="week", weekdays=(0, 6)), date(2026, 3, 4), Rule(every="week", weekdays=(1, 2))),
        (
            Rule(every="week", until=date(2026, 4, 6)),
            date(2026, 3, 4),
            Rule(every="week", until=date(2026, 4, 8)),
        ),
        (Rule(every="month", count=3), date(2026, 3, 4), Rule(every="month", count=3)),
        (Rule(every="month", nth=1), date(2026, 3, 10), Rule(every="month", weekdays=(1,), nth=2)),
        # the fourth that is the last one stays the fourth, unless it was the last before
        (Rule(every="month", nth=1), date(2026, 4, 27), Rule(every="month", weekdays=(0,), nth=4)),
        (Rule(every="month", nth=-1), date(2026, 4, 27), Rule(every="month", weekdays=(0,), nth=-1)),
        (Rule(every="month", nth=-1), date(2026, 4, 20), Rule(every="month", weekdays=(0,), nth=3)),
        # not every month has a fifth
        (Rule(every="month", nth=1), date(2026, 3, 30), Rule(every="month", weekdays=(0,), nth=-1)),
    ],
)
def test_a_rule_that_begins_on_another_day_goes_as_far_with_each(rule: Rule, to: date, becomes: Rule) -> None:
    assert moved(rule, MONDAY, to) == becomes


any_rules = st.one_of(
    st.builds(Rule, every=st.just("week"), weekdays=st.sets(st.integers(0, 6)).map(lambda some: tuple(sorted(some)))),
    st.builds(Rule, every=st.just("month"), nth=st.none() | st.sampled_from([1, 2, 3, 4, -1])),
)


@given(any_rules, st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-40, 40))
def test_a_moved_rule_can_begin_where_it_was_moved_to(rule: Rule, day: date, by: int) -> None:
    first = next(days(rule, day))
    to = date.fromordinal(first.toordinal() + by)
    assert has_day(moved(rule, first, to), to)


def test_an_hour_that_the_clocks_leave_out_on_the_first_date_is_kept_for_the_others() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime.fromisoformat("2026-03-29T02:30")
    rule = with_clock(Rule(every="week"), first, berlin)
    start = first.replace(tzinfo=berlin).astimezone(UTC)
    hours = [f"{one.astimezone(berlin):%d %H:%M}" for one in islice(instants(rule, start, berlin), 3)]
    assert hours == ["29 03:30", "05 02:30", "12 02:30"]
    assert Rule.model_validate_json(rule.model_dump_json()) == rule
    assert "clock" in str(rule)


@pytest.mark.parametrize("first", ["2026-03-29T03:30", "2026-03-22T02:30", "2026-10-25T02:30"])
def test_an_hour_that_is_there_is_said_by_the_first_date_alone(first: str) -> None:
    rule = Rule(every="week")
    found = with_clock(rule, datetime.fromisoformat(first), ZoneInfo("Europe/Berlin"))
    assert (found, str(found), found.model_dump()) == (rule, str(rule), rule.model_dump())
    assert "clock" not in str(rule)
    assert "clock" not in rule.model_dump()
