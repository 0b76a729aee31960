"""The rule of bookings: who and which room is taken, odd hours, days off, absences; free times by the same rule."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.count_working_days import IsWorking, every_day
from collabtui.domain.meetings.booking_conflicts import Booking, booking_findings, booking_of, free_times, normal_place
from collabtui.domain.meetings.meeting import Participant
from collabtui.domain.people import Person
from support.records import meeting

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 9, 14, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)


def everywhere(_country: str) -> IsWorking:
    return every_day


def person(ref: str, **fields: object) -> Person:
    return Person.model_validate({"ref": ref, "name": f"n{ref}", "email": f"{ref}@example.test", **fields})


P1, P2 = person("P1"), person("P2", timezone="Europe/Berlin")
WANTED = Booking("M1", "Launch", MONDAY, MONDAY + HOUR, "Room 3", frozenset({"P1", "P2"}))


def other(start: datetime, people: set[str], place: str = "", ref: str = "M2") -> Booking:
    return Booking(ref, "Other", start, start + HOUR, place, frozenset(people))


def keys(wanted: Booking, *others: Booking, people: tuple[Person, ...] = (P1,)) -> list[str]:
    found = booking_findings(wanted, people, others, everywhere, SHANGHAI)
    return [one.key.removeprefix("booking.") for one in found]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], []),
        ([other(MONDAY, {"P1"})], ["people"]),
        ([other(MONDAY, {"P9"})], []),
        ([other(MONDAY + HOUR, {"P1"})], []),
        ([other(MONDAY - HOUR, {"P1"})], []),
        ([other(MONDAY + timedelta(minutes=59), {"P1"})], ["people"]),
        ([other(MONDAY, {"P1"}, ref="M1")], []),
        ([other(MONDAY, set(), "room3")], ["room"]),
        ([other(MONDAY, {"P1"}, " ROOM 3 ")], ["people", "room"]),
        ([other(MONDAY.astimezone(ZoneInfo("Europe/Berlin")), {"P1"})], ["people"]),
        ([other(MONDAY, {"P1"}), other(MONDAY + HOUR / 2, {"P1"}, ref="M3")], ["people", "people"]),
    ],
)
def test_people_and_rooms_are_taken_while_another_meeting_is_held(others: list[Booking], expected: list[str]) -> None:
    assert keys(WANTED, *others) == expected


def test_a_place_that_is_empty_or_a_link_is_no_room() -> None:
    assert [normal_place(one) for one in ("", " ", "https://meet.example/1", "Room 3")] == ["", "", "", "room3"]


@pytest.mark.parametrize(("hour", "odd"), [(7.5, True), (8, False), (18, False), (18.5, True), (23.5, True)])
def test_hours_count_on_the_clock_of_each(hour: float, odd: bool) -> None:
    start = datetime(2026, 3, 9, tzinfo=SHANGHAI) + timedelta(hours=hour)
    wanted = WANTED._replace(start=start, end=start + HOUR)
    assert keys(wanted) == (["hours"] if odd else [])


def test_who_lives_elsewhere_is_named_with_his_own_hours() -> None:
    (finding,) = booking_findings(WANTED, (P1, P2), (), everywhere, SHANGHAI)
    assert dict(finding.values) == {"names": ("nP2",), "clock": "07:00–08:00"}


def test_summer_time_there_moves_the_hour() -> None:
    """14:00 in Shanghai is 7:00 in Berlin in winter and 8:00 in summer."""
    summer = WANTED._replace(start=MONDAY + timedelta(weeks=4), end=MONDAY + timedelta(weeks=4) + HOUR)
    assert (keys(WANTED, people=(P2,)), keys(summer, people=(P2,))) == (["hours"], [])


def test_days_off_and_absences() -> None:
    away = person("P1", away_from=date(2026, 3, 8), away_until=date(2026, 3, 9))
    found = booking_findings(WANTED, (away,), (), lambda _: lambda day: day != date(2026, 3, 9), SHANGHAI)
    assert [(one.key, dict(one.values)) for one in found] == [
        ("booking.away", {"name": "nP1", "until": date(2026, 3, 9)}),
        ("booking.day_off", {"day": date(2026, 3, 9)}),
    ]


def test_a_day_off_in_the_country_of_somebody_is_said_with_the_names_and_not_offered() -> None:
    people = (P1, person("P2", country="DE"), person("P3", country="DE"), person("P4", country="GB"))
    wanted = WANTED._replace(people=frozenset({"P1", "P2", "P3", "P4"}))

    def off_in_germany(country: str) -> IsWorking:
        return lambda day: country != "DE" or day != date(2026, 3, 9)

    (found,) = booking_findings(wanted, people, (), off_in_germany, SHANGHAI)
    assert (found.key, found.values["names"]) == ("booking.day_off_of", ("nP2", "nP3"))
    assert found.values["day"] == date(2026, 3, 9)
    free = next(free_times(wanted, people, (), off_in_germany, SHANGHAI, MONDAY + timedelta(days=2)))
    assert free.date() == date(2026, 3, 10)
    nobody_works = booking_findings(wanted, people, (), lambda _: lambda _day: False, SHANGHAI)
    assert [one.key for one in nobody_works] == ["booking.day_off"], "said once, of all"


def test_who_is_not_expected_is_not_looked_at() -> None:
    assert keys(WANTED._replace(people=frozenset()), other(MONDAY, {"P1"})) == []


starts = st.integers(0, 96).map(lambda n: datetime(2026, 3, 9, tzinfo=UTC) + timedelta(minutes=30 * n))


@given(st.lists(starts, max_size=6), starts)
def test_free_times_are_those_that_nothing_speaks_against(taken: list[datetime], begin: datetime) -> None:
    others = [other(start, {"P1"}, ref=f"M{number}") for number, start in enumerate(taken, 2)]
    until = begin + timedelta(days=2)
    wanted = WANTED._replace(start=begin, end=begin + HOUR, place="")
    free = list(free_times(wanted, (P1, P2), others, everywhere, SHANGHAI, until))
    grid = [begin + timedelta(minutes=30 * n) for n in range(96)]
    fits = [at for at in grid if not keys(wanted._replace(start=at, end=at + HOUR), *others, people=(P1, P2))]
    assert [one.astimezone(UTC) for one in free] == [one.astimezone(UTC) for one in fits]


def test_free_times_begin_at_halves_of_an_hour_on_the_clock() -> None:
    nepal = ZoneInfo("Asia/Kathmandu")
    begin = datetime(2026, 3, 9, 9, 10, tzinfo=nepal)
    wanted = WANTED._replace(start=begin, end=begin + HOUR)
    free = islice(free_times(wanted, (), (), everywhere, nepal, begin + timedelta(days=1)), 2)
    assert [f"{one:%H:%M}" for one in free] == ["09:30", "10:00"]


def test_a_meeting_takes_up_those_who_are_expected_and_its_room() -> None:
    asked = tuple(
        Participant.model_validate({"person": ref, "role": role, "partstat": answer})
        for ref, role, answer in [
            ("P1", "participant", "accepted"), ("P2", "participant", "needs-action"), ("P3", "participant", "declined"),
            ("P4", "copied", "needs-action"), ("P5", "participant", "tentative"),
        ]
    )  # fmt: skip
    held = meeting("M7", start=MONDAY, end=MONDAY + HOUR, place="Room 3", series="SER1", participants=asked)
    expected = frozenset({"P1", "P2", "P5"})
    assert booking_of(held) == Booking("M7", held.title, MONDAY, MONDAY + HOUR, "Room 3", expected, "SER1")
    alone = booking_of(held.model_copy(update={"series": None, "participants": ()}))
    assert (alone.series, alone.people) == ("", frozenset())


def test_one_hour_that_suits_nobody_of_several_is_said_once() -> None:
    people = [person(f"P{number}", timezone="Asia/Shanghai") for number in (1, 2, 3, 4)]
    end, invited = MONDAY.replace(hour=23, minute=50), frozenset(f"P{number}" for number in range(1, 6))
    late = WANTED._replace(start=MONDAY.replace(hour=23), end=end, people=invited)
    (found,) = booking_findings(late, people, [], everywhere, SHANGHAI)
    assert (found.key, found.values) == ("booking.hours_all", {"n": 4, "clock": "23:00–23:50"})
    (alone,) = booking_findings(late, people[:1], [], everywhere, SHANGHAI)
    assert alone.key == "booking.hours"
    elsewhere = [*people, person("P5", timezone="America/New_York")]
    (some,) = booking_findings(late, elsewhere, [], everywhere, SHANGHAI)
    assert (some.key, some.values["names"]) == ("booking.hours", ("nP1", "nP2", "nP3", "nP4"))
