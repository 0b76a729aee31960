"""Finds the date that a change asks for, as an answer names it: 25号 (the 25th) of a move to 25 April, the new date.

Only where the change names one date: of two, one is the former. The words are data, `words/offers.*.json`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal

from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of, one_whole

_NOT_THAT_DAY = r"(?! ?(?:之?前|之?后|以后|左右|[-~至到或]|\b(?:or|to|and)\b))"
"""Behind a day: it is a limit, or not that day alone."""


def asked_date(topics: Sequence[str], locale: Literal["zh", "en"], written: date) -> date | None:
    """The one date that the topics, folded, name; None where they name none or several."""
    found = {one.day for topic in topics for one in find_days(topic, locale=locale, written=written) if one.day}
    return found.pop() if len(found) == 1 else None


def names_of_date(text: str, days: Sequence[DayReading], asked: date) -> Iterator[tuple[int, int]]:
    """Finds where a folded text names the date that was asked for, be it without its month, with the words for moving
    to it; and where it says that the date moves."""
    yield from ((one.start, one.end) for one in days if one.day == asked)
    yield from (found.span() for found in _bare(asked.day).finditer(text))
    yield from (found.span() for found in _in_words(asked.month, asked.day).finditer(text))
    yield from (found.span() for found in _named().finditer(text))


@cache
def _bare(day: int) -> re.Pattern[str]:
    ends = rf"0?{day}(?:号|日|st\b|nd\b|rd\b|th\b){_NOT_THAT_DAY}"
    return re.compile(rf"(?:(?:{_one_of('moves-to')}) ?)?(?<![\d月./-])(?:\bthe )?{ends}")


@cache
def _in_words(month: int, day: int) -> re.Pattern[str]:
    """29 May, May 29th, 5月29号."""
    called = rf"(?<![a-z]){one_of(read_words('dates', 'en')['month'][str(month)])}(?![a-z])"
    number = rf"(?<![\d./-])0?{day}(?:st|nd|rd|th)?"
    ways = (
        rf"(?:the )?{number}(?: of)? {called}",
        rf"{called} (?:the )?{number}(?!\d)",
        rf"(?<!\d)0?{month}月0?{day}[日号]",
    )
    return re.compile(rf"(?:(?:{_one_of('moves-to')}) ?)?(?:{'|'.join(ways)}){_NOT_THAT_DAY}")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(_one_of("new-date"))


def _one_of(kind: str) -> str:
    return one_whole(word for language in LANGUAGES for word in read_words("offers", language)["kinds"][kind])
