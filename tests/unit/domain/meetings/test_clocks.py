"""The clocks of a running meeting, and who has to be there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.meeting import Meeting, Participant, Slot
from collabtui.domain.meetings.meeting_clock import (
    elapsed,
    expected_starts,
    fitted,
    minutes_over,
    projected_end,
    time_left,
    to_come,
)
from collabtui.domain.meetings.quorum import missing_departments, of_decision
from collabtui.domain.meetings.slash_command_effects import (
    attending,
    clock_time,
    commanded,
    ended,
    moved_to,
    parked,
    reordered,
    started,
)
from collabtui.domain.people import Person
from collabtui.errors import Refused

START = datetime(2026, 3, 2, 14, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def planned(*minutes: int, announced: int | None = None) -> Meeting:
    slots = tuple(Slot(title=f"item {number}", minutes=length) for number, length in enumerate(minutes, 1))
    end = at(announced if announced is not None else sum(minutes))
    return Meeting(ref="M1", title="x", start=START, end=end, timezone="UTC", slots=slots, uid="u")


def running(*minutes: int, announced: int | None = None) -> Meeting:
    return started(planned(*minutes, announced=announced), START)


def minutes(span: timedelta) -> float:
    return span.total_seconds() / 60


def said(meeting: Meeting, *commands: tuple[float, str]) -> Meeting:
    for when, line in commands:
        command, _, argument = line.partition(" ")
        meeting = commanded(meeting, command, argument, at(when))
    return meeting


@pytest.mark.parametrize(
    ("commands", "now", "left", "end"),
    [
        ((), 4, 6, 60),
        ((), 12, -2, 62),
        (((4, "extend 5"),), 4, 11, 65),
        (((4, "cut 5"),), 4, 1, 55),
        # while the clock stands the end moves on
        (((4, "pause"),), 9, 6, 65),
        (((4, "pause"), (9, "resume")), 10, 5, 65),
        # a pause that nobody ended ends with the next slot
        (((4, "pause"), (9, "next")), 10, 19, 59),
        # back to the first one: its clock goes on where it was left
        (((4, "next"), (14, "slot 1")), 15, 5, 50),
        # a slot that was passed over is still to come, one that is parked is not
        (((10, "slot 3"),), 10, 30, 60),
        (((4, "park"),), 4, 20, 54),
    ],
)
def test_what_is_left_and_when_it_will_end(
    commands: tuple[tuple[float, str], ...], now: float, left: float, end: float
) -> None:
    meeting = said(running(10, 20, 30), *commands)
    assert minutes(time_left(meeting, at(now))) == left
    assert projected_end(meeting, at(now)) == at(end)


def test_the_next_item_is_the_first_that_has_not_begun_then_what_was_passed_over() -> None:
    meeting = said(running(10, 20, 30), (5, "slot 2"), (10, "slot 3"))
    assert to_come(meeting) == []
    meeting = said(running(10, 20, 30), (5, "slot 3"), (6, "next"))
    assert meeting.running_slot == 1
    with pytest.raises(Refused, match="no_such_slot"):
        said(meeting, (7, "next"))


def test_the_slots_to_come_begin_one_after_the_other_from_now_on() -> None:
    meeting = parked(running(10, 20, 30, 5), 1, at(1))
    assert expected_starts(meeting, at(12)) == [at(0), at(10), at(12), at(42)]
    assert minutes(elapsed(said(meeting, (2, "pause")), at(12))) == 12


def test_what_is_late_is_cut_from_the_longest_to_come() -> None:
    meeting = fitted(running(10, 20, 30), at(16))
    assert [slot.extended for slot in meeting.slots] == [0, 0, -6]
    assert minutes_over(meeting, at(16)) == 0
    assert [slot.extended for slot in fitted(running(10, 20, 22), at(16)).slots] == [0, -2, -4]


@given(st.lists(st.integers(1, 90), min_size=2, max_size=8), st.integers(0, 200))
def test_cutting_makes_it_end_in_time_or_says_how_much_there_is(lengths: list[int], now: int) -> None:
    before = running(*lengths)
    room = sum(max(0, length - 5) for length in lengths[1:])
    if not 0 < now - lengths[0] <= room:
        with pytest.raises(Refused, match=r"in_time|cannot_fit"):
            fitted(before, at(now))
        return
    meeting = fitted(before, at(now))
    assert projected_end(meeting, at(now)) <= meeting.end
    assert all(slot.minutes + slot.extended >= min(5, slot.minutes) for slot in meeting.slots)


@pytest.mark.parametrize(
    ("commands", "refused"),
    [
        (((1, "cut 10"),), "slot_too_short"),
        (((1, "cut"),), "in_time"),
        (((90, "cut"),), "cannot_fit"),
        (((1, "resume"),), "not_paused"),
        (((1, "pause"), (2, "pause")), "meeting.paused"),
    ],
)
def test_what_the_clocks_cannot_do_is_refused(commands: tuple[tuple[float, str], ...], refused: str) -> None:
    with pytest.raises(Refused, match=refused):
        said(running(10, 20, 30), *commands)


def test_only_what_has_not_begun_changes_its_place() -> None:
    meeting = moved_to(running(1, 2, 3, 4), 2, at(1))
    assert [slot.minutes for slot in reordered(meeting, 1, 1).slots] == [1, 4, 3, 2]
    for index, step in ((0, 1), (2, 1), (1, -1), (3, 1)):
        with pytest.raises(Refused, match=r"slot_over|no_place"):
            reordered(meeting, index, step)


def test_an_end_in_a_pause_ends_the_pause() -> None:
    meeting = ended(said(running(10), (2, "pause")), at(5))
    assert (meeting.paused_at, meeting.slots[0].stood) == (None, 180)


PEOPLE = {
    ref: Person(ref=ref, name=ref, email=f"{ref}@example.test", department=department)
    for ref, department in (("P1", "研发部"), ("P2", "研发部"), ("P3", "市场部"), ("P4", ""), ("P5", "法务部"))
}


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ()),
        ({"P1": {"attendance": "absent"}}, ()),
        ({"P1": {"attendance": "absent"}, "P2": {"partstat": "declined"}}, ("研发部",)),
        ({"P1": {"attendance": "absent"}, "P2": {"partstat": "declined", "attendance": "late"}}, ()),
        ({"P4": {"attendance": "absent"}}, ()),
        # who is only copied neither counts nor is missed
        ({"P5": {"role": "copied", "attendance": "absent"}}, ()),
        (
            {"P2": {"role": "copied"}, "P1": {"attendance": "absent"}, "P3": {"attendance": "absent"}},
            ("研发部", "市场部"),
        ),
    ],
)
def test_a_department_is_missing_when_it_was_asked_and_has_nobody_here(
    said: dict[str, dict[str, Any]], missing: tuple[str, ...]
) -> None:
    there = tuple(Participant.model_validate({"person": ref, **said.get(ref, {})}) for ref in PEOPLE)
    meeting = running(10).model_copy(update={"participants": there})
    assert missing_departments(meeting, PEOPLE) == missing
    assert bool(list(of_decision(meeting, PEOPLE))) is bool(missing)


def test_who_comes_late_has_come_when_he_was_first_seen() -> None:
    meeting = running(10).model_copy(update={"participants": (Participant(person="P1"),)})
    late = attending(attending(meeting, "P1", "late", at(5)), "P1", "late", at(9))
    assert late.participants[0].arrived_at == at(5)
    assert attending(late, "P1", "present").participants[0].arrived_at is None


def test_who_comes_unasked_takes_part_and_who_was_not_asked_cannot_be_missing() -> None:
    assert attending(running(10), "P4", "present").participants == (Participant(person="P4", attendance="present"),)
    assert attending(running(10), "P4", "late", at(5)).participants[0].arrived_at == at(5)
    with pytest.raises(Refused, match="no_participant"):
        attending(running(10), "P4", "absent")


@pytest.mark.parametrize(("invited", "begun", "over"), [(False, 1, 0), (False, 5, 0), (False, 6, 6), (True, 1, 1)])
def test_what_was_planned_for_now_and_told_to_nobody_is_not_late_when_it_begins(
    invited: bool, begun: int, over: int
) -> None:
    meeting = planned(20, 40).model_copy(update={"invited_at": at(-60) if invited else None})
    assert minutes_over(started(meeting, at(begun)), at(begun)) == over


@pytest.mark.parametrize(
    ("begun", "over"),
    [
        (0, 0), (-10, -10), (10, 10), (45, 45),
        # on another day, or after its time, its length is what counts
        (60, 0), (1440, 0), (-90, 0), (-2880, 0),
    ],
)  # fmt: skip
def test_a_meeting_held_at_another_time_is_late_by_its_length_and_not_by_the_hour_announced(
    begun: int, over: int
) -> None:
    meeting = started(planned(20, 40), at(begun))
    assert minutes_over(meeting, at(begun)) == over
    if over <= 0:
        with pytest.raises(Refused, match=r"meeting\.in_time"):
            fitted(meeting, at(begun))


def test_a_clock_time_is_of_the_day_on_which_the_meeting_is_held() -> None:
    assert clock_time(planned(20), "14:05") == at(5)
    assert clock_time(started(planned(20), at(1440)), "14:05") == at(1445)
