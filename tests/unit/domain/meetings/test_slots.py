"""Slots of an agenda: longer, shorter, in another order."""

import pytest

from collabtui.domain.meetings.agenda import moved, stretched
from collabtui.domain.meetings.meeting import Slot

SLOTS = tuple(Slot(title=title, minutes=minutes) for title, minutes in (("a", 10), ("b", 20), ("c", 5)))


@pytest.mark.parametrize(
    ("number", "minutes", "least", "lengths"),
    [
        (1, 5, 1, [10, 25, 5]),
        (0, -5, 5, [5, 20, 5]),
        (2, -5, 5, [10, 20, 5]),
        (2, -5, 1, [10, 20, 1]),
    ],
)
def test_a_slot_is_stretched_and_never_below_what_it_has_to_have(
    number: int, minutes: int, least: int, lengths: list[int]
) -> None:
    assert [slot.minutes for slot in stretched(SLOTS, number, minutes, least)] == lengths


@pytest.mark.parametrize(("number", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, 2, "bca"), (1, 0, "abc")])
def test_a_slot_moves_and_the_others_keep_their_order(number: int, by: int, order: str) -> None:
    assert "".join(slot.title for slot in moved(SLOTS, number, by)) == order
