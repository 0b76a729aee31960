"""A criterion that names a day, 3月31日前上线, live by 31 March, and the day that was measured."""

import re
from datetime import date
from functools import cache
from typing import Literal

from collabtui.language.dates.find_days import find_days
from collabtui.language.lexicon import read_words, words_of_both
from collabtui.language.measures.figures import any_of

_A_YEAR = 2024
"""In which days without a year are compared."""
_MOST_DAYS = 183
"""Further apart than this, the two are in different years."""


def day_holds(criterion: str, measured: str) -> Literal["within", "misses", ""]:
    """Empty where one of them names no single day, or the criterion no last one."""
    if not _until().search(criterion.lower()):
        return ""
    found = _day(measured, _A_YEAR)
    last = _day(criterion, found.year) if found else None
    found = _day(measured, last.year) if last else None
    if last is None or found is None or abs((found - last).days) > _MOST_DAYS:
        return ""
    return "within" if found <= last else "misses"


def _day(text: str, year: int) -> date | None:
    days = find_days(text, locale="zh", written=date(year, 1, 1))
    return days[0].day if len(days) == 1 and _names_a_day().search(text.lower()) else None


@cache
def _names_a_day() -> re.Pattern[str]:
    months = any_of(word for words in read_words("dates", "en")["month"].values() for word in words)
    return re.compile(rf"\d{{1,2}}月|\d{{4}}[-/.]\d|(?:{months})\.? \d|\d(?:st|nd|rd|th)? (?:of )?(?:{months})")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(any_of(words_of_both("measures", "until")))
