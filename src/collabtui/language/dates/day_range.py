"""Ranges of days whose ends share a month or a year: `9–13 March`, `March 9 to 13`, `3月9日至13日`, `9日-13日`.

Each end is spelt out with what it shares and then read as a day by itself, the last one counted from the first. Those
of days of the week are read apart (`weekday_range`).
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language.dates.find_days import read_day
from collabtui.language.dates.weekday_range import find_weekday_ranges
from collabtui.language.lexicon import read_words

Locale = Literal["zh", "en"]
_CHINESE = (
    r"(?:(?P<y{n}>\d{{4}})\s{{0,3}}年\s{{0,3}})?(?:(?P<m{n}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s{{0,3}}月份?\s{{0,3}})?"
    r"(?P<d{n}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s{{0,3}}[日号]{sign}"
    r"(?:\s{{0,3}}[（(]?(?:周|星期|礼拜)[一二三四五六日天][）)]?)?"
    r"(?:\s{{0,3}}(?:上午|下午|早上|晚上|全天|起))?"
)
_SLASHES = (
    r"(?:(?P<y{n}>\d{{4}})[-/.](?=\d+[-/.]))?(?P<m{n}>\d{{1,2}})"
    r"(?P<t{n}>[/.]|(?<=\d{{4}}-\d)-|(?<=\d{{4}}-\d\d)-)(?P<d{n}>\d{{1,2}})"
)
_MONTHS = 12
_TO_CHINESE = r"\s{0,3}(?:[-–—~～至到]|to)\s{0,3}"
_NO_DAY_BEFORE = r"(?<![\d.:/年月-])"
_NO_DAY_AFTER = r"(?!\s{0,3}[\d:/%％天个项条小时周页]|[.-]\d)"
_COUNTED = r"(?!\w|[:/.-]\d|\s{0,3}(?:am|pm|a\.m|p\.m|%|days?|items?|hours?|people|percent)\b|\s{0,3}%)"


class DayRange(NamedTuple):
    """From `start` to `end` of the text it names days; each is None where it is not certain which."""

    days: tuple[date, date] | None
    """The first and the last one."""
    start: int
    end: int


class _End(NamedTuple):
    day: str
    month: str
    year: str
    slashed: bool = False
    """Numbers with a sign between them."""


def find_ranges(text: str, *, locale: Locale, written: date) -> list[DayRange]:
    """Every range in the text, from left to right. None is certain that shares a day with another.

    `written`: the day of writing, in the writer's zone."""
    found: list[DayRange] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            shared = [one for one in found if one.start < match.end() and match.start() < one.end]
            if shared:
                found = [one._replace(days=None) if one in shared else one for one in found]
                continue
            first, last = _end(match, 1), _end(match, 2)
            days = None if locale == "en" and _is_either(first, last) else _read(first, last, locale, written)
            found.append(DayRange(days, match.start(), match.end()))
    of_week = (DayRange(*one) for one in find_weekday_ranges(text, written=written))
    found += [one for one in of_week if not any(one.start < other.end and other.start < one.end for other in found)]
    return sorted(found, key=lambda one: one.start)


def read_range(text: str, *, locale: Locale, written: date) -> tuple[date, date] | None:
    """The first and the last day that the whole of `text` means; None for anything else than one range."""
    found = find_ranges(text, locale=locale, written=written)
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip(" ."):
        return None
    return found[0].days


def day_just_gone(text: str, *, locale: Locale, written: date) -> date | None:
    """`yesterday`, `前天`: which no due date is, but the first day of somebody who is away already."""
    ago = {word: int(days) for days, some in read_words("dates", locale)["dayword"].items() for word in some}
    days = ago.get(" ".join(text.casefold().split()), 0)
    return written + timedelta(days=days) if days < 0 else None


def _end(match: re.Match[str], number: int) -> _End:
    """What stands at one end. Latin shapes have several groups for the same thing, of which one is filled."""
    groups = match.groupdict()

    def value(name: str) -> str:
        return next((groups[key] for key in (f"{name}{number}", f"{name}{number}b") if groups.get(key)), "")

    return _End(value("d"), value("m"), value("y"), groups.get(f"t{number}") is not None)


def _is_either(first: _End, last: _End) -> bool:
    """`3/9-4/10`: nobody knows which numbers are the months."""
    numbers = (first.month, first.day, last.month, last.day)
    return first.slashed and not first.year and all(value.isdecimal() and int(value) <= _MONTHS for value in numbers)


def _read(first: _End, last: _End, locale: Locale, written: date) -> tuple[date, date] | None:
    """The end without a month has that of the other. The last day is to come, counted from the first where that has a
    year; the first one may be past: who is away says so while he is."""
    last = last._replace(month=last.month or first.month)
    first = first._replace(month=first.month or last.month)
    ends = _day(last, locale, _new_year(last.year) if last.year else written) if last.year or not first.year else None
    if ends is None:
        begins = _day(first, locale, _new_year(first.year) if first.year else written)
        ends = _day(last, locale, begins) if begins else None
    else:
        begins = _newest(first._replace(month=first.month or f"{ends.month}"), locale, ends)
    return (begins, ends) if begins and ends and begins <= ends else None


def _new_year(year: str) -> date:
    return date(max(int(year), 1), 1, 1)


def _newest(end: _End, locale: Locale, last: date) -> date | None:
    """The newest such day up to `last`: of the same year, or of the one before where it is of another month."""
    for year in (end.year,) if end.year else (f"{last.year}", f"{last.year - 1}"):
        found = _day(end._replace(year=year), locale, _new_year(year))
        if found and found <= last and (found.year == last.year or found.month != last.month):  # `28-3 March` is none
            return found
    return None


def _day(end: _End, locale: Locale, written: date) -> date | None:
    if end.month[:1].isalpha() and end.month.isascii():
        text = f"{end.day} {end.month} {end.year}"
    else:
        text = "".join(
            f"{value}{unit}" for value, unit in ((end.year, "年"), (end.month, "月"), (end.day, "日")) if value
        )
    read = read_day(text.strip(), locale=locale, written=written)
    return read.day if read else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    chinese = _CHINESE.format(n=1, sign="?"), _CHINESE.format(n=2, sign="")
    slashes = _SLASHES.format(n=1), _SLASHES.format(n=2)
    return (
        _latin(),
        re.compile(rf"{_NO_DAY_BEFORE}{chinese[0]}{_TO_CHINESE}{chinese[1]}{_NO_DAY_AFTER}"),
        re.compile(rf"{_NO_DAY_BEFORE}{slashes[0]}{_TO_CHINESE}{slashes[1]}{_NO_DAY_AFTER}"),
    )


def _latin() -> re.Pattern[str]:
    """One of the two ends, or both, has a month before or behind the day."""
    words = read_words("dates", "en")
    months, weekdays = (
        "|".join(sorted((word for some in words[kind].values() for word in some), key=len, reverse=True))
        for kind in ("month", "weekday")
    )
    gap = r"\s{1,3}"

    def end(number: int) -> str:
        def part(name: str, pattern: str, way: str = "") -> str:
            return rf"(?P<{name}{number}{way}>{pattern})"

        def day(way: str = "") -> str:
            return rf"(?:the{gap})?{part('d', '[0-9]{1,2}', way)}(?:st|nd|rd|th)?"

        def year(way: str = "") -> str:
            return rf"(?:,?{gap}{part('y', '[0-9]{4}', way)})?"

        day_first = rf"{day()}(?:{gap}(?:of{gap})?{part('m', months)}\b\.?{year()})?"
        month_first = rf"{part('m', months, 'b')}\b\.?{gap}{day('b')}(?!\d){year('b')}"
        return rf"(?:(?:{weekdays})\b\.?,?{gap})?(?:{month_first}|{day_first})"

    to = rf"(?:\s{{0,3}}[-–—~]\s{{0,3}}|{gap}(?:to|until|till|through|thru){gap})"
    named = rf"(?=.{{0,60}}?\b(?:{months})\b)"
    return re.compile(rf"{named}(?<![\w.:/-]){end(1)}{to}{end(2)}{_COUNTED}", re.IGNORECASE)
