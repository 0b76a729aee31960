"""The level that a sentence gives a risk: 高风险, 风险较高, `high risk`, `risk: high`."""

import re
from functools import cache

from collabtui.domain.matters.matter import Level
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.levelling import level

_BETWEEN = r"\s*(?:is|are|[:：]|很|较|比较|非常|等级|级别|level)?\s*[:：]?\s*"
_PARTS = re.compile(r"([,，;；(（])")
_NOT = re.compile(r"(?:不|非|没|無|无|\bnot?|n't|\bno longer)\s*(?:是|算|a|an|very)?\s*$")


def stated_level(text: str) -> Level | None:
    """None where none is stated, several different ones are, or one is denied."""
    plain = level(text)
    found = list(_pattern().finditer(plain))
    stated = {capture_words().levels[one["before"] or one["behind"]] for one in found}
    if len(stated) != 1 or any(_NOT.search(plain[: one.start()]) for one in found):
        return None
    return stated.pop()


def without_level(text: str) -> str:
    """Without a last part that states the level and nothing else: `供应商延期，高风险`, `supplier late (high risk)`."""
    *before, last = _PARTS.split(text)
    plain = level(last).strip(" .。!！)）")
    return "".join(before[:-1]).strip() if len(before) > 1 and _pattern().fullmatch(plain) else text


@cache
def _pattern() -> re.Pattern[str]:
    words = capture_words()
    levels = any_of(sorted(words.levels, key=len, reverse=True))
    risks = any_of(surface for surface, kind in words.prefixes.items() if kind == "risk" and len(surface) > 1)
    return re.compile(rf"(?<![a-z])(?P<before>{levels})[\s-]*{risks}|{risks}{_BETWEEN}(?P<behind>{levels})")
