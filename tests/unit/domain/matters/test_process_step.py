"""Steps of a process: what the old ones became, which actions belong to the new ones, and how long they take."""

import pytest

from collabtui.domain.matters.process_step import Fate, ProcessStep, fate_of, is_part_of_step, made_of, total_minutes


def step(*becomes: str, minutes: int | None = None) -> ProcessStep:
    return ProcessStep(department="客服部", text="登记", becomes=becomes, minutes=minutes)


OLD = (step("1"), step("2"), step("2", "3"), step("dropped"), step())
"""Of five old steps three new ones were made."""


@pytest.mark.parametrize(
    ("place", "fate"),
    [(1, "kept"), (2, "merged"), (3, "split"), (4, "dropped"), (5, "unsaid")],
)
def test_the_fate_of_an_old_step(place: int, fate: Fate) -> None:
    assert fate_of(OLD[place - 1], OLD) == fate


def test_the_old_steps_of_a_new_one_are_told_by_their_numbers() -> None:
    assert [made_of(new, OLD) for new in ("1", "2", "3", "4")] == [(1,), (2, 3), (3,), ()]


@pytest.mark.parametrize(
    ("task", "title", "is_part"),
    [
        ("log it", "draft the form", True),
        ("  Log   IT ", "draft the form", True),
        ("2", "draft the form", True),
        ("2 log it", "draft the form", True),
        ("2. log it", "draft the form", True),
        ("", "Log it", True),  # no task is named, and it is called as the step is
        ("1", "draft the form", False),
        ("1 log it", "draft the form", False),
        ("check it", "log it", False),  # it is of another task
        ("", "draft the form", False),
    ],
)
def test_an_action_is_of_the_step_that_its_task_names(task: str, title: str, *, is_part: bool) -> None:
    assert is_part_of_step(task, title, 2, "log it") == is_part


def test_a_step_whose_length_nobody_has_said_adds_nothing() -> None:
    assert total_minutes((step(minutes=30), step(), step(minutes=480))) == 510
    assert total_minutes(()) == 0
