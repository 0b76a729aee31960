"""The day of a likely request to postpone, and the share of what is likely in progress, where the readers of days and
of shares want more around them than stands there.

13号再交 (on the 13th then), would the 18th work; half the release is written. Only for what is proposed.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from collabtui.language.dates.find_days import find_days, read_day
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.percents import find_percents
from collabtui.language.word_patterns import one_whole

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
_DAYS = late_regex(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|\b{_MONTH} \d{{1,2}}\b"
    r"|\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[./]\d{1,2}(?=\.|\b)(?!/)"
    r"|(?:本月|下个?月|\d{1,2}月)?(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)[号號日](?![线楼会机])"
)
_LENGTHS = late_regex(
    r"\b(?:a|one|two|three|four|five|six|\d{1,2}) (?:more |extra |full |whole )?(?:(?:work|working|business) ?)?"
    r"(?:day|week|month)s?\b|(?:\d{1,2}|[一二两三四五六七])(?:个?(?:星期|礼拜|工作日)|周|天|个月)"
)
_LENGTH_AT_START = late_regex(rf"\A(?:about |around |大概|大约|差不多)?(?:{_LENGTHS.pattern})")
_SHARE_OF = late_regex(
    r"\b(half|thirds?|quarters?|fifths?) (?:of )?(?:the|my|our|this|that|these|those) "
    r"(?!(?:day|morning|afternoon|week|month|year|time|hour|team|staff|office|people|department|price|cost|battle)s?\b)[\w-]+"
)
"""A share of a thing, which is not one of somebody's time or people."""
_BETWEEN = late_regex(r"(?<= )(?:more|extra|full|whole) ")


def loose_day(text: str, written: date, due: date | None, after: date) -> date | None:
    """The later day that it is moved to (拖到15号吧，13号有大船), else the last that is named, else the length of time,
    where it is one; None where there is none behind `after`."""
    for shape in (_moved_to(), _DAYS):
        named = [day for day in _read(shape, text, written, due) if day > after]
        if named:
            return named[-1]
    lengths = {day for day in _read(_LENGTHS, text, written, due) if day > after}
    return lengths.pop() if len(lengths) == 1 else None


def loose_days(text: str, written: date, due: date) -> set[date]:
    """All days that are named, for certain or not, and those that lengths of time lead to from the due date."""
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    named = find_days(text, locale=locale, written=written, due=due)
    loose = (day for shape in (_of_months(), _DAYS, _LENGTHS) for day in _read(shape, text, written, due))
    return {one.day for one in named if one.day} | set(loose)


def lengths(text: str, written: date) -> list[date]:
    """The days that lengths of time lead to from the day of writing; of those at the very start."""
    return list(_read(_LENGTH_AT_START, text, written, written))


def has_length(text: str) -> bool:
    return _LENGTHS.search(text) is not None


@cache
def _moved_to() -> re.Pattern[str]:
    """A day right behind a word that moves something to it."""
    words = one_whole(word for language in LANGUAGES for word in read_words("dates", language)["to"]["moved"])
    return re.compile(rf"{words} ?(?:{_DAYS.pattern})")


@cache
def _of_months() -> re.Pattern[str]:
    months = one_whole(name for names in read_words("dates", "en")["month"].values() for name in names)
    return re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {months}|{months} \d{{1,2}}(?:st|nd|rd|th)?\b")


def _read(shape: re.Pattern[str], text: str, written: date, due: date | None) -> Iterator[date]:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    for match in shape.finditer(text):
        found = read_day(_BETWEEN.sub("", match.group()).replace(".", "/"), locale=locale, written=written, due=due)
        if found is not None and found.day is not None:
            yield found.day


def loose_share(text: str) -> int | None:
    """Percent; `text` folded. None where no share of a thing is named, or several are."""
    found = {one.value for one in find_percents(_SHARE_OF.sub(r"\1 of it", text))} if text.isascii() else set()
    return found.pop() if len(found) == 1 else None
