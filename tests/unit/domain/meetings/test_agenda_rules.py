"""What the slots of an agenda add up to, which lines it has, and what is missing from it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.meetings.agenda import (
    agenda_findings,
    material_missing,
    moved,
    rows_of,
    split,
    stretched,
    without,
)
from collabtui.domain.meetings.meeting import Meeting, Slot, slot_starts

START = datetime(2026, 3, 2, 14, tzinfo=UTC)


def planned(*minutes: int, announced: int = 60, **fields: Any) -> Meeting:
    slots = tuple(Slot(title=f"item {number}", minutes=length) for number, length in enumerate(minutes, 1))
    end = START + timedelta(minutes=announced)
    return Meeting(ref="M1", title="x", start=START, end=end, timezone="UTC", uid="u", slots=slots, **fields)


def test_an_agenda_is_read_from_its_slots_to_its_material() -> None:
    meeting = planned(10, 20, goal="g", questions=("q",), material=("m", "n"))
    with_material = meeting.slots[0].model_copy(update={"material": ("a", "b")})
    meeting = meeting.model_copy(update={"slots": (with_material, meeting.slots[1])})
    assert [tuple(row) for row in rows_of(meeting, carried=1)] == [
        ("slot", 0, 0), ("slot-material", 0, 0), ("slot-material", 0, 1), ("slot", 1, 0), ("goal", 0, 0),
        ("question", 0, 0), ("carried", 0, 0), ("material", 0, 0), ("material", 1, 0),
    ]  # fmt: skip
    assert rows_of(planned()) == []


def test_material_is_missing_until_somebody_marks_it_once() -> None:
    meeting = planned(10, material=("plan", "budget"), material_there=("budget",))
    slot = meeting.slots[0].model_copy(update={"material": ("plan", "draft")})
    assert material_missing(meeting.model_copy(update={"slots": (slot,)})) == ["plan", "draft"]


@pytest.mark.parametrize(("minutes", "halves"), [(2, (1, 1)), (7, (4, 3)), (10, (5, 5)), (15, (10, 5)), (30, (15, 15))])
def test_a_slot_is_halved_in_whole_fives_where_there_are_enough(minutes: int, halves: tuple[int, int]) -> None:
    first, second = split(Slot(title="x", minutes=minutes, material=("a",), origin="M3#2"))
    assert (first.minutes, second.minutes) == halves
    assert (first.material, first.origin) == (("a",), "M3#2")
    assert (second.material, second.origin) == ((), "")


def test_slots_change_their_length_and_their_place() -> None:
    slots = planned(10, 20, 30).slots
    assert [slot.minutes for slot in stretched(slots, 1, 5)] == [10, 25, 30]
    assert [slot.minutes for slot in stretched(slots, 1, -50)] == [10, 1, 30]
    assert [slot.minutes for slot in stretched(slots, 1, -50, least=5)] == [10, 5, 30]
    assert [slot.minutes for slot in moved(slots, 2, -2)] == [30, 10, 20]
    assert [slot.minutes for slot in moved(slots, 0, 1)] == [20, 10, 30]
    assert without(("a", "b", "a"), 2) == ("a", "b")


def test_the_slots_begin_one_after_the_other() -> None:
    assert slot_starts(planned(10, 20, 30)) == tuple(START + timedelta(minutes=at) for at in (0, 10, 30))


@pytest.mark.parametrize(
    ("minutes", "announced", "found"),
    [
        ((), 60, [("agenda.empty", {"ref": "M1"})]),
        ((30, 30), 60, []),
        (
            (30, 30, 5),
            60,
            [("agenda.over_length", {"limit": 60, "total": 65, "over": 5, "slot": 3, "title": "item 3", "past": 5})],
        ),
        (
            (50, 50, 5),
            120,
            [("agenda.over_limit", {"limit": 90, "total": 105, "over": 15, "slot": 2, "title": "item 2", "past": 10})],
        ),
        (
            (50, 50),
            60,
            [
                (
                    "agenda.over_limit",
                    {"limit": 90, "total": 100, "over": 10, "slot": 2, "title": "item 2", "past": 10},
                ),
                (
                    "agenda.over_length",
                    {"limit": 60, "total": 100, "over": 40, "slot": 2, "title": "item 2", "past": 40},
                ),
            ],
        ),
    ],
)
def test_what_does_not_fit_is_named_with_the_slot_to_shorten(
    minutes: tuple[int, ...], announced: int, found: list[tuple[str, dict[str, Any]]]
) -> None:
    findings = agenda_findings(planned(*minutes, announced=announced), 90)
    assert [(one.key, dict(one.values)) for one in findings] == found
