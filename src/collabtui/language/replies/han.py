"""Chinese characters in a text.

No regular expressions: `re` writes out every character of a range as wide as theirs, a millisecond for each pattern.
"""

from collections.abc import Iterator
from itertools import takewhile

_FIRST, _LAST = "\u3400", "\u9fff"


def is_han(char: str) -> bool:
    return _FIRST <= char <= _LAST


def han_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where each unbroken row of Chinese characters starts and ends."""
    at = 0
    while at < len(text):
        length = sum(1 for _ in takewhile(is_han, text[at:]))
        if length:
            yield at, at + length
        at += length + 1
