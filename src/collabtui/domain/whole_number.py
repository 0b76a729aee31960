"""Whole numbers as somebody wrote them: digits that Python can make a number of, which `isdigit` alone does not say."""

_MOST_DIGITS = 18
"""More fit in no column of a database."""


def whole_number(text: str) -> int | None:
    """None for anything but up to 18 digits from 0 to 9: `²` and `٣` are digits of Unicode, and of 5000 nobody wants to
    know the number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None
