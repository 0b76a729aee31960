"""Ranges of days of the week: `周一至周五`, `Monday to Friday`, `this Thu-Fri`. They are those of the week that has
today in it, as long as one of them is to come."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.lexicon import read_words

_THIS = "0"
_SIGNS = r"[-–—~～]"
_NO_DATE = r"(?!\s{0,3}[,，(（]?\s{0,3}\d)"
"""A date behind the last one says which week it is."""


class WeekdayRange(NamedTuple):
    """From `start` to `end` of the text; `days` None for those that come every week."""

    days: tuple[date, date] | None
    start: int
    end: int


def find_weekday_ranges(text: str, *, written: date) -> Iterator[WeekdayRange]:
    """Those without another week before them: `next Monday to Friday` is read day by day."""
    for pattern, numbers, this in _patterns():
        for match in pattern.finditer(text):
            first, last = (numbers[match[name].lower()] for name in ("one", "two"))
            which = (match["which"] or "").lower()
            if first == last or (which and which not in this):
                found = None
            elif which:
                found = _of_this_week(first, last, written)
            else:
                found = _around(first, last, written)
            if found is not None or which in _every():
                yield WeekdayRange(found, match.start(), match.end())


def _around(first: int, last: int, written: date) -> tuple[date, date]:
    """The last day is the first of its kind that is not past; the first one may be."""
    ends = days.next_weekday(written, last)
    return ends - timedelta(days=(last - first) % 7), ends


def _of_this_week(first: int, last: int, written: date) -> tuple[date, date] | None:
    monday = written - timedelta(days=written.weekday())
    return (monday + timedelta(days=first), monday + timedelta(days=last)) if first < last else None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int], frozenset[str]], ...]:
    return _chinese(), _english()


def _chinese() -> tuple[re.Pattern[str], dict[str, int], frozenset[str]]:
    words = read_words("dates", "zh")
    numbers = _numbers(words["weekday"])
    short = {word[-1]: number for word, number in numbers.items()}
    which = _any([*(word for some in words["which"].values() for word in some), *_flat(words["every"])])
    weekday = _any(numbers)
    text = (
        rf"(?<![\d日号])(?<![\d日号]\s)(?P<which>{which})?(?P<one>{weekday})\s{{0,3}}(?:{_SIGNS}|至|到)\s{{0,3}}"
        rf"(?P<two>{weekday}|[{''.join(short)}](?![\d一二三四五六七八九十月日号天点个项]))(?!\d){_NO_DATE}"
    )
    return re.compile(text), numbers | short, frozenset(words["which"][_THIS])


def _english() -> tuple[re.Pattern[str], dict[str, int], frozenset[str]]:
    words = read_words("dates", "en")
    numbers, months = _numbers(words["weekday"]), _any(_flat(words["month"]))
    which = _any([*(word for some in words["which"].values() for word in some), *_flat(words["every"])])
    weekday, gap = _any(numbers), r"\s{1,3}"
    text = (
        rf"(?<![\w-])(?<!\d\s)(?<!\d,\s)(?:(?P<which>{which}){gap})?(?P<one>{weekday})\b\.?(?:\s{{0,3}}{_SIGNS}\s{{0,3}}|"
        rf"{gap}(?:to|until|till|through|thru){gap})(?P<two>{weekday})\b(?!-){_NO_DATE}"
        rf"(?!,?{gap}(?:the{gap}\d|(?:{months})\b))"
    )
    return re.compile(text, re.IGNORECASE), numbers, frozenset(words["which"][_THIS])


@cache
def _every() -> frozenset[str]:
    return frozenset(word for language in ("zh", "en") for word in _flat(read_words("dates", language)["every"]))


def _numbers(weekdays: dict[str, list[str]]) -> dict[str, int]:
    return {word: int(number) for number, words in weekdays.items() for word in words}


def _flat(words: object) -> list[str]:
    if isinstance(words, dict):
        return [word for some in words.values() for word in some]
    return list(words) if isinstance(words, list) else []


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
