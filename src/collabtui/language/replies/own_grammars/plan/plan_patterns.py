"""The words of answers to a plan as regular expressions: how items are named, and what is said of them. The words are
data, `words/plan_items.*.json`, each kind explained there."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from collabtui.language import word_patterns
from collabtui.language.lexicon import LANGUAGES, read_words

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_OF_ITEM = r"(?<=\bfor )\d{1,2}(?=\s*(?:[.,;:)]|$))"
"""There is nobody for 2."""
_DAY_OF_NUMBERS = r"\d+\s*[/:：]"


class PlanPatterns(NamedTuple):
    """The ways in which items are named, and how one speaks of them."""

    before: re.Pattern[str]
    """May stand before items: a yes or a no to them, or that they are taken out."""
    named: re.Pattern[str]
    """Items by numbers or refs, with what stands before them."""
    rest: re.Pattern[str]
    """The items that are not named."""
    every: re.Pattern[str]
    """All of them."""
    mentioned: re.Pattern[str]
    """An item, wherever it stands."""
    outside: re.Pattern[str]
    """Behind the items that are taken out: 除第4项外."""
    one_number: re.Pattern[str]
    through: re.Pattern[str]
    """Between the first and the last of several numbers."""
    measure: re.Pattern[str]
    """Behind a number that counts something, or is a part of a day: 3月15日, 30%, 2.5."""
    verdict_before: re.Pattern[str]
    """Ends with a yes, a no or an `and`: an item may follow without a mark."""
    begins_exception: re.Pattern[str]


class SpeechPatterns(NamedTuple):
    """The things that are said of an item."""

    wants: re.Pattern[str]
    """It is wanted otherwise."""
    begins_otherwise: re.Pattern[str]
    """The same, or a no, right behind its number."""
    asks: re.Pattern[str]
    unsure: re.Pattern[str]
    """He does not know, where it is all that is said of an item."""
    hedges: re.Pattern[str]
    counted: re.Pattern[str]
    of_all: re.Pattern[str]
    good: re.Pattern[str]
    mostly: re.Pattern[str]
    assent: re.Pattern[str]
    """A yes at the begin of what is said of an item."""
    out: re.Pattern[str]
    refusal: re.Pattern[str]
    """A no at the begin of what is said of an item."""
    no_of_something: re.Pattern[str]
    """`No budget`: what follows is missing, and no item is refused by it."""
    called: re.Pattern[str]
    """Somebody who is called: 赵总."""
    day: re.Pattern[str]


@cache
def plan_patterns() -> PlanPatterns:
    """The patterns by which a line is cut before its items."""
    word = _one_of_each()
    more_before = rf"(?:{word['strong_before']})"
    numeral = rf"(?:\d{{1,3}}(?!\d)|{_NUMERAL}(?=\s*(?:{word['behind_numeral']})))"
    ref = r"(?<![A-Za-z0-9])[Aa]\d{1,9}(?![A-Za-z0-9])"
    behind = rf"(?:\s*(?:{word['strong_behind']}))"
    joint = rf"\s*(?:,|，|{word['joins']}|-|–|~|～|{word['through']}|[,，]\s*(?:{word['joins']}))\s*"
    # 3 4 同意: numbers with a space between are several items where a verdict follows; 3 4月底 is item 3 and a day
    spaced = rf"(?<=\d)\s+(?=\d{{1,2}}(?:\s+\d{{1,2}}){{0,8}}\s*(?:{word['assent']}|{word['refuses']}))"
    more = rf"(?:(?:{joint}|{spaced})(?:{more_before}\s*)?(?:{ref}|{numeral}(?!\s*(?:{word['share']}))){behind}?)*"
    counted = rf"(?!\s*(?:{word['counts']}))"
    strong = rf"(?:{more_before}\s*{numeral}{counted}(?:\s*(?:{word['counter']}))?|{ref}|{numeral}{behind})"
    before = (
        rf"(?:(?:{_anywhere('and')})\s+)?(?:(?P<except>{word['except']})[\s,，:：]*)?"
        rf"(?:(?P<objects>{word['objects']})\s*|(?P<agrees>{word['agrees']})\s*|(?:{word['before']})\s*)?"
    )
    before_rest = rf"(?:(?:{_anywhere('before_rest')})[\s,，]*)?(?:(?P<verdict>{word['agrees']})\s*)?"
    return PlanPatterns(
        before=_compiled(before),
        named=_compiled(rf"{before}(?P<names>(?P<strong>{strong})?(?(strong){more}|{numeral}{more}))"),
        rest=_compiled(rf"{before_rest}(?:{word['rest']})(?:\s*(?:{word['rest_behind']}))?"),
        every=_compiled(rf"{before_rest}(?:{word['every']})"),
        mentioned=_compiled(rf"{strong}|{_OF_ITEM}"),
        outside=_compiled(rf"\s*(?:{word['outside']})"),
        one_number=re.compile(rf"(?P<ref>[Aa]\d{{1,9}})|\d{{1,3}}|{_NUMERAL}"),
        through=_compiled(
            rf"(?:(?:{word['counter']})\s*)?(?:-|–|~|～|{_anywhere('through')})(?:\s*(?:{word['ordinal']}))?"
        ),
        measure=re.compile(rf"\s*(?:{word['measure']}|[.:：]\d|(?:{_anywhere('ordinal_end')})\b)"),
        verdict_before=_compiled(rf"(?:{_anywhere('verdict_before')})$"),
        begins_exception=_compiled(_anywhere("begins_exception")),
    )


@cache
def speech_patterns() -> SpeechPatterns:
    """The patterns of what is said of the items."""
    word = _one_of_each()
    because = rf"(?:[\s,，:：、.;；-]+(?:{word['because']})?\s*|$)"
    return SpeechPatterns(
        wants=re.compile(rf"{word['wants']}|(?:^|[,;。，；\s]|{word['parts']})(?:{word['wants_first']})"),
        begins_otherwise=re.compile(
            rf"\s*(?:(?:is|are|would be)\s+)?(?:{word['wants']}|{word['wants_first']}|{word['refuses']})"
        ),
        asks=re.compile(word["asks"]),
        unsure=re.compile(word["unsure"]),
        hedges=re.compile(word["hedges"]),
        counted=_compiled(rf"(?:{word['counted']})+\s*"),
        of_all=_compiled(rf"(?<=\S)\s*(?:{word['of_all']})\Z"),
        good=_compiled(word["good"]),
        mostly=_compiled(word["mostly"]),
        assent=_compiled(word["assent"]),
        out=_compiled(word["out"]),
        refusal=_compiled(rf"\A(?:{word['refuses']}){because}"),
        no_of_something=_compiled(rf"(?:{word['no_of_something']}) (?=[a-z])"),
        called=re.compile(rf"[\u4e00-\u9fff]{{1,2}}(?:{word['called']})"),
        day=_compiled(
            rf"\d+\s*(?:{_anywhere('day_unit')})|{_DAY_OF_NUMBERS}|\d+(?:{_anywhere('ordinal_end')})\b"
            rf"|(?:{_anywhere('before_day')})\d|\b(?:{_anywhere('month')})"
        ),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _one_of_each() -> dict[str, str]:
    return {kind: _one_of(words) for kind, words in _words().items()}


def _anywhere(kind: str) -> str:
    """One of the words, wherever it stands."""
    return word_patterns.one_of(_words()[kind])


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, found in read_words("plan_items", language).items():
            if kind != "about":
                words.setdefault(kind, []).extend(found)
    return words


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole, though a number may follow: item3."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(_bounded(one) for one in found) or "(?!)"


def _bounded(word: str) -> str:
    first = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    last = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return rf"{first}{re.escape(word)}{last}"
