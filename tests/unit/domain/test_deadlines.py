"""Until when things are to be done."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain import deadlines
from collabtui.domain.count_working_days import every_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 5, 12, tzinfo=SHANGHAI)
"""A Thursday."""
hours = st.integers(1, 24 * 365)
days = st.integers(0, 365)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


def weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (deadlines.agenda_due(NOON, 2), NOON - timedelta(days=2)),
        (deadlines.agenda_due(NOON, 0), NOON),
        (deadlines.minutes_due(NOON, 24), NOON + timedelta(hours=24)),
        (deadlines.minutes_due(NOON, 1), NOON + timedelta(hours=1)),
        (deadlines.sign_off_due(NOON, 3), NOON + timedelta(days=3)),
        (deadlines.record_due(NOON), NOON + timedelta(hours=1)),
        (deadlines.answer_due(NOON, SHANGHAI, every_day), NOON + timedelta(days=2)),
        (deadlines.answer_due(NOON, SHANGHAI, weekdays), NOON + timedelta(days=4)),
        (deadlines.answer_due(NOON, SHANGHAI, weekdays, 1), NOON + timedelta(days=5)),
    ],
)
def test_an_instant_by_which_something_is_due(found: datetime, due: datetime) -> None:
    assert found == due


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (deadlines.material_due(datetime(2026, 3, 1, 17, tzinfo=UTC), SHANGHAI, 1), date(2026, 3, 1)),
        (deadlines.material_due(datetime(2026, 3, 1, 17, tzinfo=UTC), ZoneInfo("UTC"), 1), date(2026, 2, 28)),
        (deadlines.escalation_due(date(2026, 3, 6), 1, every_day), date(2026, 3, 8)),
        (deadlines.escalation_due(date(2026, 3, 6), 1, weekdays), date(2026, 3, 10)),
        (deadlines.escalation_due(date(2026, 3, 6), 0, weekdays), date(2026, 3, 9)),
        (deadlines.next_escalation_step(date(2026, 3, 5), weekdays), date(2026, 3, 6)),
        (deadlines.next_escalation_step(date(2026, 3, 6), weekdays), date(2026, 3, 9)),
        (deadlines.retrospective_due(date(2026, 3, 5), weekdays), date(2026, 3, 10)),
    ],
)
def test_a_day_by_which_something_is_due(found: date, due: date) -> None:
    assert found == due


def test_an_answer_is_due_at_the_hour_of_the_zone_that_is_given() -> None:
    asked = datetime(2026, 3, 26, 12, tzinfo=UTC)
    due = deadlines.answer_due(asked, ZoneInfo("Europe/Berlin"), weekdays)
    assert (due.date(), due.timetz().replace(tzinfo=None)) == (date(2026, 3, 30), time(13))
    assert due.utcoffset() == timedelta(hours=2), "summer has begun meanwhile"


@given(instants, hours, hours)
def test_more_time_is_never_an_earlier_deadline(start: datetime, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert deadlines.minutes_due(start, few) <= deadlines.minutes_due(start, many)
    assert deadlines.sign_off_due(start, few) <= deadlines.sign_off_due(start, many)
    assert deadlines.agenda_due(start, few) >= deadlines.agenda_due(start, many)


@given(instants, days)
def test_heads_hear_after_those_who_were_to_answer(asked: datetime, more: int) -> None:
    first = deadlines.answer_due(asked, SHANGHAI, weekdays)
    assert first <= deadlines.answer_due(asked, SHANGHAI, weekdays, more)


@pytest.mark.parametrize(
    ("rhythm", "day", "off", "told"),
    [
        ("daily", date(2026, 3, 4), (), True),
        ("daily", date(2026, 3, 4), (date(2026, 3, 4),), False),
        ("weekly", date(2026, 3, 6), (), True),
        ("weekly", date(2026, 3, 5), (), False),
        # Friday is a holiday: the last day of work before it
        ("weekly", date(2026, 3, 5), (date(2026, 3, 6),), True),
        ("weekly", date(2026, 3, 6), (date(2026, 3, 6),), False),
        # a Saturday on which one works is no end of the week
        ("weekly", date(2026, 3, 7), (), False),
        ("daily", date(2026, 3, 7), (), True),
    ],
)
def test_progress_is_told_each_day_or_on_the_last_one_of_the_week(
    rhythm: str, day: date, off: tuple[date, ...], told: bool
) -> None:
    assert deadlines.is_progress_day(rhythm, day, lambda one: one not in off) is told
