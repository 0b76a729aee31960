"""A clock that is read from the back of a room: digits of full blocks, as large as there is room for."""

from collections.abc import Sequence

_FORMS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "-": ("   ", "   ", "###", "   ", "   "),
}
ROWS = 5
"""Of a digit at its smallest."""
_ACROSS = 2
"""Columns of a point: it is to be about square."""


def big_digits(text: str, width: int, height: int) -> list[str]:
    """The lines of a clock such as `12:05` or `-0:30`, blown up as far as it fits into so many columns and rows; at its
    smallest where it fits into none, and as plain text where not even that fits."""
    forms = [_FORMS[letter] for letter in text]
    points = [" ".join(form[row] for form in forms) for row in range(ROWS)]
    scale = max(1, min(width // (_ACROSS * len(points[0])), height // ROWS)) if forms else 1
    if not forms or _ACROSS * len(points[0]) > width or height < ROWS:
        return [text]
    return _blown_up(points, scale)


def _blown_up(points: Sequence[str], scale: int) -> list[str]:
    drawn = {" ": " " * _ACROSS * scale, "#": "█" * _ACROSS * scale}
    return ["".join(drawn[point] for point in row) for row in points for _ in range(scale)]
