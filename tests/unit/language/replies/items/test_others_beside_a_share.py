"""The others beside an item that is at a share are other items; the rest of it is not."""

import pytest

from support.families import applied, proposed
from support.moving_office import read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1 is at 70%, others not started yet.", "not-started"),
        ("1 is at 70%, the others are in progress.", "in-progress"),
        ("1 70%, all others not started", "not-started"),
        ("1 at 70%, the other items not started", "not-started"),
        ("1 at 70%, everything else not started", "not-started"),
        ("1 70%，其他未开始", "not-started"),
        ("1 70%，其他还没开始", "not-started"),
        ("1 70%，其它都进行中", "in-progress"),
        ("1 做了七成，其他几项进行中", "in-progress"),
        ("1 70%，其他还没动", "not-started"),
        ("1 70%，其他几项还没动", "not-started"),
    ],
)
def test_the_others_are_other_items(text: str, status: str) -> None:
    found = read(text)
    assert applied(found) == {"A1 in-progress 70"} | {f"A{number} {status}" for number in (2, 3, 4)}
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "1 70%, the rest by Friday",
        "1 70%，其余周五完成",
        "1 70%，剩下的周五补",
        "1 70%，其他周五补",
        "1 做了七成，其他部分还没开始",
        "1 70%，其他人在休假",
        "1 is at 70%, others are on holiday",
        "1 is at 70%, others are helping me",
        "1 做了70%，剩下的还没开始写",
        "1 70%，剩余部分未开始",
    ],
)
def test_what_is_left_of_it_and_other_people_are_not(text: str) -> None:
    found = read(text)
    assert {one.ref for one in found.updates} | {one.ref for one in found.proposals} <= {"A1"}


@pytest.mark.parametrize(
    "text",
    [
        "1 is at 30%, 2 at 80, the rest not begun.",
        "1 is at 30%, 2 at 80%, the rest are not started.",
        "1 at 30%, 2 at 80%, rest not started",
        "1做了30%，2到80，其余未开始",
        "1完成了30%，2完成了80%，其余的还没开始",
    ],
)
def test_behind_two_shares_the_rest_that_has_not_begun_is_the_other_items(text: str) -> None:
    found = read(text)
    offered = {one.ref for one in found.proposals if one.status == "not-started"}
    assert offered | {one.ref for one in found.updates if one.status == "not-started"} == {"A3", "A4"}
    assert not [one for one in found.updates if one.note]


@pytest.mark.parametrize("text", ["1 is at 30%, the rest not started.", "1做了30%，其余未开始"])
def test_behind_one_share_it_is_asked_back(text: str) -> None:
    found = read(text)
    assert applied(found) == {"A1 in-progress 30"}
    assert proposed(found) == {f"A{number} not-started" for number in (2, 3, 4)}
