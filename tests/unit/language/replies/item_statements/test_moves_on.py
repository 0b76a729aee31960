"""Work that moves along is handed to nobody."""

import pytest

from support.families import applied, proposed
from support.moving_office import read


@pytest.mark.parametrize(
    "text",
    [
        "The rest is moving along.",
        "2 is moving to the next stage",
        "3 moving on",
        "Desks moving slowly",
        "2 moving into the final phase",
        "Rooms: moving steadily",
        "Oh sure, the movers were so quick to sign. The rest is moving along.",
    ],
)
def test_nobody_is_offered_the_work(text: str) -> None:
    assert not any("reassign" in one for one in (*proposed(read(text)), *applied(read(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Desks: moving along nicely.", {"A3 in-progress"}),
        ("2 is moving ahead", {"A2 in-progress"}),
        ("1 done, the others are moving forward.", {"A1 done 100"} | {f"A{n} in-progress" for n in (2, 3, 4)}),
        ("4 moving along well", {"A4 in-progress"}),
    ],
)
def test_it_is_in_progress(text: str, expected: set[str]) -> None:
    assert applied(read(text)) == expected
    assert not read(text).doubt


def test_it_may_be_denied() -> None:
    assert not applied(read("3 not moving along"))


@pytest.mark.parametrize("text", ["3 moved to Ben Cole", "3 moving to Ben's team"])
def test_where_somebody_is_named_he_has_it(text: str) -> None:
    assert any("reassign" in one for one in (*proposed(read(text)), *applied(read(text))))


def test_a_day_that_it_moves_to_is_another() -> None:
    assert applied(read("2 moving to 24 March")) == {"A2 postpone 2026-03-24"}
    assert "A2 postpone 2026-03-24" in proposed(read("2 is moving forward to 24 March"))
