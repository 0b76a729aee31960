"""What a meeting that runs, does not run, or has no slots answers to each command."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.meetings.meeting import Meeting, Participant, Slot
from collabtui.domain.meetings.meeting_clock import expected_starts, lengthened, projected_end, time_left, used
from collabtui.domain.meetings.slash_command_effects import (
    all_present_but_marked,
    attending,
    commanded,
    ended,
    parked,
    started,
)
from collabtui.errors import Refused

START = datetime(2026, 3, 2, 14, tzinfo=UTC)
SLOTS = (Slot(title="first", minutes=10), Slot(title="second", minutes=20))
PLANNED = Meeting(
    ref="M1", title="x", start=START, end=START + timedelta(minutes=30), timezone="UTC", uid="u", slots=SLOTS
)
BARE = PLANNED.model_copy(update={"slots": ()})


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(("argument", "began"), [("", 3), ("14:05", 5)])
def test_it_starts_now_or_when_it_is_said_to_have(argument: str, began: int) -> None:
    running = commanded(PLANNED, "start", argument, at(3))
    assert (running.state, running.started_at, running.running_slot) == ("running", at(began), 0)


def test_everybody_else_is_present_but_who_has_a_mark_or_declined() -> None:
    people = (
        Participant(person="P1"), Participant(person="P2", attendance="absent"),
        Participant(person="P3", partstat="declined"), Participant(person="P4", partstat="accepted"),
    )  # fmt: skip
    after = all_present_but_marked(started(PLANNED.model_copy(update={"participants": people}), START))
    assert [one.attendance for one in after.participants] == ["present", "absent", "unknown", "present"]


def test_it_ends_once() -> None:
    over = commanded(commanded(PLANNED, "start", "", START), "end", "", at(12))
    assert (over.state, over.ended_at, over.slots[0].ended_at) == ("recorded", at(12), at(12))
    with pytest.raises(Refused, match=r"meeting\.not_running"):
        ended(over, at(13))
    with pytest.raises(Refused, match=r"meeting\.over"):
        started(over, at(13))


def test_it_ends_when_it_is_said_to_have_but_not_before_it_began() -> None:
    running = commanded(PLANNED, "start", "", at(3))
    assert [commanded(running, "end", said, at(40)).ended_at for said in ("14:03", "14:25")] == [at(3), at(25)]
    with pytest.raises(Refused, match=r"meeting\.ends_before_start") as refused:
        commanded(running, "end", "14:02", at(40))
    assert refused.value.values == {"end": "14:02", "start": "14:03"}


def test_without_slots_it_runs_and_ends_and_has_no_clock() -> None:
    running = started(BARE, START)
    assert (running.state, running.running_slot) == ("running", None)
    with pytest.raises(Refused, match=r"meeting\.no_slots"):
        commanded(running, "next", "", at(1))
    with pytest.raises(Refused, match=r"meeting\.no_slots"):
        time_left(running, at(1))
    assert ended(running, at(5)).ended_at == at(5)


@pytest.mark.parametrize("command", ["next", "pause", "park"])
def test_a_meeting_that_does_not_run_takes_no_command(command: str) -> None:
    with pytest.raises(Refused, match=r"meeting\.not_running"):
        commanded(PLANNED, command, "", START)


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(Refused, match=r"capture\.unknown_command"):
        commanded(started(PLANNED, START), "dance", "", START)


def test_the_last_slot_is_put_aside_without_another() -> None:
    running = commanded(started(PLANNED, START), "next", "", at(5))
    aside = parked(running, 1, at(8))
    assert (aside.running_slot, aside.slots[1].parked, aside.slots[1].ended_at) == (1, True, at(8))


def test_a_slot_that_is_over_is_not_made_longer() -> None:
    running = commanded(started(PLANNED, START), "next", "", at(5))
    with pytest.raises(Refused, match=r"meeting\.slot_over"):
        lengthened(running, 0, 5)


@pytest.mark.parametrize(("minutes", "share"), [(0, 0.0), (4, 0.4), (15, 1.5)])
def test_the_share_of_the_slot_that_is_used(minutes: int, share: float) -> None:
    assert used(started(PLANNED, START), at(minutes)) == pytest.approx(share)


def test_before_and_after_it_the_plan_is_what_is_known() -> None:
    assert projected_end(PLANNED, at(99)) == at(30)
    assert expected_starts(PLANNED, at(99)) == [at(0), at(10)]
    over = ended(started(PLANNED, at(2)), at(25))
    assert projected_end(over, at(99)) == at(25)
    assert expected_starts(over, at(99)) == [at(2), at(10)]


@pytest.mark.parametrize(
    ("said", "attendance"),
    [
        ({}, "present"),
        ({"partstat": "declined"}, "unknown"),
        ({"attendance": "absent"}, "absent"),
        ({"partstat": "declined", "attendance": "late"}, "late"),
    ],
)
def test_who_did_not_decline_was_there_unless_somebody_said_otherwise(said: dict[str, Any], attendance: str) -> None:
    one = Participant.model_validate({"person": "P1", **said})
    missing = Participant(person="P2", attendance="absent")
    running = started(PLANNED.model_copy(update={"participants": (one, missing)}), START)
    assert ended(running, at(5)).participants[0].attendance == attendance


def test_of_whom_nobody_said_anything_nothing_is_known() -> None:
    both = (Participant(person="P1"), Participant(person="P2", partstat="accepted"))
    running = started(PLANNED.model_copy(update={"participants": both}), START)
    assert ended(running, at(5)).participants == both


def test_what_is_said_of_one_participant_leaves_the_others() -> None:
    both = (Participant(person="P1"), Participant(person="P2", comment="x"))
    meeting = attending(PLANNED.model_copy(update={"participants": both}), "P1", "absent")
    assert meeting.participants == (Participant(person="P1", attendance="absent"), both[1])
