"""Until when things are to be done."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.count_working_days import LONGEST_REST, every_day, outside_holidays
from collabtui.domain.deadlines.escalation_to_heads import (
    escalation_due,
    large_slip_on,
    late_since,
    next_escalation_step,
)
from collabtui.domain.deadlines.progress_rhythm import is_progress_day
from collabtui.domain.deadlines.reminder_two_days_before import reminder_opens, reminder_window
from collabtui.domain.deadlines.retrospective_deadline import retrospective_due
from collabtui.domain.deadlines.risk_answer_deadline import asked_again_on, risk_answer_due
from collabtui.domain.deadlines.sign_off_deadline import is_last_chance, sign_off_due
from collabtui.domain.deadlines.two_working_days_to_answer import answer_due
from collabtui.domain.meeting_deadlines import (
    agenda_due,
    agenda_goes_out,
    material_asked,
    material_due,
    minutes_due,
    record_due,
)
from collabtui.system.work_calendar_cache import working_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 5, 12, tzinfo=SHANGHAI)
"""A Thursday."""
hours = st.integers(1, 24 * 365)
days = st.integers(0, 365)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def never(_: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (agenda_due(NOON, 2), NOON - timedelta(days=2)),
        (agenda_due(NOON, 0), NOON),
        (minutes_due(NOON, 24), NOON + timedelta(hours=24)),
        (minutes_due(NOON, 1), NOON + timedelta(hours=1)),
        (sign_off_due(NOON, SHANGHAI, every_day, never, 3), NOON + timedelta(days=3)),
        (sign_off_due(NOON, SHANGHAI, weekdays, never, 3), NOON + timedelta(days=5)),
        (record_due(NOON), NOON + timedelta(hours=1)),
        (risk_answer_due(NOON), NOON + timedelta(hours=24)),
        (answer_due(NOON, SHANGHAI, every_day), NOON + timedelta(days=2)),
        (answer_due(NOON, SHANGHAI, weekdays), NOON + timedelta(days=4)),
        (answer_due(NOON, SHANGHAI, weekdays, 1), NOON + timedelta(days=5)),
    ],
)
def test_an_instant_by_which_something_is_due(found: datetime, due: datetime) -> None:
    assert found == due


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (material_due(datetime(2026, 3, 1, 17, tzinfo=UTC), SHANGHAI, 1), date(2026, 3, 1)),
        (material_due(datetime(2026, 3, 1, 17, tzinfo=UTC), ZoneInfo("UTC"), 1), date(2026, 2, 28)),
        (material_asked(NOON, SHANGHAI, 1, weekdays), date(2026, 3, 3)),
        (material_asked(NOON + timedelta(days=4), SHANGHAI, 1, weekdays), date(2026, 3, 6)),  # of a Monday
        (material_asked(NOON + timedelta(days=4), SHANGHAI, 1, every_day), date(2026, 3, 7)),
        (agenda_goes_out(NOON, SHANGHAI, 1, weekdays), date(2026, 3, 4)),
        (agenda_goes_out(NOON + timedelta(days=4), SHANGHAI, 1, weekdays), date(2026, 3, 6)),
        (agenda_goes_out(NOON + timedelta(days=4), SHANGHAI, 1, every_day), date(2026, 3, 8)),
        (escalation_due(date(2026, 3, 6), 1, every_day), date(2026, 3, 8)),
        (escalation_due(date(2026, 3, 6), 1, weekdays), date(2026, 3, 10)),
        (escalation_due(date(2026, 3, 6), 0, weekdays), date(2026, 3, 9)),
        (large_slip_on(date(2026, 3, 6), every_day), date(2026, 3, 11)),
        (large_slip_on(date(2026, 3, 6), weekdays), date(2026, 3, 13)),
        (next_escalation_step(date(2026, 3, 5), weekdays), date(2026, 3, 6)),
        (next_escalation_step(date(2026, 3, 6), weekdays), date(2026, 3, 9)),
        (retrospective_due(date(2026, 3, 5), weekdays), date(2026, 3, 10)),
    ],
)
def test_a_day_by_which_something_is_due(found: date, due: date) -> None:
    assert found == due


def test_an_answer_is_due_at_the_hour_of_the_zone_that_is_given() -> None:
    asked = datetime(2026, 3, 26, 12, tzinfo=UTC)
    due = answer_due(asked, ZoneInfo("Europe/Berlin"), weekdays)
    assert (due.date(), due.timetz().replace(tzinfo=None)) == (date(2026, 3, 30), time(13))
    assert due.utcoffset() == timedelta(hours=2), "summer has begun meanwhile"


@given(instants, hours, hours)
def test_more_time_is_never_an_earlier_deadline(start: datetime, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert minutes_due(start, few) <= minutes_due(start, many)
    assert sign_off_due(start, SHANGHAI, weekdays, never, few) <= sign_off_due(start, SHANGHAI, weekdays, never, many)
    assert agenda_due(start, few) >= agenda_due(start, many)


@given(instants, days)
def test_heads_hear_after_those_who_were_to_answer(asked: datetime, more: int) -> None:
    first = answer_due(asked, SHANGHAI, weekdays)
    assert first <= answer_due(asked, SHANGHAI, weekdays, more)


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
    assert is_progress_day(rhythm, day, lambda one: one not in off) is told


@pytest.mark.parametrize(
    ("due", "before", "opens"),
    [
        (date(2026, 3, 5), 1, date(2026, 3, 4)),
        (date(2026, 3, 5), 0, date(2026, 3, 5)),
        # a weekend lies there: the last day of work before it
        (date(2026, 3, 9), 1, date(2026, 3, 6)),
        (date(2026, 3, 9), 2, date(2026, 3, 6)),
        (date(2026, 3, 9), 3, date(2026, 3, 6)),
        (date(2026, 3, 9), 4, date(2026, 3, 5)),
    ],
)
def test_a_reminder_opens_on_a_day_of_work(due: date, before: int, opens: date) -> None:
    assert reminder_opens(due, before, weekdays) == opens


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 10), st.sampled_from(["CN", "DE", "GB", "US", "JP"])
)
def test_a_reminder_opens_on_no_holiday_and_leaves_a_working_day(due: date, before: int, country: str) -> None:
    is_working = working_calendar(country)
    opens = reminder_opens(due, before, is_working)
    assert outside_holidays(is_working)(opens)
    assert opens <= due - timedelta(days=before)
    left = (opens + timedelta(days=n) for n in range((due - opens).days))
    assert before == 0 or any(is_working(day) for day in left)


@pytest.mark.parametrize(
    ("due", "opens"),
    [
        (date(2026, 3, 9), date(2026, 3, 6)),  # a Monday: on the Friday
        (date(2026, 3, 10), date(2026, 3, 8)),  # a Tuesday: the Monday is left
        (date(2026, 3, 11), date(2026, 3, 9)),
        (date(2026, 10, 9), date(2026, 9, 30)),  # behind the holidays of October
    ],
)
def test_what_is_due_on_a_monday_is_said_on_the_friday(due: date, opens: date) -> None:
    assert reminder_opens(due, 2, working_calendar("CN")) == opens


@pytest.mark.parametrize(
    ("today", "window"),
    [
        (date(2026, 3, 3), None),
        (date(2026, 3, 4), 5),  # three days before is the Friday, five days before the Wednesday
        (date(2026, 3, 5), 5),
        (date(2026, 3, 6), 1),  # both that lie at the weekend have begun: it is one reminder
        (date(2026, 3, 8), 1),
        (date(2026, 3, 12), 1),  # a day that was missed is made up for
    ],
)
def test_of_the_reminders_that_have_begun_the_last_one_counts(today: date, window: int | None) -> None:
    assert reminder_window(date(2026, 3, 9), today, (5, 2, 1), weekdays) == window


def test_where_nobody_ever_works_a_reminder_opens_all_the_same() -> None:
    due = date(2026, 3, 9)
    opens = reminder_opens(due, 1, lambda _: False)
    assert due - timedelta(days=1 + LONGEST_REST) <= opens < due
    assert reminder_window(due, due, (1,), lambda _: False) == 1
    assert reminder_window(due, due, (), weekdays) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 20), st.integers(-40, 40))
def test_the_window_is_open_from_the_day_on_on_which_it_opens(due: date, before: int, shift: int) -> None:
    today = due + timedelta(days=shift)
    is_open = reminder_window(due, today, (before,), weekdays) is not None
    assert is_open == (today >= reminder_opens(due, before, weekdays))


@pytest.mark.parametrize(
    ("now", "deadline", "is_last"),
    [
        (NOON, NOON + timedelta(days=1), True),
        (NOON, NOON + timedelta(days=1, hours=11), True),  # who looks once a day sees it on the day before
        (NOON, NOON + timedelta(hours=3), True),
        (NOON, NOON + timedelta(days=2, hours=-11), False),  # a whole working day lies between
        (NOON, NOON, False),
        (NOON, NOON - timedelta(hours=1), False),
        # a Friday: the next working day is Monday
        (NOON + timedelta(days=1), NOON + timedelta(days=4, hours=11), True),
        (NOON + timedelta(days=1), NOON + timedelta(days=5), False),
    ],
)
def test_the_last_chance_is_the_working_day_before_and_what_is_left_of_the_last(
    now: datetime, deadline: datetime, is_last: bool
) -> None:
    assert is_last_chance(now, deadline, weekdays) is is_last


def test_what_was_late_when_it_was_entered_is_late_from_that_day_on() -> None:
    earlier, later = date(2026, 3, 2), date(2026, 3, 5)
    assert (late_since(earlier, later), late_since(later, earlier)) == (later, later)


@pytest.mark.parametrize(
    ("today", "again"),
    [
        (date(2026, 3, 6), None),
        (date(2026, 3, 8), None),
        (date(2026, 3, 9), date(2026, 3, 9)),
        (date(2026, 3, 13), date(2026, 3, 9)),
        (date(2026, 3, 16), date(2026, 3, 16)),
        (date(2026, 3, 31), date(2026, 3, 30)),
    ],
)
def test_a_high_risk_is_asked_about_again_a_working_day_later_and_every_week(today: date, again: date | None) -> None:
    assert asked_again_on(date(2026, 3, 6), today, weekdays) == again
