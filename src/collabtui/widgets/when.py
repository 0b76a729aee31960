"""Time as people say it: how long until, how late."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from collabtui.text.lengths import length

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

_WIDE_DAY = date(2026, 12, 23)


def until(words: "Catalogue", span: timedelta) -> str:
    """`in 1 h 28 min`, or `12 min ago`."""
    if span >= timedelta():
        return words("when.in", length=length(words, span))
    return words("when.ago", length=length(words, -span))


def due(words: "Catalogue", day: date | None, today: date) -> str:
    """`3 days late`, `today`, `tomorrow`, else the day itself."""
    if day is None:
        return words("when.no_date")
    away = (day - today).days
    if away < 0:
        return words("when.late", n=-away)
    return words({0: "when.today", 1: "when.tomorrow"}.get(away, "when.day"), day=words.day(day))


def due_within(words: "Catalogue", day: date | None, today: date, room: int) -> str:
    """The same in so many columns: the day of the week gives way first, so that the date is whole, and where any day
    would lose it, so that the column is even. What is late is said in fewer words, before it takes a second line."""
    shown = due(words, day, today)
    if day and day < today and cell_len(shown) > room:
        return words("when.late_short", n=(today - day).days)
    if day is None or shown != words.day(day) or room >= max(_day_room(words), cell_len(shown)):
        return shown
    return words.short_day_within(day, room)


def due_room(words: "Catalogue") -> int:
    """Columns in which a day has room, and behind it the mark of one that moved."""
    return _day_room(words) + 2


def instant_room(words: "Catalogue") -> int:
    """Columns in which a day with its hour has room."""
    return _day_room(words) + len(" 14:00")


def short_instant_room(words: "Catalogue") -> int:
    """The same without the day of the week."""
    return cell_len(words("date.short", month=words("date.month.12"), day=23)) + len(" 14:00")


def _day_room(words: "Catalogue") -> int:
    return cell_len(words("date.day", weekday=words("date.weekday.2"), month=words("date.month.12"), day=23))


def clock(span: timedelta) -> str:
    """`11:42`, `-0:30`, `1:02:03`: for a clock that runs."""
    return clock_of(span, span)


def clock_of(span: timedelta, whole: timedelta) -> str:
    """The same beside the time that it is a part of: `0:01:02` of `1:00:00`, and not `1:02`, which reads as hours."""
    seconds = int(abs(span.total_seconds()))
    hours, minutes = seconds // 3600, seconds // 60 % 60
    with_hours = hours or abs(whole) >= timedelta(hours=1)
    shown = f"{hours}:{minutes:02}:{seconds % 60:02}" if with_hours else f"{minutes}:{seconds % 60:02}"
    return f"-{shown}" if span < timedelta() else shown
