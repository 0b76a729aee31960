"""The things that a department gives, in the words of its yes: 可提供两名后端开发, we can provide two lawyers.

Only what is counted is an offer: people, days, money. One under a limit or a condition (最多, only, if) is left to a
person. The words are data, `words/offers.*.json`.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language.dates.find_days import find_days
from collabtui.language.lexicon import english_numbers, read_words
from collabtui.language.numbers import CHINESE_NUMERALS
from collabtui.language.word_patterns import one_of

_CLAUSES = re.compile(r"[，。；！？\n]+|[,.;!?](?=\s|$)")
_BEFORE_A_DAY = re.compile(r"\s+(?:from|starting|as of|by|until|on|between)\s.*$", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(
    r"(?<=[日号\d])\s*(?:到|至|[-–—~～])\s*|\b(?:from|to|through|between|and|starting|as of)\b", re.IGNORECASE
)
"""Between the first and the last day, and before the first: both together are no one day."""
_EDGES = " 　:：、,.，。"


_ANY_DAY = date(2000, 1, 3)
"""Of writing: whether something is a day is asked, and not which."""


class OfferedDays(NamedTuple):
    """For which days something is offered; a last day is never without a first."""

    first: date | None = None
    last: date | None = None


def offered_resources(text: str) -> tuple[str, ...]:
    """Each thing once as it was written (两名后端开发), in the order of the text."""
    return tuple(dict.fromkeys(what for clause in _CLAUSES.split(text) for what in _things(clause)))


def days_of_offers(text: str, *, locale: Literal["zh", "en"], written: date) -> dict[str, OfferedDays]:
    """Of each thing that is offered the days in its own clause (我部出两名后端3月2日起), else in the one behind it that
    offers nothing itself (两名后端，3月2日到位)."""
    clauses = _CLAUSES.split(text)
    found: dict[str, OfferedDays] = {}
    for clause, behind in zip(clauses, [*clauses[1:], ""], strict=True):
        for what in _things(clause):
            days = _days(clause, locale, written)
            if days.first is None and not _gift().search(behind) and not _limit().search(behind):
                days = _days(behind, locale, written)
            found.setdefault(what, days)
    return found


def _things(clause: str) -> Iterator[str]:
    gift = None if _limit().search(clause) else _gift().search(clause)
    for part in re.split(r"[、和]|\band\b", gift["what"]) if gift else ():
        what = _before_days(part)
        if _count().search(what) and not find_days(what, locale="zh", written=_ANY_DAY):
            yield what


def _before_days(part: str) -> str:
    """两名后端 of 两名后端3月2日起: what stands before the day that it is given from."""
    what = _BEFORE_A_DAY.sub("", part).strip(_EDGES)
    days = find_days(what, locale="zh", written=_ANY_DAY)
    return what[: days[0].start].rstrip("从自于" + _EDGES) if days and days[0].start else what


def _days(clause: str, locale: Literal["zh", "en"], written: date) -> OfferedDays:
    """From one day to another, or from the only one; that it is only until a day says nothing of its beginning."""
    parts = _ENDS.split(clause)
    found = (one for part in parts for one in find_days(part, locale=locale, written=written))
    days = [one.day for one in found if one.day]
    if len(days) == 2 and days[0] < days[1]:
        return OfferedDays(*days)
    until = re.search(rf"{_words('until', 'zh')}|\b{_words('until', 'en')}\b", clause, re.IGNORECASE)
    return OfferedDays(days[0]) if len(days) == 1 and not until else OfferedDays()


def _words(kind: str, language: str) -> str:
    return one_of(read_words("offers", language)["kinds"][kind])


@cache
def _gift() -> re.Pattern[str]:
    who, spares = _words("who", "zh"), _words("spares", "zh")
    latin = rf"\b{_words('who', 'en')} ?{_words('spares', 'en')}\b(?: {_words('to-you', 'en')}\b)?"
    spoken = rf"(?:^|{who}|[\u4e00-\u9fff]部门?)\s*{spares}|{latin}"
    label = rf"^\s*(?:{_words('gift-label', 'zh')}|{_words('gift-label', 'en')})\s*[:：]"
    return re.compile(rf"(?:{label}|{spoken})\s*(?P<what>.+)$", re.IGNORECASE)


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"{_words('limits', 'zh')}|\b{_words('limits', 'en')}\b|n['’]t\b", re.IGNORECASE)


@cache
def _count() -> re.Pattern[str]:
    figures = one_of(english_numbers())
    return re.compile(rf"\d|[{CHINESE_NUMERALS}](?=[\u4e00-\u9fff])|\b{figures}\b", re.IGNORECASE)
