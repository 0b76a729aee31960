"""A series as calendars read it: what is sent means the days that we hold meetings on."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from collabtui.domain.meetings.recurrence import Rule, has_day, instants
from collabtui.mail.calendar.invitation import Attendee, CalendarEvent, cancellation, request

rrulestr: Callable[..., Iterable[datetime]] = import_module("dateutil.rrule").rrulestr
"""python-dateutil has no annotations."""
FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


def event(**fields: Any) -> CalendarEvent:
    made: dict[str, Any] = {
        "uid": "ser1@here", "sequence": 0, "title": "周例会", "start": FIRST, "end": FIRST + timedelta(minutes=30),
        "timezone": "Asia/Shanghai", "place": "3号会议室", "description": "", "organiser_name": "李明",
        "organiser_address": "li+abc@example.test", "stamp": FIRST,
        "attendees": (Attendee(name="张伟", address="z@example.test", role="participant", partstat="needs-action"),),
    }  # fmt: skip
    return CalendarEvent(**(made | fields))


def events(ics: bytes) -> list[Any]:
    return list(Calendar.from_ical(ics).walk("VEVENT"))


def read_by_calendars(ics: bytes, most: int) -> list[datetime]:
    """The occurrences as python-dateutil reads RRULE and EXDATE, on the wall clock of DTSTART's zone."""
    (master,) = (one for one in events(ics) if "RECURRENCE-ID" not in one)
    start = master["DTSTART"].dt
    zone = ZoneInfo(str(start.tzinfo))
    said = master["RRULE"].to_ical().decode()
    parts = dict(part.split("=") for part in said.split(";"))
    if "UNTIL" in parts:  # dateutil wants it as DTSTART is, without a zone
        until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)
        parts["UNTIL"] = f"{until:%Y%m%dT%H%M%S}"
    rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start.replace(tzinfo=None))
    off = {one.dt.astimezone(UTC) for one in master["EXDATE"].dts} if "EXDATE" in master else set()
    found = (one.replace(tzinfo=zone).astimezone(UTC) for one in islice(rule, most))
    return [one for one in found if one not in off]


RULES = st.one_of(
    st.builds(
        Rule,
        every=st.just("week"),
        interval=st.integers(1, 6),
        weekdays=st.sets(st.integers(0, 6)).map(lambda some: tuple(sorted(some))),
    ),
    st.builds(Rule, every=st.just("month"), interval=st.integers(1, 6)),
    st.builds(
        Rule,
        every=st.just("month"),
        weekdays=st.integers(0, 6).map(lambda day: (day,)),
        nth=st.sampled_from([1, 2, 3, 4, -1]),
    ),
)
ENDS: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.just({}),
    st.integers(1, 30).map(lambda n: {"count": n}),
    st.dates(date(2026, 6, 1), date(2028, 12, 31)).map(lambda day: {"until": day}),
)


@given(RULES, ENDS, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from(ZONES), st.integers(0, 23))
def test_calendars_read_the_days_that_we_have(
    rule: Rule, end: dict[str, object], first: date, zone: str, hour: int
) -> None:
    rule = rule.model_copy(update=end)
    if not has_day(rule, first):
        return
    start = datetime(first.year, first.month, first.day, hour, 30, tzinfo=ZoneInfo(zone))
    if start.astimezone(UTC).astimezone(ZoneInfo(zone)) != start:
        return  # an hour that this zone left out on that day
    part = request(event(start=start, end=start + timedelta(minutes=30), timezone=zone, rule=rule))
    assert read_by_calendars(part.ics, 40) == list(islice(instants(rule, start, ZoneInfo(zone)), 40))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(every="week"), "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=MO"),
        (Rule(every="week", interval=2, count=6), "FREQ=WEEKLY;COUNT=6;INTERVAL=2;BYDAY=MO;WKST=MO"),
        (Rule(every="week", weekdays=(0, 3)), "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;WKST=MO"),
        (Rule(every="month"), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=2"),
        (Rule(every="month", weekdays=(0,), nth=1), "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO"),
        (
            Rule(every="week", until=date(2026, 6, 29)),
            "FREQ=WEEKLY;UNTIL=20260629T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO",
        ),
    ],
)
def test_a_rule_is_said_in_full(rule: Rule, said: str) -> None:
    (master,) = events(request(event(rule=rule)).ics)
    parts = set(master["RRULE"].to_ical().decode().split(";"))
    assert parts == set(said.split(";"))


def test_what_is_called_off_is_left_out_and_what_moved_stands_beside_the_rule() -> None:
    week = timedelta(days=7)
    moved = event(
        sequence=2,
        start=FIRST + week + timedelta(hours=3),
        end=FIRST + week + timedelta(hours=4),
        recurrence_id=FIRST + week,
    )
    part = request(event(sequence=3, rule=Rule(every="week", count=4), called_off=(FIRST + 2 * week,)), moved)
    assert read_by_calendars(part.ics, 9) == [FIRST, FIRST + week, FIRST + 3 * week]
    master, exception = events(part.ics)
    assert str(exception["UID"]) == str(master["UID"])
    assert exception["RECURRENCE-ID"].dt.astimezone(UTC) == FIRST + week
    assert exception["DTSTART"].dt.astimezone(UTC) == FIRST + week + timedelta(hours=3)
    assert "RRULE" not in exception
    text = part.ics.decode()
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20260309T140000" in text
    assert "EXDATE;TZID=Asia/Shanghai:20260316T140000" in text
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_one_occurrence_is_cancelled_by_its_id_and_the_series_without_one() -> None:
    (one,) = events(cancellation(event(sequence=1, recurrence_id=FIRST)).ics)
    assert one["RECURRENCE-ID"].dt.astimezone(UTC) == FIRST
    assert str(one["STATUS"]) == "CANCELLED"
    (whole,) = events(cancellation(event(sequence=1, rule=Rule(every="week"))).ics)
    assert "RECURRENCE-ID" not in whole
    assert "RRULE" not in whole


def test_the_zone_of_a_series_is_told_for_years() -> None:
    berlin = event(timezone="Europe/Berlin", rule=Rule(every="week"))
    text = request(berlin).ics.decode()
    assert "2035" in text
    assert len(text) < 6000


NIGHT = datetime(2026, 10, 25, tzinfo=UTC)
"""02:00 in Berlin; 02:30 is twice, 00:30 and 01:30 UTC."""


@pytest.mark.parametrize(
    ("start", "minutes", "told"),
    [
        (30, 60, "DTSTART;TZID=Europe/Berlin:20261025T023000 DTEND:20261025T013000Z"),
        (90, 70, "DTSTART:20261025T013000Z DTEND;TZID=Europe/Berlin:20261025T034000"),
        (0, 30, "DTSTART;TZID=Europe/Berlin:20261025T020000 DTEND;TZID=Europe/Berlin:20261025T023000"),
        (120, 30, "DTSTART;TZID=Europe/Berlin:20261025T030000 DTEND;TZID=Europe/Berlin:20261025T033000"),
    ],
)
def test_a_time_that_a_night_has_twice_is_the_right_one(start: int, minutes: int, told: str) -> None:
    begins = NIGHT + timedelta(minutes=start)
    ends = begins + timedelta(minutes=minutes)
    text = request(event(start=begins, end=ends, timezone="Europe/Berlin")).ics.decode()
    body = text[text.index("BEGIN:VEVENT") :]
    assert " ".join(line for line in body.splitlines() if line.startswith(("DTSTART", "DTEND"))) == told
    (one,) = events(text.encode())
    assert (one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) == (begins, ends)
