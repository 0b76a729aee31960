"""Months and calendar weeks where a table of tasks has a day: what is due in one is due at its end."""

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.lifecycle.actions.importing.table_days import TableDays

_YEAR = r"(?:(20\d\d)\s*[年./-]?\s*)?"
_MONTH = re.compile(rf"{_YEAR}(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份|内|之内|份内)?")
_CALENDAR_WEEK = re.compile(r"(?:kw|cw)\s*[-.]?\s*(\d{1,2})(?:\s*[/ ]\s*(20\d\d|\d\d))?", re.IGNORECASE)
"""As offices in Europe count: ISO 8601. `Week 12` may be one of a school or of a project."""
_ISO_WEEK = re.compile(r"(20\d\d)-?W(\d\d)(?:-?([1-7]))?")
"""As ISO 8601 writes it: 2026-W50."""
_WEEK_OF = re.compile(
    r"(?:w/?c|w(?:ee)?k\.? (?:of|commencing|beginning|starting))\.?\s+(?:the\s+)?(?P<day>.*\d.*)", re.IGNORECASE
)
_WEEK_BEHIND = re.compile(r"(?P<day>.*[日号])\s*(?:所在的?|那一?|这一?|当|起的?)周")
"""`w/c 9 Mar`, 3月9日当周."""
_CHINESE = "一二三四五六七八九十"
_FRIDAY, _SUNDAY = 5, 7


def period_day(text: str, days: TableDays, *, is_start: bool) -> date | None:
    """The last day of the month 4月, `April 2026`, the Friday of `KW 12` and `w/c 9 Mar`; the first one
    of what starts then. None of any other text, and of a week that its year does not have."""
    with suppress(ValueError):
        if match := _CALENDAR_WEEK.fullmatch(text):
            return _of_week(int(match[1]), match[2], days, is_start=is_start)
        if match := _ISO_WEEK.fullmatch(text.upper()):
            return _of_iso_week(match, is_start=is_start)
        if match := _WEEK_OF.fullmatch(text) or _WEEK_BEHIND.fullmatch(text):
            return _within_week(days.day(match["day"]), is_start=is_start)
        if match := _MONTH.fullmatch(text):
            return _ends(match[1], _number(match[2]), days)[not is_start]
        if match := _month_in_words().fullmatch(plain(text)):
            number = int(word_table("agenda", "months")[match[1]])
            return _ends(match[2], number, days)[not is_start]
    return None


@cache
def _month_in_words() -> re.Pattern[str]:
    return re.compile(rf"(?:in |during )?({any_word('agenda', 'months')})\.?(?:[ -](20\d\d))?")


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 10 + (_CHINESE.index(text[1]) + 1 if len(text) > 1 else 0) if text[0] == "十" else _CHINESE.index(text) + 1


def _ends(year: str | None, month: int, days: TableDays) -> tuple[date, date]:
    """Without a year that of the table, or the next in which the period is not long over."""
    number = int(year) if year else days.year or days.in_year(_end_of(days.acting.today.year, month)).year
    return counted_day(date(number, month, 1)), counted_day(_end_of(number, month))


def _end_of(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _within_week(day: date | None, *, is_start: bool) -> date | None:
    """Of the week that a day names: its Monday, its Friday. Saturday may name the week before it or behind."""
    if day is None or day.isoweekday() == _FRIDAY + 1:
        return None
    monday = day if day.isoweekday() == _SUNDAY else day - timedelta(days=day.weekday())
    return monday if is_start else monday + timedelta(days=_FRIDAY - monday.isoweekday() % _SUNDAY)


def _of_iso_week(match: re.Match[str], *, is_start: bool) -> date:
    weekday = int(match[3]) if match[3] else 1 if is_start else _FRIDAY
    return date.fromisocalendar(int(match[1]), int(match[2]), weekday)


def _of_week(week: int, year: str | None, days: TableDays, *, is_start: bool) -> date:
    weekday = 1 if is_start else _FRIDAY
    if year:
        return counted_day(date.fromisocalendar(int(year) + (2000 if len(year) < len("2026") else 0), week, weekday))
    if days.year:
        return date.fromisocalendar(days.year, week, weekday)
    this = date.fromisocalendar(days.acting.today.year, week, weekday)
    return date.fromisocalendar(days.in_year(this).year, week, weekday)
