"""Places for the cursor of a list: on any row that is no heading."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

NEAR = 50
"""Rows around its place in which a row that comes back is looked for: nobody walks through a long list for it."""


@dataclass
class LeftRow:
    """The row from under the cursor that is no longer listed. When it was awaited, as of an undo, and comes back while
    the cursor has not moved, the cursor is put on it again; what others do never moves it."""

    key: Any = None
    instead: Any = None
    """The row on which the cursor was left."""
    is_awaited: bool = False

    def place(self, keys: Sequence[Any], headings: Collection[Any], before: Any, at: int) -> int:
        """The cursor's, which stood on the key `before`, the row `at`."""
        wanted = self.key if before == self.instead and self._is_back(keys, at) else before
        found = place_of(keys, headings, wanted, at)
        after = keys[found] if 0 <= found < len(keys) else None
        if before not in (None, after):
            self.key, self.instead, self.is_awaited = (None if after == self.key else before), after, False
        return found

    def _is_back(self, keys: Sequence[Any], at: int) -> bool:
        near = range(max(0, at - NEAR), min(len(keys), at + NEAR))
        return self.is_awaited and self.key is not None and any(keys[place] == self.key for place in near)


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
