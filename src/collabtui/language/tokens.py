"""Text → tokens of date phrases: words of the lexicon, numbers, clock times, and the opaque rest.

The opaque rest matters as much: a number that belongs to a version, a price, a phone or a file name is none of ours.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from collabtui.language.levelling import level
from collabtui.language.lexicon import Entry, Lexicon, date_lexicon
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number


class Token(NamedTuple):
    """`start` and `end` are places in the text that was read."""

    kind: str
    start: int
    end: int
    value: int | str = 0
    parts: tuple[int, ...] = ()
    """The numbers of 2026-03-04 (`iso`, year first), 3/4/26 (`triple`) and 3/4 (`pair`), in the order they stand."""
    text: str = ""
    shy: bool = False


_NUMBER = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2})"
    r"(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![0-9a-z%]|[-./:+][0-9a-z])"
    r"|(?P<triple>\d{1,2}(?P<sep>[-./])\d{1,2}(?P=sep)(?:\d{4}|\d{1,2}))(?![0-9a-z%]|[-./:+][0-9a-z])"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?(?:[ap]m\b|[ap]\.m\.)|\d{1,2} ?o'clock)(?![0-9])"
    r"|(?P<pair>\d{1,2}[-./]\d{1,2})(?![0-9a-z%]|[-./:+][0-9a-z])"
    r"|(?P<ord>\d{1,2})(?:st|nd|rd|th)(?![a-z0-9])"
    r"|(?P<num>\d{1,8})(?![0-9_%]|[,./:]\d| ?%|-\d)"
    r"|(?P<opaque>\d[0-9a-z_]*(?:[-./:,][0-9a-z_]+)*(?: ?%)?)"
)
_LATIN = re.compile(r"[a-z_\u00c0-\u024f][a-z0-9_\u00c0-\u024f]*(?:'[a-z]+)?")
_ADDRESS = re.compile(r"[a-z0-9_.+\\-]*(?:://|@|\\)[a-z0-9_.:/?=&#%~+@\\-]+")
_SEPARATOR = re.compile(r"[-./]")
_CLOCK_TAIL = re.compile(r"\s*[点时](?:钟|整|半|[一二三]刻|\s*[0-9〇零一二三四五六七八九十]{1,3}\s*分?)?(?!间)")
_OPEN = frozenset('([【〔<{“"')
_CLOSE = frozenset(')]】〕>}”"')
_GLUE = frozenset("#$¥€£_\\@=&")
_MARKS = {",": "comma", "-": "hyphen", "~": "hyphen", "+": "plus", "、": "list", "/": "list"}


def tokenise(text: str) -> list[Token]:
    """All of `text` but its spaces, in order; traditional, full-width and capital letters as their plain forms."""
    return list(_Scanner(level(text)).tokens())


@cache
def _opaque_run() -> re.Pattern[str]:
    """Characters beyond ASCII that start no word of ours."""
    known = "".join(head for head in date_lexicon().entries if not head.isascii())
    return re.compile(rf"[^\x00-\x7f{known}{CHINESE_NUMERALS}，。；：、！？（）【】“”…\s]+")


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lexicon: Lexicon = date_lexicon()
        self._opaque = _opaque_run()
        self._addresses = [match.span() for match in _ADDRESS.finditer(text)] if _has_address(text) else []

    def tokens(self) -> Iterator[Token]:
        text, at = self._text, 0
        while at < len(text):
            if text[at] == " ":
                at += 1
                continue
            for token in self._next(at):
                yield token
                at = token.end

    def _next(self, at: int) -> tuple[Token, ...]:
        char = self._text[at]
        for start, end in self._addresses:
            if start <= at < end:
                return (Token("opaque", at, end),)
        if char.isascii():
            if char.isdigit():
                return self._number(at)
            return (self._latin(at),) if char.isalpha() or char == "_" else (self._mark(at),)
        return (self._beyond_ascii(at),)

    def _mark(self, at: int) -> Token:
        char = self._text[at]
        if self._text.startswith("'s", at):
            return Token("possessive", at, at + 2)
        if char in _OPEN or char in _CLOSE:
            kind = "open" if char in _OPEN else "close"
        else:
            kind = "glue" if char in _GLUE else _MARKS.get(char, "punct")
        return Token(kind, at, at + 1, text=char)

    def _latin(self, at: int) -> Token:
        found = _LATIN.match(self._text, at)
        if found is None:
            return Token("opaque", at, at + 1)
        word = found.group()
        best: Token | None = None
        for entry in self._lexicon.entries.get(word.partition("'")[0], ()):
            end = self._phrase_end(at, entry)
            if end > (best.end if best else 0):
                best = Token(entry.kind, at, end, entry.value, text=entry.surface, shy=entry.shy)
        if best and best.end >= found.end():
            return best
        if best and word.endswith("'s") and best.end == found.end() - 2:
            return best
        return Token("opaque", at, found.end())

    def _phrase_end(self, at: int, entry: Entry) -> int:
        text, end = self._text, at
        for count, word in enumerate(entry.words):
            while count and end < len(text) and text[end] in " -":
                end += 1
            if not text.startswith(word, end):
                return 0
            end += len(word)
        following = text[end : end + 1]
        return 0 if (following.isalnum() and following < "\u0250") or following == "_" else end

    def _beyond_ascii(self, at: int) -> Token:
        text = self._text
        for entry in self._lexicon.entries.get(text[at], ()):
            if text.startswith(entry.surface, at):
                return Token(entry.kind, at, at + len(entry.surface), entry.value, text=entry.surface)
        if text[at] in CHINESE_NUMERALS:
            return self._numeral(at)
        run = self._opaque.match(text, at)
        return Token("opaque", at, run.end()) if run else self._mark(at)

    def _numeral(self, at: int) -> Token:
        end = at
        while end < len(self._text) and self._text[end] in CHINESE_NUMERALS:
            end += 1
        numeral = self._text[at:end]
        number = chinese_number(numeral)
        if number is None:
            return Token("few", at, end, text=numeral)
        tail = _CLOCK_TAIL.match(self._text, end)
        if tail and number <= 24:
            return Token("clock", at, tail.end())
        return Token("num", at, end, number, text=numeral)

    def _number(self, at: int) -> tuple[Token, ...]:
        text = self._text
        found = _NUMBER.match(text, at)
        if found is None:
            return (Token("opaque", at, at + 1),)
        kind = found.lastgroup or "opaque"
        kind = "triple" if kind == "sep" else kind
        end = found.end()
        if kind in ("iso", "triple", "pair"):
            parts = tuple(int(part) for part in _SEPARATOR.split(found.group(kind)))
            if kind == "pair" and text[end : end + 1] == "月":
                return self._listed(at, found.group(kind))
            return (Token(kind, at, end, text=found.group(kind), parts=parts),)
        if kind in ("num", "ord"):
            tail = _CLOCK_TAIL.match(text, end) if kind == "num" else None
            if tail and int(found.group(kind)) <= 24:
                return (Token("clock", at, tail.end()),)
            return (Token(kind, at, end, int(found.group(kind)), text=found.group(kind)),)
        return (Token(kind, at, end),)

    def _listed(self, at: int, pair: str) -> tuple[Token, ...]:
        """1.3月4日 is the first item of a list and a day; 1-3月 and 1/3月 are none."""
        item, dot, month = pair.partition(".")
        if not dot:
            return (Token("opaque", at, at + len(pair)),)
        start = at + len(item) + 1
        return (
            Token("opaque", at, start),
            Token("num", start, start + len(month), int(month), text=month),
        )


def _has_address(text: str) -> bool:
    return "@" in text or "://" in text or "\\" in text
