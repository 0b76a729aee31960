"""Where another number of items is left than is said, nothing is entered on any of them."""

import pytest

from support.moving_office import read

LEFT = {"A2", "A3", "A4"}


@pytest.mark.parametrize(
    "text",
    [
        "1完成，其他两项照常",
        "1 完成。剩下两个在做",
        "1完成，剩下俩在做",
        "1完成，其余两项还没开始",
        "1完成，另外两项都在推进",
        "1 done. The other two are on track.",
        "1 done, the other two in progress",
        "1 done. The remaining two are not started.",
        "1 done; other two: on hold",
    ],
)
def test_nothing_is_entered_on_another_number_of_items(text: str) -> None:
    found = read(text)
    assert not LEFT.intersection(one.ref for one in found.updates)
    assert not LEFT.intersection(one.ref for one in found.proposals if one.ref)
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "1完成，其他三项照常",
        "1 完成。剩下三个在做",
        "1完成，剩下的在做",
        "1 done. The other three are on track.",
        "1 done. The others are in progress.",
        "1 done. The remaining three are not started.",
    ],
)
def test_the_right_number_of_items(text: str) -> None:
    found = read(text)
    assert {*(one.ref for one in found.updates), *(one.ref for one in found.proposals)} >= LEFT
