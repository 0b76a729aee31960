"""Which columns of a line are painted again."""

import pytest
from textual.content import Content

from collabtui.widgets.ticking import changed_columns


@pytest.mark.parametrize(
    ("before", "after", "columns"),
    [
        ("8:00 left", "8:00 left", []),
        ("8:00 left", "7:59 left", [0, 3]),
        ("核心 8:01", "核心 8:00", [8, 8]),
        ("核心", "开心", [0, 1]),
        ("10:00", "9:59", [0, 4]),
        ("", "ab", [0, 1]),
    ],
)
def test_only_the_columns_that_read_otherwise_are_painted(before: str, after: str, columns: list[int]) -> None:
    found = changed_columns(Content(before), Content(after))
    assert ([found[0], found[-1]] if found else []) == columns


def test_another_colour_is_another_reading() -> None:
    plain, late = Content("a 8:00"), Content("a ") + Content.styled("8:00", "red")
    assert changed_columns(plain, late) == range(2, 6)
