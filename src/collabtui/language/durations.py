"""Lengths of time: 2天, 1.5小时, 半天, `2 h 30 min`, `half a day`; in minutes of work."""

import re
from functools import cache
from typing import Final

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of

_MINUTES: Final = {"minute": 1, "hour": 60, "day": 8 * 60, "week": 5 * 8 * 60}
_DIGITS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def minutes_of(text: str) -> int | None:
    """None of what is no length of time, or none for certain (3-5天, a few days)."""
    rest = _edge().sub("", text.strip().lower())
    total, at = 0.0, 0
    for found in _one().finditer(rest):
        if rest[at : found.start()].strip(" ,，") not in ("", "and", "零", "又"):
            return None
        unit = next(kind for kind in _MINUTES if found[kind])
        total += _number(found) * _MINUTES[unit]
        at = found.end()
    whole = round(total)
    return whole if at and whole and not rest[at:].strip(" .。") else None


def is_about_time(text: str) -> bool:
    """Whether it is a number with a unit of time at its end, if not for certain one: 3-5天, 3 to 5 days."""
    units = one_of(word for kind in _MINUTES for word in _words(kind))
    number = rf"[\d{''.join(_DIGITS)}]"
    return re.search(rf"^{number}.*{number}\s*{units}\s*[.。]?$", text.strip().lower()) is not None


def _number(found: re.Match[str]) -> float:
    if found["half"]:
        return 0.5
    number = float(found["n"].replace(",", ".")) if found["n"] else float(_DIGITS.get(found["han"], 1))
    return number + (0.5 if found["more"] else 0)


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any_of('about')})\s*")


@cache
def _one() -> re.Pattern[str]:
    units = "|".join(f"(?P<{kind}>(?:{_any_of(kind)})(?![a-z]))" for kind in _MINUTES)
    number = rf"(?:(?P<n>\d+(?:[.,]\d+)?)|(?P<half>{_any_of('half')})|(?P<han>[{''.join(_DIGITS)}]|an?(?= )|one(?= )))"
    return re.compile(
        rf"{number}\s*(?P<more>(?<=[一二两三四五六七八九十\d])个半(?=小时|钟头|工作日|星期|月))?\s*(?:{units})"
    )


def _any_of(kind: str) -> str:
    return one_of(_words(kind))


def _words(kind: str) -> set[str]:
    return set(words_of_both("process", kind))
