"""The level that a sentence gives a risk: 高风险, 风险较高, `high risk`, `risk: high`, `…, high`; and its likelihood
and impact, where it says these: 可能性高，影响大."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.domain.matters.matter import Level
from collabtui.domain.matters.risk_level import level_of
from collabtui.language.capture.capture_words import RATED, Rated, any_of, capture_words
from collabtui.language.late_patterns import late_regex
from collabtui.language.levelling import level

_BETWEEN = r"\s*(?:is|are|[:：]|很|较|比较|非常|等级|级别|level)?\s*[:：]?\s*"
_PARTS = late_regex(r"([,，;；(（])")
_AROUND = " .。!！)）"
_NOT = late_regex(r"(?:不|非|没|無|无|\bnot?|n't|\bno longer)\s*(?:是|算|a|an|very)?\s*$")


class StatedRating(NamedTuple):
    level: Level | None = None
    """What likelihood and impact give, where both are stated."""
    likelihood: Level | None = None
    impact: Level | None = None


def stated_rating(text: str) -> StatedRating:
    """None in each field of which nothing is stated, several different things are, or one is denied."""
    likelihood, impact = _rated(text, "likelihood"), _rated(text, "impact")
    both = level_of(likelihood, impact) if likelihood and impact else None
    return StatedRating(both or stated_level(text), likelihood, impact)


def stated_level(text: str) -> Level | None:
    """None where none is stated, several different ones are, or one is denied."""
    plain = level(text)
    found = list(_pattern().finditer(plain))
    stated = {capture_words().levels[one["before"] or one["behind"]] for one in found}
    stated |= {alone} if (alone := _alone_at_end(plain)) else set()
    if len(stated) != 1 or any(_NOT.search(plain[: one.start()]) for one in found):
        return None
    return stated.pop()


def rated_alone(clause: str) -> StatedRating | None:
    """The rating of a clause that says nothing else: 高风险, 等级：高, `high`; None where it says more."""
    plain = level(clause).strip(_AROUND)
    words = capture_words()
    if found := _called().fullmatch(plain):
        return StatedRating(words.levels[found["level"]])
    if plain in words.levels and (len(plain) > 1 or not plain.isascii()):
        return StatedRating(words.levels[plain])
    if _pattern().fullmatch(plain) or any(_rating(what).fullmatch(plain) for what in RATED):
        return stated_rating(clause)
    return None


def _alone_at_end(plain: str) -> Level | None:
    """供应商可能断供，高: the last part is a level and nothing else."""
    *before, last = _PARTS.split(plain)
    word = last.strip(_AROUND)
    return capture_words().levels.get(word) if before and (len(word) > 1 or not word.isascii()) else None


def without_level(text: str) -> str:
    """Without the last parts that rate the risk and say nothing else: `供应商延期，高风险`, `supplier late (high
    risk)`, 可能性高，影响大."""
    *before, last = _PARTS.split(text)
    plain = level(last).strip(_AROUND)
    rates = (
        _pattern().fullmatch(plain)
        or _alone_at_end(level(text))
        or any(_rating(what).fullmatch(plain) for what in RATED)
    )
    return without_level("".join(before[:-1]).strip()) if len(before) > 1 and rates else text


def _rated(text: str, what: Rated) -> Level | None:
    plain = level(text)
    found = list(_rating(what).finditer(plain))
    stated = {capture_words().degrees[one["before"] or one["behind"]] for one in found}
    denied = any(_NOT.search(plain[: one.start()]) for one in found)
    return stated.pop() if len(stated) == 1 and not denied else None


@cache
def _rating(what: Rated) -> re.Pattern[str]:
    words = capture_words()
    things = any_of(sorted((word for word, kind in words.rated.items() if kind == what), key=len, reverse=True))
    degrees = any_of(sorted(words.degrees, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z])(?P<before>{degrees})\s+{things}|{things}{_BETWEEN}(?P<behind>{degrees})(?![\u3400-\u9fff])"
    )


@cache
def _called() -> re.Pattern[str]:
    words = capture_words()
    return re.compile(rf"(?:{any_of(words.level_called)}){_BETWEEN}(?P<level>{any_of(words.levels)})")


@cache
def _pattern() -> re.Pattern[str]:
    words = capture_words()
    levels = any_of(sorted(words.levels, key=len, reverse=True))
    risks = any_of(surface for surface, kind in words.prefixes.items() if kind == "risk" and len(surface) > 1)
    return re.compile(rf"(?<![a-z])(?P<before>{levels})[\s-]*{risks}|{risks}{_BETWEEN}(?P<behind>{levels})")
