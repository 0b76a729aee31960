"""What is a number: what Python calls a digit need not be one."""

import pytest

from collabtui.domain.whole_number import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("007", 7), ("9" * 18, 10**18 - 1),
        ("", None), ("9" * 19, None), ("9" * 5000, None), ("²", None), ("٣", None), ("３", None), ("-1", None),
        (" 1", None), ("1,0", None),
    ],
)  # fmt: skip
def test_digits_from_0_to_9_and_not_too_many(text: str, number: int | None) -> None:
    assert whole_number(text) == number
