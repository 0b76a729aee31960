"""Thousands of words by what they begin with. A mail meets few of their beginnings, and only these are sorted out."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from collabtui.language.replies.kinds import kinds

LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'_")
HEAD = re.compile(r"[a-z][a-z0-9]*(?:'[a-z]+)?|[^\x00-\x7f]")
"""What a word is found by: its first Latin word, or its first character of another script."""
_NOT_IN_TEXT = kinds("title-stop title-verb surname emoticon")
"""Kinds that others look up; in a text they say nothing of their own."""
_COUNTING = ("ordinal", "cardinal")
"""Kinds whose words count: the place in the list is the number."""


class Word(NamedTuple):
    text: str
    kinds: frozenset[str]
    value: int


class WordTable:
    """The words of all kinds, folded; without those that start with neither a letter nor a character."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._values = {word: place for kind in _COUNTING for place, word in enumerate(words.get(kind, ()), 1)}
        self._unsorted: dict[str, list[tuple[str, str]]] = {}
        self._by_head: dict[str, list[Word]] = {}
        for kind in words.keys() - _NOT_IN_TEXT:
            for word in words[kind]:
                self._unsorted.setdefault(_beginning(word), []).append((word, kind))
        self.beyond_ascii = "".join(beginning for beginning in self._unsorted if not beginning.isascii())
        """The characters that Chinese words start with."""

    def by_head(self, head: str) -> Sequence[Word]:
        """The words with this `HEAD`, the longest first."""
        beginning = _beginning(head)
        if beginning in self._unsorted:
            self._by_head |= _sorted(self._unsorted[beginning], self._values)
            # last, so that another thread never finds the words in neither place
            self._unsorted.pop(beginning, None)
        return self._by_head.get(head, ())


def _beginning(word: str) -> str:
    return word[:2] if word[0].isascii() and word[1:2] in LATIN else word[0]


def _sorted(words: Sequence[tuple[str, str]], values: Mapping[str, int]) -> dict[str, list[Word]]:
    of_kinds: dict[str, set[str]] = {}
    for word, kind in words:
        of_kinds.setdefault(word, set()).add(kind)
        if "n't" in word:
            of_kinds.setdefault(word.replace("n't", "nt"), set()).add(kind)
    heads: dict[str, list[Word]] = {}
    for word in sorted(of_kinds, key=len, reverse=True):
        head = HEAD.match(word)
        if head:
            heads.setdefault(head.group(), []).append(Word(word, frozenset(of_kinds[word]), values.get(word, 0)))
    return heads
