"""Bounds that a criterion sets: at least, at most, between, none at all; read from the words around its figures."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.levelling import level
from collabtui.language.measures.figures import COUNT, Figure, any_of, figures, words_of

_NEAR = 16
"""So many characters before a figure, at the most, say what it is of."""
_FAR = 200
"""What stands further off is of another figure: a text of many would be gone through for each of them."""
_CLAUSE = late_regex(r"[,;，；。、]|\band\b|且|并")


_COUNTED = late_regex(r"\s*(?:[个件起人次份名家位台套户篇页场条项例处宗单批轮]|(?:[a-z-]+ )?[a-z-]+s\b|people\b|of\b)")
"""Behind a number: it counts things."""


class Bounds(NamedTuple):
    """The values from `low` to `high`; an open end does not count among them."""

    low: float
    high: float
    kind: str
    low_open: bool = False
    high_open: bool = False
    bare: bool = False
    """Whether no unit stands with it."""
    part: float | None = None
    """Of a share such as 9/10: how many these are."""
    unit: float = 1.0
    times: float = 1.0
    """As in `Figure`."""


def bounds_of(criterion: str) -> list[Bounds]:
    """One for each figure that it asks for; empty where no figure of it says from where on, or up to where."""
    text = level(criterion)
    found = list(_asked(text, figures(text)))
    if _none_at_all().search(text) and not any(one.kind == COUNT for one in found):
        found.append(Bounds(0, 0, COUNT))
    if not found and _all_of().search(text):
        found.append(Bounds(100, math.inf, "percent"))
    return found


def measured_bounds(measured: str) -> list[Bounds]:
    """Each measured value by itself, or as far as the words say (`< 1 %`, at least 9)."""
    text = level(measured)
    found = figures(text)
    if not found and (_nothing().fullmatch(text.strip(" .。!")) or _none_at_all().search(text)):
        return [Bounds(0, 0, COUNT, bare=True)]
    if not found and _all_of().search(text):
        return [Bounds(100, 100, "percent")]
    last = _after_a_change(text, _added_up(text, found))
    return [_stated(text, one) or _exactly(one) for one in last]


def _asked(text: str, found: Sequence[Figure]) -> Iterator[Bounds]:
    taken = -1
    found = _after_a_change(text, found) if _from().search(text) else found
    for at, one in enumerate(found):
        if at <= taken:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _joins().fullmatch(text, one.end, following.start) and one.kind in (following.kind, COUNT):
            taken = at + 1
            scale = following.unit * following.times if one.bare else 1
            yield _bounds(following, one.value * scale, following.value)
            continue
        if following and text[one.end : following.start].strip() in ("±", "+/-"):
            taken = at + 1
            unit = one if following.bare else following
            yield _bounds(unit, one.value - following.value, one.value + following.value)
            continue
        if bounds := _stated(text, one) or _by_what_it_is_of(text, one):
            yield bounds


def _stated(text: str, one: Figure) -> Bounds | None:
    """By a word before or behind it."""
    from_where = max(0, one.start - _FAR)
    if text[from_where : one.start].rstrip().endswith("±"):
        return _bounds(one, -abs(one.value), abs(one.value))
    if _behind("at_most_behind").match(text, one.end, one.end + _FAR):
        return _bounds(one, high=one.value)
    if _behind("at_least_behind").match(text, one.end, one.end + _FAR):
        return _bounds(one, low=one.value)
    for kind in ("at_most", "at_least", "below", "above", "exactly"):
        match = _before(kind).search(text, from_where, one.start)
        if match:
            return {
                "at_most": _bounds(one, high=one.value),
                "at_least": _bounds(one, low=one.value),
                "below": _bounds(one, high=one.value)._replace(high_open=True),
                "above": _bounds(one, low=one.value)._replace(low_open=True),
                "exactly": _exactly(one),
            }[kind]
    return None


def _by_what_it_is_of(text: str, one: Figure) -> Bounds | None:
    """满意度 95% is at least that, 响应时间 2秒 at most: what falls, falls by at least so much, and to at most that."""
    from_where = max(0, one.start - _FAR)
    clause = max((found.end() for found in _CLAUSE.finditer(text, from_where, one.start)), default=from_where)
    before = text[clause : one.start]
    is_level = _ends_with("to").search(before) is not None
    named = [(match.end(), kind) for kind in ("fall", "rise", "bad", "good") for match in _named(kind).finditer(before)]
    moving = next((kind for _, kind in sorted(named, reverse=True) if kind in ("fall", "rise")), "")
    at_least, at_most = _bounds(one, low=one.value), _bounds(one, high=one.value)
    if moving:
        return at_most if moving == "fall" and is_level else at_least
    if not named and one.kind in (COUNT, "percent"):  # the noun may stand behind: 95% coverage, 5 complaints
        behind = _CLAUSE.split(text[one.end : one.end + _FAR])[0][:_NEAR]
        named = [(-match.start(), kind) for kind in ("bad", "good") for match in _named(kind).finditer(behind)]
    kind = max(named)[1] if named else ""
    if kind == "bad":
        return at_most
    counts = _COUNTED.match(text, one.end) if one.kind == COUNT else one.kind in ("percent", "points")
    return at_least if kind == "good" or counts else None


def _exactly(one: Figure) -> Bounds:
    return _bounds(one, one.value, one.value)


def _bounds(one: Figure, low: float = -math.inf, high: float = math.inf) -> Bounds:
    return Bounds(low, high, one.kind, bare=one.bare, part=one.part, unit=one.unit, times=one.times)


def _added_up(text: str, found: Sequence[Figure]) -> list[Figure]:
    """3h 30min, 2小时30分 are one length of time."""
    kept: list[Figure] = []
    for one in found:
        before = kept[-1] if kept else None
        if before and before.kind == "time" and not text[before.end : one.start].strip():
            value = one.value * 60 if text[one.start : one.end].endswith("分") else one.value
            kept[-1] = before._replace(end=one.end, value=before.value + value)
        else:
            kept.append(one)
    return kept


def _after_a_change(text: str, found: Sequence[Figure]) -> Sequence[Figure]:
    """从5天降到3天, from 5 to 3 days: the last of them is what stands now."""
    if len(found) > 1 and _now().search(text, found[-2].end, found[-1].start):
        kind = found[-1].kind
        return [*(one for one in found[:-2] if one.kind not in (kind, COUNT)), found[-1]]
    return found


@cache
def _before(kind: str) -> re.Pattern[str]:
    between = r"\s*(?:的|为|在|:|：|到|of|is|are|be|a|the|=)?\s*"
    return re.compile(rf"(?:{any_of(words_of(kind))}){between}(?:{any_of(words_of('about'))})?\s*[¥$€£]?\s*\Z")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    counted = r"(?:[个件起人次份名家位台套户篇页场条项例处宗单批]|\s[a-z-]+){0,2}"
    return re.compile(rf"\s*{counted}\s*\(?(?:{any_of(words_of(kind))})")


@cache
def _ends_with(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_of(kind))})\s*\Z")


@cache
def _named(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(words_of(kind)))


@cache
def _from() -> re.Pattern[str]:
    return re.compile(any_of(words_of("from")))


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(r"\s*(?:-|~|–|—|到|至|to|and)\s*")


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"->|→|=>|{any_of(words_of('to'))}")


@cache
def _none_at_all() -> re.Pattern[str]:
    """零差错, 无重大投诉, no critical defects."""
    zero, bad = any_of(words_of("zero")), any_of(words_of("bad"))
    return re.compile(rf"(?:{zero})(?:[\u3400-\u9fff]{{0,4}}?|\s*(?:[a-z-]+\s+){{0,2}}?)(?:{bad})")


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(any_of(words_of("none")))


@cache
def _all_of() -> re.Pattern[str]:
    return re.compile(any_of(words_of("all")))
