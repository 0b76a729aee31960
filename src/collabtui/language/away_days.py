"""Days on which somebody is away, as an absence note says it: both days certain, or nothing is read."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language.dates.day_range import DayRange, find_ranges
from collabtui.language.dates.find_days import find_days
from collabtui.language.lexicon import LANGUAGES, read_words

_SENTENCE = re.compile(r"[^。！？!?;；\n]+?(?:[。！？!?;；\n]|\.(?=\s|$)|$)")
_ENDS_IN_NUMBER = re.compile(r"\d\w{0,2}\s*$")
"""What stands before a word for `until` is a day, though nobody knows of which month."""
_LONGEST = timedelta(days=366)
"""A longer absence is a mistake in reading."""
_MOST = 40
"""Sentences that are looked at."""
_WORDY = 400
"""Characters of a sentence; a longer one is no absence note, and is not looked through for days."""


class AbsenceDays(NamedTuple):
    first: date
    last: date
    start: int
    """Where the sentence stands in the text; to `end`."""
    end: int


def read_absence(text: str, *, locale: Literal["zh", "en"], written: date) -> AbsenceDays | None:
    """`away from 9 to 13 March`, `3月9日至13日休假`, `away until Friday`, `away, back on 16 March`: the first sentence
    that says so. None where its days are not certain, or are over."""
    for number, found in enumerate(_SENTENCE.finditer(text)):
        if number >= _MOST:
            return None
        sentence = found.group()
        if len(sentence) > _WORDY or not _says("away", sentence) or _says("or", sentence):
            continue
        span = _span(sentence, locale, written)
        if span is not None:
            start = found.start() + len(sentence) - len(sentence.lstrip())
            return AbsenceDays(*span, start, found.start() + len(sentence.rstrip()))
    return None


def _span(sentence: str, locale: Literal["zh", "en"], written: date) -> tuple[date, date] | None:
    """A range of days; else split at the first word for `until` that leaves a day behind it; without one, the day
    before he is back."""
    ranges = find_ranges(sentence, locale=locale, written=written)
    if ranges:
        return _of_range(sentence, ranges, locale, written)
    for found in _until().finditer(sentence):
        before, after = sentence[: found.end() - len(found["sign"])], sentence[found.end() :]
        first = _days(_from().sub(" ", before), locale, written)
        if first is None or len(first) > 1 or (not first and _ENDS_IN_NUMBER.search(before[: found.start()])):
            continue
        begins = first[0] if first else written
        last = _days(after, locale, begins)
        if last is not None and len(last) == 1:
            return _checked(begins, last[0], written)
    days = _days(sentence, locale, written)
    if days is None or len(days) != 1 or not _says("back", sentence):
        return None
    return _checked(written, days[0] - timedelta(days=1), written)


def _of_range(
    sentence: str, ranges: list[DayRange], locale: Literal["zh", "en"], written: date
) -> tuple[date, date] | None:
    """The only one, with nothing beside it but the day on which he is back. `until 13-14 March`, `back 13-14 March` are
    no such range."""
    one, *others = ranges
    before = sentence[: one.start]
    if _says("back", before) or any(not before[found.end() :].strip() for found in _until().finditer(before)):
        return None
    days = _days(before + ";" + sentence[one.end :], locale, written)
    if others or days is None or one.days is None or (days and not _says("back", sentence)):
        return None
    first, last = one.days
    return _checked(first, last, written) if all(last < day for day in days) else None


def _days(text: str, locale: Literal["zh", "en"], written: date) -> list[date] | None:
    """The days that it names; None where one of them is not certain."""
    found = find_days(text, locale=locale, written=written)
    days = [one.day for one in found if one.day is not None]
    return days if len(days) == len(found) else None


def _checked(first: date, last: date, written: date) -> tuple[date, date] | None:
    return (first, last) if first <= last <= first + _LONGEST and last >= written else None


@cache
def _until() -> re.Pattern[str]:
    """`sign` is what belongs to no day; Latin words stand alone."""
    words = sorted(_words()["until"], key=len, reverse=True)
    latin = "|".join(map(re.escape, filter(str.isascii, words)))
    others = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?P<sign>(?<![a-z])(?:{latin})(?![a-z])|{others}|(?<=[日号])[-~]| [-~] )", re.IGNORECASE)


@cache
def _from() -> re.Pattern[str]:
    """It only says that the day is the first one."""
    words = (rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else word for word in _words()["from"])
    return re.compile("|".join(words), re.IGNORECASE)


def _says(kind: str, sentence: str) -> bool:
    folded = sentence.casefold()
    return any(
        re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), folded)
        for word in _words()[kind]
    )


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("absence", language).items():
            found[kind] = (*found.get(kind, ()), *words)
    return found
