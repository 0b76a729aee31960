"""The words of the reply grammar: read from data, found in a text.

The data is `words/reply.<language>.json`: kinds of words, each a list. The English file says what each kind does.
Both languages are one vocabulary, because people mix them. A word may be of several kinds, and the longest word at a
place wins.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.replies.folding import Folding
from collabtui.language.replies.kinds import Token, kinds

OwnWords = Mapping[str, Sequence[str]]
"""Words a home has taught, in the shape of the word files: kind → words, `{"done": ["妥了"]}`."""

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'_")
_FIRST_BEYOND_ASCII = "\x80"
_HEAD = re.compile(r"[a-z][a-z0-9]*(?:'[a-z]+)?|[^\x00-\x7f]")
_PIECES = (
    r"(?P<word>[a-z][a-z0-9]*(?:'[a-z]+)?)",
    r"(?P<nth>\d{1,2}(?:st|nd|rd|th)(?![a-z]))",
    # dates, thousands, decimals, clock times, years, 30%, 2x: numbers that are no item's
    r"(?P<figure>\d+(?:[-/.:]\d+){2,}|\d{1,3}(?:,\d{3})+(?!\d)|\d+[./]\d+(?!\d*月)|\d{1,2}:\d\d(?![\d%])|\d{4,}|\d+(?=[a-z_%]))",
    r"(?P<number>\d{1,3})",
    r"(?P<mark>[\x21-\x7e])",
)
_NOT_IN_TEXT = kinds("title-stop title-verb surname emoticon")
"""Kinds that others look up; in a text they say nothing of their own."""
_COUNTING = kinds("ordinal cardinal")
"""Kinds whose words count: the place in the list is the number."""
_KINDS = {name: kinds(name) for name in ("text", "number", "numeral", "ordinal", "figure", "mark")}


class Vocabulary:
    """Words by their first Latin word or their first character, the longest first.

    They come as the folding leaves a text. `perfect` has the irregular English verbs: what was written, sent, built.
    """

    def __init__(
        self, words: Mapping[str, Iterable[str]], folding: Folding, perfect: Mapping[str, Sequence[str]]
    ) -> None:
        self.folding = folding
        self.perfect = perfect
        self._words = {kind: tuple(found) for kind, found in words.items()}
        self._heads = self._by_head()
        beyond = "".join(re.escape(head) for head in self._heads if not head.isascii())
        run = rf"(?P<run>(?:(?![{beyond}{CHINESE_NUMERALS}])[\u3400-\u9fff])+)"
        self._pieces = re.compile("|".join((*_PIECES, run, r"(?P<other>[^\x00-\x7f])")))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        return self._words.get(kind, ())

    def tokens(self, text: str) -> list[Token]:
        """All of a folded text but its spaces, in order."""
        found: list[Token] = []
        at = 0
        while piece := self._pieces.search(text, at):
            token = None
            if piece.lastgroup in ("word", "other"):
                token = self._known(text, piece.start(), piece.group())
            token = token or self._unknown(text, piece)
            at = token.end
            found.append(token)
        return found

    def is_word(self, text: str) -> bool:
        """Whether all of a folded text is one known word."""
        return any(word == text for word, _, _ in self._heads.get(text, ()))

    def _known(self, text: str, start: int, head: str) -> Token | None:
        for word, of_kinds, value in self._heads.get(head, ()):
            if text.startswith(word, start):
                end = start + len(word)
                if word[-1] not in _LATIN or end >= len(text) or text[end] not in _LATIN:
                    return Token(of_kinds, start, end, word, value)
        return None

    def _by_head(self) -> dict[str, list[tuple[str, frozenset[str], int]]]:
        of_kinds: dict[str, set[str]] = {}
        for kind, words in self._words.items():
            for word in words if kind not in _NOT_IN_TEXT else ():
                of_kinds.setdefault(word, set()).add(kind)
                if "n't" in word:
                    of_kinds.setdefault(word.replace("n't", "nt"), set()).add(kind)
        values = {word: place for kind in _COUNTING for place, word in enumerate(self.of_kind(kind), 1)}
        heads: dict[str, list[tuple[str, frozenset[str], int]]] = {}
        for word in sorted(of_kinds, key=len, reverse=True):
            head = word[0] if word[0] >= _FIRST_BEYOND_ASCII else _latin_head(word)
            if head:
                heads.setdefault(head, []).append((word, frozenset(of_kinds[word]), values.get(word, 0)))
        return heads

    def _unknown(self, text: str, piece: re.Match[str]) -> Token:
        start, end, found, kind = piece.start(), piece.end(), piece.group(), piece.lastgroup
        if kind == "figure" and found.isdigit() and len(found) < 4:
            # 1done
            behind = _HEAD.match(text, end)
            kind = "number" if behind and self._known(text, end, behind.group()) else kind
        if kind == "number":
            return Token(_KINDS["number"], start, end, found, int(found))
        if kind == "nth":
            return Token(_KINDS["ordinal"], start, end, found, int(found[:-2]))
        if kind == "other" and found in CHINESE_NUMERALS:
            return _numeral(text, start)
        if kind == "mark" or (kind == "other" and not found.isalnum()):
            return Token(_KINDS["mark"], start, end, found)
        return Token(_KINDS["figure" if kind == "figure" else "text"], start, end, found)


def _latin_head(word: str) -> str:
    head = _HEAD.match(word)
    return head.group() if head else ""


def _numeral(text: str, start: int) -> Token:
    end = start
    while end < len(text) and text[end] in CHINESE_NUMERALS:
        end += 1
    value = chinese_number(text[start:end])
    return Token(_KINDS["text" if value is None else "numeral"], start, end, text[start:end], value or 0)


def vocabulary(own_words: OwnWords) -> Vocabulary:
    """The words of the product and those the home has taught; read at the first use."""
    return _vocabulary(tuple(sorted((kind, tuple(words)) for kind, words in own_words.items())))


@lru_cache(maxsize=4)
def _vocabulary(own: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    merged: dict[str, list[str]] = {}
    perfect: dict[str, list[str]] = {}
    for language in LANGUAGES:
        stored = read_words("reply", language)
        perfect |= stored.get("perfect", {})
        for kind, words in stored["kinds"].items():
            merged.setdefault(kind, []).extend(words)
    folding = Folding(read_words("variants", "zh"))
    for kind, taught in own:
        merged.setdefault(kind, []).extend(folding.fold(word).text.strip() for word in taught)
    return Vocabulary(merged, folding, perfect)
