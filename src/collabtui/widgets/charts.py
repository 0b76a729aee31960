"""Charts of characters: bars for load, columns for what is left. Each sign is told from the others without colour."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

OVERDUE, OPEN, IDEAL = "█", "▒", "·"
_EIGHTHS = " ▁▂▃▄▅▆▇█"


class Point(NamedTuple):
    day: date
    left: int


def load_bar(is_open: int, overdue: int, most: int, width: int) -> Content:
    """`███▒▒▒▒`: what is overdue first, then the other open ones; as long as `is_open` is of `most`."""
    room = max(1, round(is_open / max(1, most) * width)) if is_open else 0
    late = min(room, max(1, round(overdue / is_open * room))) if overdue else 0
    return as_content(OVERDUE * late, "$text-error") + as_content(OPEN * (room - late), "$text-muted")


def load_line(loads: Sequence[tuple[str, int, int]], width: int, bar: int = 8) -> Content:
    """Names with their bars and numbers beside each other, as many as have room: `研发部 ██▒▒▒▒ 6  市场部 ▒▒▒ 3`."""
    most = max((is_open for _, is_open, _ in loads), default=0)
    shown = Content("")
    for name, is_open, overdue in loads:
        part = as_content(f"{name} ") + load_bar(is_open, overdue, most, bar) + as_content(f" {is_open}")
        gap = "   " if shown else ""
        if shown.cell_length + len(gap) + part.cell_length > width:
            break
        shown += Content(gap) + part
    return shown


def ideal(points: Sequence[Point], end: date) -> list[Point]:
    """A straight line from the last day on which most was open to nothing on `end`; empty when that is past."""
    if not points:
        return []
    top = max(reversed(points), key=lambda point: point.left)
    days = (end - top.day).days
    if days <= 0:
        return []
    return [Point(top.day + timedelta(days=day), round(top.left * (1 - day / days))) for day in range(days + 1)]


def top_of_scale(most: int) -> int:
    """The least even number with two digits that count which is not below: what stands at half of it is exact."""
    step = int("2" + "0" * (len(str(most)) - 2))
    return max(1, -(-most // step)) * step


def burn_down(
    points: Sequence[Point],
    line: Sequence[Point],
    width: int,
    height: int,
    words: "Catalogue",
    planned: Sequence[Point] = (),
) -> list[Content]:
    """The burn-down: what was left each day as columns, in another sign what is `planned` to be left, the line as dots
    over them, a scale at the left and the days below, beside the nought. `height` counts the line of days too; the
    number of rows above it is even."""
    first, last = points[0].day, max(some[-1].day for some in (points, line, planned) if some)
    most = top_of_scale(max(point.left for point in [*points, *line]))
    margin = len(str(most)) + 1
    columns, rows = max(1, width - margin), max(2, (height - 1) // 2 * 2)
    shown = _spread(points, first, last, columns)
    dots, ahead = _spread(line, first, last, columns), _spread(planned, first, last, columns)
    lines = []
    for row in range(rows):
        label = {0: str(most), rows // 2: str(most // 2)}.get(row, "")  # at its upper edge
        bottom = (rows - row - 1) / rows * most
        cells = [_cell(shown[at], dots[at], ahead[at], bottom, most / rows) for at in range(columns)]
        lines.append(as_content(f"{label:>{margin - 1}} ", "$foreground-muted") + _row(cells))
    days = (first, first + (last - first) / 2, last) if last > first else (first,)
    left, middle, right = [*(words.short_day(day) for day in days), "", ""][:3]
    zero = as_content(f"{0:>{margin - 1}} ", "$foreground-muted")
    return [*lines, zero + as_content(_spaced(left, middle, right, columns), "$foreground-muted")]


def _spread(points: Sequence[Point], first: date, last: date, columns: int) -> list[int | None]:
    """The value of the day that stands in each column; None outside the days that there are."""
    days = max(1, (last - first).days)
    by_day = {(point.day - first).days: point.left for point in points}
    if not by_day:
        return [None] * columns
    begin, end = min(by_day), max(by_day)
    found: list[int | None] = []
    for column in range(columns):
        day = round(column / max(1, columns - 1) * days)
        found.append(by_day.get(day) if begin <= day <= end else None)
    return found


def _cell(left: int | None, dot: int | None, ahead: int | None, bottom: float, step: float) -> str:
    if dot is not None and bottom <= dot - 0.001 * step < bottom + step:
        return IDEAL
    if left is None:
        return OPEN if ahead is not None and ahead >= bottom + step / 2 else " "
    return _EIGHTHS[max(0, min(8, round((left - bottom) / step * 8)))]


def _row(cells: Sequence[str]) -> Content:
    styles = {IDEAL: "bold $text-accent", OPEN: "$text-muted"}
    runs = groupby(cells, key=lambda cell: styles.get(cell, "$text-primary"))
    return Content("").join(as_content("".join(run), style) for style, run in runs)


def _spaced(left: str, middle: str, right: str, columns: int) -> str:
    """At the left, in the middle and at the right, where there is room for it."""
    used = as_content(left + middle + right).cell_length
    if used + 4 > columns:
        return left
    before = max(1, columns // 2 - as_content(left).cell_length - as_content(middle).cell_length // 2)
    after = max(1, columns - used - before)
    return left + " " * before + middle + " " * after + right
