"""Widths of the days in the grid of a month, and heights of its weeks: what has more to say has more room."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Self

NAMES = 1
"""Lines above the weeks."""
RULED = 5
"""Lines of a week, where all are alike, from which a line parts it from the next."""
WIDE_DAY = 17
"""Columns of a day with its edge, 16 of them for a title."""
NARROW_DAY = 6
"""Columns of a day off where the others need its room: its number, and what is counted of it."""
LEAST_LINES = 2
"""Lines of a week, one of them for the numbers of its days."""


class MonthLayout(NamedTuple):
    widths: Sequence[int]
    """Of the days of a week, each with its edge."""
    heights: Sequence[int] = ()
    ruled: bool = False

    @classmethod
    def of_width(cls, width: int, days_off: Sequence[bool]) -> Self:
        """`days_off`: of each day of a week whether nobody works or meets on it. Such days give way to the titles of
        the others where all of these have their room then."""
        each, worked = max(1, width // 7), days_off.count(False)
        wide = (width - NARROW_DAY * (7 - worked)) // max(1, worked)
        if worked and each < WIDE_DAY <= wide:
            return cls([NARROW_DAY if off else wide for off in days_off])
        return cls([each] * 7)

    def with_heights(self, height: int, needs: Sequence[int]) -> Self:
        """`needs`: the lines of each week where nothing of it is cut. What one does not need another has."""
        many = len(needs)
        lines = max(many, height - NAMES)
        base = lines // many
        ruled = base >= RULED
        heights = [max(min(LEAST_LINES, base), min(base, need + ruled)) for need in needs]
        left = base * many - sum(heights) + lines % many
        while left and (short := [at for at, need in enumerate(needs) if heights[at] < need + ruled]):
            for at in short[:left]:
                heights[at] += 1
                left -= 1
        alike = left // many  # nobody needs it
        return self._replace(heights=[one + alike for one in heights], ruled=ruled)

    def week_at(self, y: int) -> tuple[int, int]:
        """The week in that line of the grid, and which of its lines that is."""
        begins = [0, *accumulate(self.heights)]
        week = bisect_right(begins, y - NAMES) - 1
        return week, y - NAMES - begins[week]

    def day_at(self, x: int) -> int:
        return min(6, bisect_right(list(accumulate(self.widths)), x))
