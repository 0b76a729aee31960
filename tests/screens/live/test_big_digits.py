"""Digits of blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from collabtui.screens.live.big_digits import big_digits

CLOCKS = st.from_regex(r"-?(\d{1,2}:)?\d{1,2}:\d{2}", fullmatch=True).filter(str.isascii)


@pytest.mark.parametrize(
    ("width", "height", "rows"), [(80, 5, 5), (80, 24, 15), (200, 24, 20), (20, 10, 1), (80, 4, 1)]
)
def test_they_are_as_large_as_there_is_room_for(width: int, height: int, rows: int) -> None:
    assert len(big_digits("8:00", width, height)) == rows


def test_a_point_of_a_digit_is_two_columns_wide() -> None:
    assert big_digits("1", 10, 5) == ["  ██  ", "████  ", "  ██  ", "  ██  ", "██████"]


@given(CLOCKS, st.integers(1, 250), st.integers(1, 60))
def test_no_line_is_wider_or_higher_than_the_room_unless_it_is_plain_text(text: str, width: int, height: int) -> None:
    lines = big_digits(text, width, height)
    if lines != [text]:
        assert len(lines) <= height
        assert {cell_len(line) <= width for line in lines} == {True}
        assert len({cell_len(line) for line in lines}) == 1
