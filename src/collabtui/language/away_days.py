"""Days on which somebody is away, as an absence note says it: both days certain, or nothing is read."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from collabtui.language.dates.day_range import DayRange, find_ranges
from collabtui.language.dates.find_days import find_days, read_day
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words

SENTENCE = late_regex(r"[^。！？!?;；\n]+?(?:[。！？!?;；\n]|\.(?=\s|$)|$)")
"""A sentence of a note in either language, with the mark at its end."""
_ENDS_IN_NUMBER = late_regex(r"\d\w{0,2}\s*$")
"""What stands before a word for `until` is a day, though nobody knows of which month."""
_SLASHED = late_regex(r"(?<![\d./-])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d./-]\d)")
"""A day that could be a part of something in other sentences: 4/27."""
_OF_A_WEEK = late_regex(r"\s*(?:[一二三四五六日天末]|'s|mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_LONGEST = timedelta(days=366)
"""A longer absence is a mistake in reading."""
_MOST = 40
"""Sentences that are looked at."""
_WORDY = 400
"""Characters of a sentence; a longer one is no absence note, and is not looked through for days."""
_NEAR = 16
"""Characters beside a week in which a word for its begin stands."""
_WEEKS = ("this-week", "next-week")
_REST = timedelta(days=4)
"""At most so many days off lie between the last day away and the one on which somebody is back."""
_HOUR = late_regex(r"\d\s*(?::\s*\d{2}|[点时]|[ap]\.?m\b)", re.IGNORECASE)
"""Who is away by the hour is there for the rest of the day."""


class AbsenceDays(NamedTuple):
    first: date
    last: date
    start: int
    """Where the sentence stands in the text; to `end`."""
    end: int
    certain: bool
    """Whether the note leaves no doubt: nothing in the sentence is hedged or denied or by the hour, and no other one
    tells of other days away."""


class _AwaySentence(NamedTuple):
    """A sentence that is about being away."""

    sentence: str
    at: int
    days: tuple[date, date] | None
    """None where they are not certain."""


def read_absence(text: str, *, locale: Literal["zh", "en"], written: date) -> AbsenceDays | None:
    """`away from 9 to 13 March`, `3月9日至13日休假`, `away until Friday`, `away, back on 16 March`: the first sentence
    that says so. None where its days are not certain, or are over."""
    sentences = list(_away_sentences(text, locale, written))
    for one in sentences:
        if one.days is not None:
            start = one.at + len(one.sentence) - len(one.sentence.lstrip())
            certain = _is_plain(one.sentence) and all(_agrees(other, *one.days) for other in sentences)
            certain &= not _says("open-end", text)
            return AbsenceDays(*one.days, start, one.at + len(one.sentence.rstrip()), certain)
    return None


def before_away(sentence: str) -> str:
    """The words before the one for being away: of whom it is said."""
    found = _away_in(sentence)
    return sentence[: found.start()] if found else ""


def after_away(sentence: str) -> str:
    """The words behind it."""
    found = _away_in(sentence)
    return sentence[found.end() :] if found else ""


def _away_in(sentence: str) -> re.Match[str] | None:
    return _pattern_of("away").search(sentence) or _pattern_of("back-at-work").search(sentence)


def is_of_writer(text: str) -> bool:
    """Whether he speaks of himself: `I`, 我."""
    return _says("own", text)


def is_over(sentence: str) -> bool:
    """Whether somebody was away, and tells of no days to come."""
    return _says("over", sentence)


def tells_of_absence(sentence: str) -> bool:
    """Whether it is about being away: who says when he is back in the office is not there until then."""
    return _away_in(sentence) is not None


def is_ruled_out(sentence: str) -> bool:
    """Whether it says of somebody that he is not to be asked."""
    return _says("not-to", sentence)


def _away_sentences(text: str, locale: Literal["zh", "en"], written: date) -> Iterator[_AwaySentence]:
    for found in islice(SENTENCE.finditer(text), _MOST):
        sentence = found.group()
        if len(sentence) <= _WORDY and tells_of_absence(sentence):
            days = None if _says("or", sentence) else _span(sentence, locale, written)
            yield _AwaySentence(sentence, found.start(), days)


def _is_plain(sentence: str) -> bool:
    return not (_says("unsure", sentence) or _says("denied", sentence) or _HOUR.search(sentence))


def _agrees(other: _AwaySentence, first: date, last: date) -> bool:
    """It names no day, the same days, or the one on which he is back after them."""
    if other.days is None:
        return not re.search(r"\d", other.sentence) and not any(_says(week, other.sentence) for week in _WEEKS)
    is_back = _says("back", other.sentence) and last <= other.days[1] <= last + _REST
    return other.days == (first, last) or is_back


def _span(sentence: str, locale: Literal["zh", "en"], written: date) -> tuple[date, date] | None:
    """A range of days; else split at the first word for `until` that leaves a day behind it; without one, the day
    before he is back."""
    ranges = find_ranges(sentence, locale=locale, written=written)
    if ranges:
        return _of_range(sentence, ranges, locale, written)
    for found in _until().finditer(sentence):
        before, after = sentence[: found.end() - len(found["sign"])], sentence[found.end() :]
        # on holiday: what he is, and no day
        first = _days(_pattern_of("away").sub(" ", _pattern_of("from").sub(" ", before)), locale, written)
        if first is None or len(first) > 1 or (not first and _ENDS_IN_NUMBER.search(before[: found.start()])):
            continue
        begins = first[0] if first else written
        last = _last(after, locale, begins)
        if last is not None:
            return _checked(begins, last, written)
    if week := _week(sentence, written):
        return week
    days = _days(sentence, locale, written)
    if days is None or len(days) != 1 or not _says("back", sentence):
        return None
    return _checked(written, days[0] - timedelta(days=1), written)


def _last(after: str, locale: Literal["zh", "en"], begins: date) -> date | None:
    """The only day behind `until`; a later one may say when he is back: `until 24 April, back on the 27th`."""
    back = _pattern_of("back").search(after)
    until = after[: back.start()] if back else after
    beside = _pattern_of("beside").search(until)
    if beside and _names_no_day(until[beside.end() :], locale, begins):
        until = until[: beside.start()]
    days = _days(until, locale, begins)
    if not days or len(days) != 1:
        return None
    returns = _days(after[back.start() :], locale, begins) if back else []
    return days[0] if returns is not None and all(days[0] < day for day in returns) else None


def _names_no_day(text: str, locale: Literal["zh", "en"], written: date) -> bool:
    """Not until the 18th and the 20th, where the second may be no day that a calendar reads by itself."""
    return not (re.search(r"\d", text) or find_days(text, locale=locale, written=written))


def _week(sentence: str, written: date) -> tuple[date, date] | None:
    """`away next week`, `下周休假`: from Monday, or the day of writing, to Sunday; a day beside it says otherwise."""
    if _says("back", sentence) or _says("part-of-week", sentence):
        return None
    monday = written - timedelta(days=written.weekday())
    for kind, first in (("next-week", monday + timedelta(days=7)), ("this-week", monday)):
        found = _pattern_of(kind).search(sentence)
        whole = found and not _OF_A_WEEK.match(sentence, found.end()) and not re.search(r"\d", sentence)
        if found and whole and not _goes_on(sentence, found):
            return max(first, written), first + timedelta(days=6)
    return None


def _goes_on(sentence: str, week: re.Match[str]) -> bool:
    """From this week, 本周起: how long is not said."""
    before = sentence[max(week.start() - _NEAR, 0) : week.start()]
    led = any(not before[found.end() :].strip() for found in _pattern_of("from").finditer(before))
    behind = _pattern_of("onwards").search(sentence[: week.end() + _NEAR], week.end())
    return led or (behind is not None and not sentence[week.end() : behind.start()].strip())


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
    if not found:
        slashed = [read_day(one.group(), locale=locale, written=written) for one in _SLASHED.finditer(text)]
        return [one.day for one in slashed if one and one.day] if all(one and one.day for one in slashed) else None
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


def _says(kind: str, sentence: str) -> bool:
    return _pattern_of(kind).search(sentence) is not None


@cache
def _pattern_of(kind: str) -> re.Pattern[str]:
    """The longest word first; Latin words stand alone."""
    words = sorted(_words()[kind], key=len, reverse=True)
    parts = (rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) for word in words)
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("absence", language).items():
            found[kind] = (*found.get(kind, ()), *words)
    return found
