"""One token in place of many: what was recognised as a whole, so that nobody reads inside it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from collabtui.language.replies.words.vocabulary import Token


class OverlaySpan(NamedTuple):
    """Something recognised at a place of a folded text."""

    start: int
    end: int
    kind: str
    value: int = 0


def covered(text: str, tokens: Sequence[Token], found: Iterable[OverlaySpan]) -> list[Token]:
    """The tokens with one for each thing found. Of things that overlap, the first and longest counts."""
    things = list(_apart(found))
    return list(_cover(text, tokens, things)) if things else list(tokens)


def _apart(found: Iterable[OverlaySpan]) -> Iterator[OverlaySpan]:
    end = 0
    for thing in sorted(found, key=lambda thing: (thing.start, -thing.end)):
        if thing.start >= end:
            yield thing
            end = thing.end


def _cover(text: str, tokens: Sequence[Token], things: Sequence[OverlaySpan]) -> Iterator[Token]:
    next_thing, given = 0, -1
    for token in tokens:
        at = token.start
        while next_thing < len(things) and things[next_thing].start < token.end:
            thing = things[next_thing]
            if thing.start > at:
                yield _part(text, token, at, thing.start)
            if given < next_thing:
                yield Token(frozenset({thing.kind}), thing.start, thing.end, text[thing.start : thing.end], thing.value)
                given = next_thing
            at = max(at, thing.end)
            if thing.end > token.end:
                break
            next_thing += 1
        if at < token.end:
            yield _part(text, token, at, token.end)


def _part(text: str, token: Token, start: int, end: int) -> Token:
    """What is left of a token. A known word still says what it said: 中 of 测试中, where 测试 is a title; not 了 of
    准了 (granted) in 校准了 (calibrated)."""
    if (start, end) == (token.start, token.end):
        return token
    if text[start:end] == _ASPECT and token.of("agree"):
        token = token._replace(kinds=frozenset({"perfect"}))
    return token._replace(start=start, end=end, text=text[start:end])


_ASPECT = "了"
_FIRST, _LAST = "\u3400", "\u9fff"


def is_han(char: str) -> bool:
    return _FIRST <= char <= _LAST


def han_runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each unbroken row of Chinese characters."""
    at = 0
    while at < len(text):
        length = sum(1 for _ in takewhile(is_han, text[at:]))
        if length:
            yield at, at + length
        at += length + 1
