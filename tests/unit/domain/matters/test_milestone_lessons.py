"""Whether anything was learned on the way to a milestone."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.matters.matter import Milestone


@pytest.mark.parametrize(
    ("lessons", "has_lessons"),
    [
        ({}, False),
        ({"went_well": "评审早"}, True),
        ({"to_improve": "接口晚了两天"}, True),
        ({"to_standardise": "评审清单"}, True),
    ],
)
def test_one_line_of_any_kind_is_a_lesson(lessons: dict[str, Any], *, has_lessons: bool) -> None:
    assert Milestone(text="样机", day=date(2026, 3, 2), **lessons).has_lessons == has_lessons
