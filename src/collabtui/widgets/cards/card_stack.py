"""Lines at which the cards of one column begin: below each other where all of them have room, else at even steps."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Self

CARD = 3
"""Lines of a card that needs no more; where an empty one parts it from the next a long title has that, too."""
MOST_OF_CARD = 7
"""Lines of one where the others leave it as many: no title is longer that anybody reads on a card."""
GAP = 1
"""Lines between two cards that stand below each other."""


class CardStack(NamedTuple):
    """Lines are counted from the first below the heading, rows from the first that is seen."""

    begins: Sequence[int]
    """Of each row, and behind the last one."""
    most: int
    """Lines that a card may have."""
    top: int = 0
    """The first row that is seen."""
    least: int = 0
    """Lines that a card stands out with, however short it is."""

    @classmethod
    def of_steps(cls, room: int, step: int, most: int, top: int) -> Self:
        return cls(range(0, (room + 1) * step, step), most, top, CARD)

    @classmethod
    def of_cards(cls, heights: Sequence[int], most: int, lines: int) -> Self | None:
        """None where not all of them have room."""
        begins = [0, *accumulate(height + GAP for height in heights)]
        return cls(begins, most) if begins[-1] - GAP <= lines else None

    @property
    def room(self) -> int:
        return len(self.begins) - 1

    def row_at(self, line: int) -> tuple[int, int]:
        """The row there, and which line of it that is."""
        row = bisect_right(self.begins, line) - 1
        return row, line - self.begins[row]

    def begin(self, row: int) -> int:
        return self.begins[max(0, min(row, self.room))]
