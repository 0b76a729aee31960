"""Things that somebody gives, each with its number: 两名后端开发, 预算3000元, two backend developers.

What they are of (people, money, tools, data) is told by the noun, else by the word that counts them. The words are
data, `words/offers.*.json`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language.lexicon import english_numbers, read_words
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.word_patterns import one_of, one_whole

ThingKind = Literal["people", "budget", "tools", "data", "other"]
_KINDS: tuple[ThingKind, ...] = ("people", "budget", "tools", "data")
_TIMES = {"千": 1_000, "万": 10_000, "k": 1_000}
_PLURAL = "s"
_SUM = r"[€$£¥]\s?\d[\d,.]*k?"


class GivenThing(NamedTuple):
    kind: ThingKind
    number: float
    noun: str
    """What it is, without its number; empty for a bare number of people, which may be of any."""

    def covers(self, asked: "GivenThing") -> bool:
        """Whether it is of the same, and no less."""
        mine, theirs = (one.noun.removesuffix(_PLURAL) for one in (self, asked))
        of_any = self.kind == "budget" or not {mine, theirs}.isdisjoint(_of_anybody())
        same = of_any or mine in theirs or theirs in mine
        return self.kind == asked.kind and same and self.number >= asked.number


def thing_in(text: str) -> GivenThing | None:
    """The thing that a folded text is, to its last word; None where it is more, or nothing known."""
    found = _thing("zh").fullmatch(text) or _thing("en").fullmatch(text)
    return _read(found) if found else None


def things_asked_in(text: str) -> Iterator[GivenThing]:
    """Those that stand anywhere in a folded text."""
    for language in ("zh", "en"):
        yield from (one for found in _thing(language).finditer(text) if (one := _read(found)))


def kind_of_thing(text: str) -> ThingKind:
    """The kind of what is written so, in whatever words; `other` where nothing tells it."""
    folded = text.casefold()
    named = [(found.end(), kind) for kind in _KINDS for found in _noun(kind).finditer(folded)]
    if named:
        return max(named)[1]  # the noun stands last: 测试服务器
    return next((kind for kind in _KINDS if _counted_as(kind).search(folded)), "other")


def _read(found: re.Match[str]) -> GivenThing | None:
    number, kind = _number(found["number"]), kind_of_thing(found[0])
    if number is None or kind == "other":
        return None
    return GivenThing(kind, number, f"{found['before'] or ''}{found['behind'] or ''}".strip())


def _number(text: str) -> float | None:
    scale = _TIMES.get(text[-1:], 1)
    plain = text.rstrip("".join(_TIMES)).replace(",", "").rstrip(".")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain) * scale
    counted = english_numbers().get(plain) if plain.isascii() else chinese_number(plain)
    return None if counted is None else counted * scale


def _words(kind: str, language: str) -> list[str]:
    found: list[str] = read_words("offers", language)["kinds"].get(kind, [])
    return found


@cache
def _of_anybody() -> frozenset[str]:
    """Words for people, whatever they do; none is one as well."""
    words = [word for language in ("zh", "en") for word in _words("of-anybody", language)]
    return frozenset({"", *(word.removesuffix(_PLURAL) for word in words)})


@cache
def _noun(kind: str) -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in sorted(_words(f"of-{kind}", "en"), key=len, reverse=True))
    return re.compile(rf"{one_of(_words(f'of-{kind}', 'zh'))}|\b(?:{latin})s?\b")


@cache
def _counted_as(kind: str) -> re.Pattern[str]:
    counted = rf"[\d{CHINESE_NUMERALS}千万]\s*{one_of(_words(f'unit-{kind}', 'zh'))}"
    return re.compile(rf"{counted}|{_SUM}" if kind == "budget" else counted)


@cache
def _thing(language: str) -> re.Pattern[str]:
    nouns, qualities = (
        [word for kind in kinds for word in _words(kind, language)]
        for kinds in ([f"of-{kind}" for kind in _KINDS], ["qualities"])
    )
    if language == "zh":
        number = rf"(?P<number>(?:\d[\d,.]*|[{CHINESE_NUMERALS}]{{1,4}})[千万]?)"
        units = one_of(word for kind in (*_KINDS, "anything") for word in _words(f"unit-{kind}", "zh"))
        what = f"{one_of([*nouns, *qualities])}{{0,3}}"
        return re.compile(rf"(?P<before>{what}){number}\s*{units}?(?P<behind>{what})")
    number = rf"(?P<number>\d[\d,.]*k?|{one_of(english_numbers())})"
    what = rf"(?:{one_whole(qualities)} )*(?:{one_of(nouns)}s? ){{0,2}}{one_of(nouns)}s?"
    return re.compile(rf"(?P<before>[€$£¥]?)\s?\b{number}(?: (?P<behind>{what}))?\b")
