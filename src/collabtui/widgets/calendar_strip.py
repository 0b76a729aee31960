"""Days as columns: a scale of weeks, and spans of time on it. Every sign is told from the others without colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

ZOOMS = (7, 4, 2, 1)
"""Columns a week."""
TODAY, DUE, SLIP, LATE, DONE, LEFT, WEEK, FLAG = "┃", "◆", "◇", "╌", "█", "━", "┊", "▼"
_STYLES = {
    TODAY: "$text-accent",
    DUE: "bold",
    SLIP: "$text-warning",
    LATE: "$text-error",
    WEEK: "$foreground-disabled",
}


@dataclass(frozen=True)
class Scale:
    """The days that have columns: `width` columns from the Monday `first` on."""

    first: date
    width: int
    zoom: int = 0
    """Which of `ZOOMS`."""

    @property
    def per_week(self) -> int:
        return ZOOMS[self.zoom]

    def column(self, day: date) -> int:
        """Also of days that are not seen: negative, or `width` and above."""
        return (day - self.first).days * self.per_week // 7

    @property
    def mondays(self) -> list[tuple[int, date]]:
        count = -(-self.width // self.per_week)
        return [(week * self.per_week, self.first + timedelta(weeks=week)) for week in range(count)]


@dataclass(frozen=True)
class SpanBar:
    """One span: from its start to its due date, where that was before, how far it is, and whether it is over."""

    start: date
    due: date | None
    was_due: tuple[date, ...]
    percent: int
    is_open: bool


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def heads(scale: Scale, today: date, words: "Catalogue") -> tuple[Content, Content]:
    """The dates of Mondays, of so many as have room each, and below them the weeks with today among them."""
    names, marks = [" "] * scale.width, [" "] * scale.width
    upper = Content("")
    dates = [(column, as_content(words.short_day(monday))) for column, monday in scale.mondays]
    each = -(-(1 + max((name.cell_length for _, name in dates), default=0)) // scale.per_week)
    for column, name in dates[::each]:
        if column + name.cell_length <= scale.width:
            upper += Content(" " * (column - upper.cell_length)) + name
    for column, _ in dates:
        marks[column] = WEEK
    at = scale.column(today)
    if 0 <= at < scale.width:
        marks[at] = TODAY
    upper += Content(" " * (len(names) - upper.cell_length))
    return upper, _coloured(marks)


def flags(scale: Scale, days: Iterable[tuple[date, str]]) -> Content:
    """`▼interfaces frozen  ▼launch`: each above its day; of a name that has no room the sign alone."""
    seen = sorted((column, name) for day, name in days if 0 <= (column := scale.column(day)) < scale.width)
    line = Content("")
    for place, (column, name) in enumerate(seen, 1):
        end = seen[place][0] if place < len(seen) else scale.width + 1
        flag = as_content(f"{FLAG}{name}", "$text-accent")
        if end > column:  # else the next one stands on the same day
            shown = flag if flag.cell_length < end - column else flag[:1]
            line += Content(" " * (column - line.cell_length)) + shown
    return line


def drawn(bar: SpanBar, scale: Scale, today: date) -> Content:
    """`███━━━◇━━◆` from start to due; `╌` from the due date to today while it is late."""
    cells = [" "] * scale.width
    for column, _ in scale.mondays:
        cells[column] = WEEK
    now = scale.column(today)
    _put(cells, now, TODAY)
    if bar.due is not None:
        begin, end = scale.column(min(bar.start, bar.due)), scale.column(bar.due)
        full = begin + round((end - begin + 1) * bar.percent / 100)
        for column in range(max(0, begin), min(scale.width, end + 1)):
            cells[column] = DONE if column < full else LEFT
        if bar.is_open:
            for column in range(max(0, end + 1), min(scale.width, now)):
                cells[column] = LATE
        for day in bar.was_due:
            _put(cells, scale.column(day), SLIP)
        _put(cells, end, DUE)
        if begin <= now < end:
            _put(cells, now, TODAY)
    return _coloured(cells)


def _put(cells: list[str], column: int, sign: str) -> None:
    if 0 <= column < len(cells):
        cells[column] = sign


def _coloured(cells: list[str]) -> Content:
    """Runs of the same sign in one piece."""
    parts, start = [], 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or cells[place] != cells[start]:
            parts.append(Content.styled("".join(cells[start:place]), _STYLES.get(cells[start], "")))
            start = place
    return Content("").join(parts)
