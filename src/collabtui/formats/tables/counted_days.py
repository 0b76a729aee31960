"""Days that a table counts from one above it: weeks of a term, months of a project, days before an event."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_ABOVE, _MOST_TEXTS, _MOSTLY = 12, 4, 0.6
"""Rows in which the first day is looked for, texts of such a row, and how many cells of a column are counted."""
_DIGITS = "一二三四五六七八九十"
_NUMBER = r"(\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FRIDAY, _WEEK = timedelta(days=4), timedelta(weeks=1)
_DAY_IN_FIGURES = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_WEEKS = re.compile(
    rf"(?:第\s*)?{_NUMBER}(?:\s*[-–~～至到]\s*第?{_NUMBER})?\s*周|w(?:ee)?k?\.?\s*{_NUMBER}(?:\s*(?:[-–&]|to)\s*{_NUMBER})?",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"m{_NUMBER}(?:\s*[-–]\s*m?{_NUMBER})?", re.IGNORECASE)
_DAYS = re.compile(
    r"(?:[dt]|活动)?\s*(?P<sign>[-–−+前后])\s*(?P<n>\d{1,3})\s*天?|提前\s*(?P<ahead>\d{1,3})\s*天"
    r"|(?P<same>(?:活动)?当天|d-?day|on the day)",
    re.IGNORECASE,
)
_BARE, _UNITS = re.compile(r"\d{1,3}"), {"weeks": ("week", "周"), "months": ("month", "月")}
"""A number alone counts below a name with the word for what is counted: `End month`."""


class CountedDay(date):
    """A day that stands in its cell as a count: 第3周, M6, D-7."""

    written: str = ""


def written_count(cell: Cell) -> str:
    """The words of a cell for its day; empty where it holds the day itself."""
    if isinstance(cell, CountedDay):
        return cell.written
    return " ".join(cell.split()) if isinstance(cell, str) else ""


class _Ends(NamedTuple):
    first: date
    last: date


def with_counted_days(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows with days in the columns of counts, where a row above them has the day that they count from."""
    for kind, ends_of in (("weeks", _weeks), ("months", _months), ("days", _days)):
        origin = _origin(rows, kind)
        if origin is not None:
            rows = _counted(rows, *origin, ends_of, _UNITS.get(kind, ()))
    return list(rows)


def _origin(rows: Sequence[RawRow], kind: str) -> tuple[date, int] | None:
    """The first day, and the number of its row; None where the rows above have none, or several."""
    for row in rows[:_ABOVE]:
        texts = list(dict.fromkeys(text for cell in row.cells if (text := shown(cell).strip())))
        whole = " ".join(texts)
        if len(texts) <= _MOST_TEXTS and _first_of(kind).search(plain(whole)):
            found = _days_in(whole)
            if len(found) == 1:
                return found.pop(), row.number
    return None


@cache
def _first_of(kind: str) -> re.Pattern[str]:
    words = [word for word, of in word_table("actions", "first_days").items() if of == kind]
    return re.compile("|".join(rf"{re.escape(word)}(?![a-z0-9])" for word in words))


def _days_in(text: str) -> set[date]:
    found = set[date]()
    with suppress(ValueError):
        for match in _DAY_IN_FIGURES.finditer(text):
            found.add(counted_day(date(int(match[1]), int(match[2]), int(match[3]))))
        for match in _in_words().finditer(plain(text)):
            month = int(word_table("agenda", "months")[match["m1"] or match["m2"]])
            found.add(counted_day(date(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]))))
    return found


@cache
def _in_words() -> re.Pattern[str]:
    month = any_word("agenda", "months")
    day = r"\d{1,2}"
    return re.compile(
        rf"(?P<d1>{day})(?:st|nd|rd|th)? (?P<m1>{month})\.? (?P<y1>20\d\d)"
        rf"|(?P<m2>{month})\.? (?P<d2>{day})(?:st|nd|rd|th)?,? (?P<y2>20\d\d)"
    )


def _counted(
    rows: Sequence[RawRow],
    origin: date,
    above: int,
    ends_of: Callable[[date, str], _Ends | None],
    units: Sequence[str],
) -> list[RawRow]:
    below = [row for row in rows if row.number > above]
    found = dict[tuple[int, int], CountedDay]()
    for place in range(max((len(row.cells) for row in below), default=0)):
        cells = [(row.number, text) for row in below if (text := _text(row, place))]
        unit = next(
            (unit for unit in units for _, text in cells[:2] if unit in plain(text) and not _has_figure(text)), ""
        )
        ends = [(number, text, _ends(ends_of, origin, _with_unit(text, unit))) for number, text in cells]
        first = next((at for at, (_, _, end) in enumerate(ends) if end), 0)
        counted = [(number, text, end) for number, text, end in ends if end]
        if first == 0 or len(counted) < max(2, _MOSTLY * len(cells[first:])):
            continue
        starts = any(word in plain(cells[first - 1][1]) for word in ("start", "from", "begin", "开始", "起"))
        for number, text, end in counted:
            day = end.first if starts else end.last
            found[number, place] = CountedDay(day.year, day.month, day.day)
            found[number, place].written = text
    return [row._replace(cells=_with_days(row, found)) if row.number > above else row for row in rows]


def _with_unit(text: str, unit: str) -> str:
    return f"{'m' if unit in _UNITS['months'] else 'w'}{text}" if unit and _BARE.fullmatch(text) else text


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _with_days(row: RawRow, found: dict[tuple[int, int], CountedDay]) -> tuple[Cell, ...]:
    return tuple(found.get((row.number, place), cell) for place, cell in enumerate(row.cells))


def _text(row: RawRow, place: int) -> str:
    cell = row.cells[place] if place < len(row.cells) else None
    return " ".join(cell.split()) if isinstance(cell, str) else shown(cell)


def _ends(ends_of: Callable[[date, str], _Ends | None], origin: date, text: str) -> _Ends | None:
    try:
        return ends_of(origin, text)
    except (ValueError, OverflowError):
        return None


def _weeks(origin: date, text: str) -> _Ends | None:
    """Monday of the first, Friday of the last: the first day is in week 1."""
    match = _WEEKS.fullmatch(text)
    if match is None:
        return None
    first = _number(match[1] or match[3])
    last = _number(match[2] or match[4] or match[1] or match[3])
    monday = origin - timedelta(days=origin.weekday())
    return _Ends(monday + (first - 1) * _WEEK, counted_day(monday + (last - 1) * _WEEK + _FRIDAY))


def _months(origin: date, text: str) -> _Ends | None:
    match = _MONTHS.fullmatch(text)
    if match is None:
        return None
    first, last = _number(match[1]), _number(match[2] or match[1])
    return _Ends(_month_after(origin, first - 1), counted_day(_month_after(origin, last) - timedelta(days=1)))


def _month_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(origin: date, text: str) -> _Ends | None:
    match = _DAYS.fullmatch(text)
    if match is None:
        return None
    count = int(match["n"] or match["ahead"] or 0)
    later = match["sign"] in ("+", "后") if match["sign"] else False
    day = counted_day(origin + timedelta(days=count if later else -count))
    return _Ends(day, day)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_DIGITS.index(tens) + 1 if tens else 1) if ten else 0) + (_DIGITS.index(ones) + 1 if ones else 0)
