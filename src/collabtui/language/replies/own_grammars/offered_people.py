"""Reads a department's offer of people, counted against those that it was asked for, and its names of a delay.

We can spare two people, 我们出两个人: a yes where two were asked for, by their number in the request. Fewer, things
instead of people, or people for another time are no yes. The words are data, `words/offers.*.json`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from collabtui.language.lexicon import LANGUAGES, english_numbers, read_words
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.word_patterns import one_of, one_whole

_EDGES = " .,;!"


def offers_as_many(text: str, topics: Iterable[str]) -> bool:
    """Whether the clause `text`, folded, offers at least as many as one topic asks for, and says nothing else."""
    found = next((match for one in _offers() if (match := one.fullmatch(text.strip(_EDGES)))), None)
    if found is None:
        return False
    asked = [(number, topic) for topic in topics for number in counted_in(topic)]
    if len(asked) != 1:
        return False
    number, topic = asked[0]
    offered = _number(found["number"])
    is_asked = not found["kind"] or found["kind"].removesuffix("s") in topic
    return is_asked and offered is not None and offered >= number


def delays_in(text: str, topics: Sequence[str]) -> list[tuple[int, int]]:
    """Finds the delay, 推迟: what a change asks for, by a name of its own, if it asks for a later date, or for another
    one of which it does not say that it is earlier."""
    whole = " ".join(topics)
    is_later = any(one in whole for one in _words("delays"))
    moves = re.search(one_whole(_words("moves")), whole) and not re.search(one_whole(_words("sooner")), whole)
    if not (is_later or moves):
        return []
    return [match.span() for match in re.finditer(_delay(), text)]


@cache
def _delay() -> str:
    latin = one_of(word for word in _words("delays") if word.isascii())
    han = one_of(word for word in _words("delays") if not word.isascii())
    return rf"\b{latin}\b|{han}"


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in read_words("offers", language)["kinds"][kind])


@cache
def _offers() -> tuple[re.Pattern[str], ...]:
    latin = {kind: one_of(word for word in _words(kind) if word.isascii()) for kind in ("who", "spares", "heads")}
    han = {kind: one_of(word for word in _words(kind) if not word.isascii()) for kind in ("who", "spares", "heads")}
    number = rf"(?P<number>\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,3}})"
    return (
        re.compile(rf"{han['who']}?{han['spares']}{number}{han['heads']}(?P<kind>[\u4e00-\u9fff]{{0,4}}?)(?:人员|人)?"),
        re.compile(
            rf"(?:{latin['who']} ?)?{latin['spares']} (?P<number>\d{{1,3}}|{one_of(english_numbers())})"
            rf"(?: {latin['heads']}| (?P<kind>[a-z]+))"
        ),
    )


def counted_in(topic: str) -> list[int]:
    """Numbers of people or things, and no number of a paper: two testers, 两名测试人员; not X-2026-001."""
    counted = (
        rf"(?<![\w-])(\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,3}})(?=[名位个]|人)|(?<![\w-])(\d{{1,3}}|[a-z]+) (?=[a-z]+)"
    )
    texts = [match[1] or match[2] for match in re.finditer(counted, topic)]
    return [number for one in texts if (number := _number(one)) is not None]


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return english_numbers().get(text) if text.isascii() else chinese_number(text)
