"""How much of it is done: 60%, 百分之六十, 八成, 一半, half way, two thirds."""

import re
from functools import lru_cache
from typing import NamedTuple

from collabtui.language.numbers import chinese_number
from collabtui.language.vocabulary import Vocabulary

_NUMERAL = "[〇零一二两三四五六七八九十百]"
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5}


class Percent(NamedTuple):
    """A share at a place of a folded text, rounded to whole percents."""

    start: int
    end: int
    value: int


@lru_cache(maxsize=4)
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    half = "|".join(re.escape(word) for word in sorted(words.of_kind("half"), key=len, reverse=True))
    return re.compile(
        r"(?<![\d./-])(?<!\d,)(?P<digits>\d{1,3}(?:\.\d{1,2})?) ?(?:%|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))"
        rf"|百分之(?P<hundredth>{_NUMERAL}+)"
        rf"|(?P<of>{_NUMERAL}{{1,2}})分之(?P<part>{_NUMERAL}{{1,2}})"
        r"|(?<![一二三四五六七八九十])(?P<tenth>[一二三四五六七八九])成(?P<more>[半一二三四五六七八九])?(?![为了就功果员本绩立熟效])"
        rf"|(?<![a-z])(?:(?P<count>a|one|two|three)[ -](?P<name>third|quarter|fourth|fifth)s?)(?![a-z])"
        rf"|(?<![a-z])(?P<half>{half})(?![a-z]| an? )"
    )


def find_shares(text: str, words: Vocabulary) -> list[Percent]:
    """The shares in a folded text, from the left; what is more than all is none."""
    found = []
    for match in _pattern(words).finditer(text):
        value = _value(match)
        if value is not None and 0 <= value <= 100:
            found.append(Percent(match.start(), match.end(), value))
    return found


def _value(match: re.Match[str]) -> int | None:
    if match["digits"]:
        return round(float(match["digits"]))
    if match["hundredth"]:
        return chinese_number(match["hundredth"])
    if match["of"]:
        whole, part = chinese_number(match["of"]), chinese_number(match["part"])
        return round(100 * part / whole) if whole and part is not None else None
    if match["tenth"]:
        more = 5 if match["more"] == "半" else chinese_number(match["more"] or "零") or 0
        return (chinese_number(match["tenth"]) or 0) * 10 + more
    if match["name"]:
        count = {"a": 1, "one": 1, "two": 2, "three": 3}[match["count"]]
        return round(100 * count / _PARTS[match["name"]])
    return 50
