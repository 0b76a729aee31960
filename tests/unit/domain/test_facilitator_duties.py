"""What the facilitator owes, and from when until when it is late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.facilitator_duties import Duty, DutyKind, OpenDuty, duties
from collabtui.domain.meeting_deadlines import MeetingDeadlines

BEIJING = ZoneInfo("Asia/Shanghai")
RULES = MeetingDeadlines(material_days=2, minutes_hours=24, sign_off_days=3)
NOON = "2026-03-10T04:00:00+00:00"
SECOND = timedelta(seconds=1)


def only(kind: DutyKind, counts_from: str) -> Duty:
    (duty,) = duties([OpenDuty(kind, "M1", "会", counts_from)], RULES, BEIJING)
    return duty


@pytest.mark.parametrize(
    ("kind", "counts_from", "late_from"),
    [
        ("minutes-owed", NOON, "2026-03-11T12:00+08:00"),
        ("agenda-owed", NOON, "2026-03-08T12:00+08:00"),
        ("record-owed", NOON, "2026-03-10T13:00+08:00"),
        ("retrospective-owed", "2026-03-10", "2026-03-10T00:00+08:00"),
        ("milestone-look-back", "2026-03-10", "2026-03-10T00:00+08:00"),
        ("checks-owed", NOON, "2026-03-13T12:00+08:00"),
        ("department-unread", NOON, "2026-03-10T12:00+08:00"),
    ],
)
def test_a_duty_is_late_from_its_instant_on(kind: DutyKind, counts_from: str, late_from: str) -> None:
    duty, instant = only(kind, counts_from), datetime.fromisoformat(late_from)
    assert [duty.is_late(instant + by) for by in (-SECOND, SECOND * 0, SECOND)] == [False, True, True]


def test_minutes_that_wait_for_who_is_away_are_late_once_the_time_of_the_others_is_over() -> None:
    owed = OpenDuty("absent-signer", "M1", "陈静", NOON, person="P4", away_until="2026-06-30")
    (duty,) = duties([owed], RULES, BEIJING)
    noon = datetime.fromisoformat(NOON)
    assert [duty.is_late(noon + by) for by in (-SECOND, SECOND * 0, SECOND)] == [False, True, True]
    assert (duty.person, duty.away_until) == ("P4", date(2026, 6, 30))


@pytest.mark.parametrize(("back", "is_late"), [("2026-03-12T04:00:00+00:00", [True, False]), (None, [True, True])])
def test_who_is_away_with_nobody_in_his_place_is_owed_a_deputy_until_somebody_is(
    back: str | None, is_late: list[bool]
) -> None:
    owed = OpenDuty("absent-owner", "A1", "核对名单", NOON, back, person="P4", away_until="2026-03-20", name="陈静")
    (duty,) = duties([owed], RULES, BEIJING)
    until = datetime.fromisoformat("2026-03-12T04:00:00+00:00")
    assert [duty.is_late(until + by) for by in (-SECOND, SECOND * 0)] == is_late
    assert not duty.is_late(datetime.fromisoformat(NOON) - SECOND)
    assert (duty.person, duty.away_until, duty.name) == ("P4", date(2026, 3, 20), "陈静")


def test_an_agenda_is_of_no_use_once_the_meeting_has_begun() -> None:
    duty, begins = only("agenda-owed", NOON), datetime.fromisoformat(NOON)
    assert [duty.is_late(begins + by) for by in (-SECOND, SECOND * 0)] == [True, False]


def test_a_record_is_asked_for_two_weeks_long() -> None:
    duty, over = only("record-owed", NOON), datetime.fromisoformat(NOON) + timedelta(days=14)
    assert [duty.is_late(over + by) for by in (-SECOND, SECOND * 0)] == [True, False]


def test_what_a_milestone_taught_is_asked_for_two_weeks_long() -> None:
    duty, over = only("milestone-look-back", "2026-03-10"), datetime(2026, 3, 24, tzinfo=BEIJING)
    assert [duty.is_late(over + by) for by in (-SECOND, SECOND * 0)] == [True, False]


@pytest.mark.parametrize(("kind", "counts_from"), [("minutes-owed", NOON), ("retrospective-owed", "2026-03-10")])
def test_minutes_and_retrospectives_are_late_until_they_are_there(kind: DutyKind, counts_from: str) -> None:
    assert only(kind, counts_from).is_late(datetime(2036, 1, 1, tzinfo=BEIJING))


def test_who_plans_for_today_is_given_an_hour_for_the_agenda() -> None:
    start, planned = datetime(2026, 3, 4, 16, tzinfo=BEIJING), datetime(2026, 3, 4, 9, tzinfo=BEIJING)
    owed = OpenDuty("agenda-owed", "M1", "会", start.isoformat(), planned.isoformat())
    (duty,) = duties([owed], RULES, BEIJING)
    assert not duty.is_late(planned + timedelta(minutes=59))
    assert duty.is_late(planned + timedelta(hours=1))
