"""Places for the cursor of a list: on any row that is no heading."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any


def place_of(keys: Sequence[Any], headings: Collection[Any], key: Any, otherwise: int) -> int:
    """Of the row `key`; where that has gone, the next one from `otherwise` on."""
    if key is not None:
        if otherwise < len(keys) and keys[otherwise] == key:
            return otherwise  # as it mostly is: nobody walks through a long list for it
        with suppress(ValueError):
            return keys.index(key)
    return next_place(keys, headings, otherwise, 1)


def next_place(keys: Sequence[Any], headings: Collection[Any], at: int, way: int) -> int:
    """The next row from `at` on, or from the end where `at` is beyond it; back the other way when there is none."""
    at = max(0, min(at, len(keys) - 1))
    for step in (way, -way):
        place = at
        while 0 <= place < len(keys):
            if keys[place] not in headings:
                return place
            place += step
    return at
