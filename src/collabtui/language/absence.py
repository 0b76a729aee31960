"""From when until when somebody is away, as an absence note says it: both days certain, or nothing is read."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language.dates.reading import find_days
from collabtui.language.lexicon import LANGUAGES, read_words

_SENTENCE = re.compile(r"[^。！？!?;；\n]+?(?:[。！？!?;；\n]|\.(?=\s|$)|$)")
_LONGEST = timedelta(days=366)
"""A longer absence is a mistake in reading."""
_MOST = 40
"""Sentences that are looked at."""


class AbsenceSaid(NamedTuple):
    first: date
    last: date
    start: int
    """Where the sentence stands in the text; to `end`."""
    end: int


def read_absence(text: str, *, locale: Literal["zh", "en"], written: date) -> AbsenceSaid | None:
    """`away from 9 to 13 March`, `3月9日至13日休假`, `away until Friday`, `away, back on 16 March`: the first sentence
    that says so. None where its days are not certain, or are over."""
    for number, found in enumerate(_SENTENCE.finditer(text)):
        if number >= _MOST:
            return None
        sentence = found.group()
        if not _says("away", sentence) or _says("or", sentence):
            continue
        span = _span(sentence, locale, written)
        if span is not None:
            start = found.start() + len(sentence) - len(sentence.lstrip())
            return AbsenceSaid(*span, start, found.start() + len(sentence.rstrip()))
    return None


def _span(sentence: str, locale: Literal["zh", "en"], written: date) -> tuple[date, date] | None:
    """Split at the first word for `until` that leaves a day behind it; without one, the day before he is back."""
    for found in _until().finditer(sentence):
        before, after = sentence[: found.end() - len(found["sign"])], sentence[found.end() :]
        first = _days(_from().sub(" ", before), locale, written)
        if first is None or len(first) > 1:
            continue
        begins = first[0] if first else written
        last = _days(after, locale, begins)
        if last is not None and len(last) == 1:
            return _checked(begins, last[0], written)
    days = _days(sentence, locale, written)
    if days is None or len(days) != 1 or not _says("back", sentence):
        return None
    return _checked(written, days[0] - timedelta(days=1), written)


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
