"""A percentage as people type it."""

import pytest

from collabtui.errors import Refused
from collabtui.screens.dialogs.field_parsers import percent_of


@pytest.mark.parametrize(
    ("text", "percent"),
    [("", None), ("0", 0), ("40", 40), ("40%", 40), ("40 %", 40), ("５０％", 50), ("７０", 70), ("100", 100)],
)
def test_a_percentage(text: str, percent: int | None) -> None:
    assert percent_of(text) == percent


@pytest.mark.parametrize("text", ["101", "-1", "4.5", "half", "٤٠"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        percent_of(text)
    assert refusal.value.key == "action.bad_percent"
