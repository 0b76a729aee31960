"""Regular expressions for one word of a list, the longest first, so that none is cut short by another."""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.language.lexicon import words_of_both


def one_of(words: Iterable[str]) -> str:
    """Wherever it stands; a group, which of no words is empty."""
    return f"(?:{'|'.join(map(re.escape, _longest_first(words)))})"


def one_whole(words: Iterable[str]) -> str:
    """A word in ASCII only as a whole; a group, which of no words is empty."""
    each = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in _longest_first(words))
    return f"(?:{'|'.join(each)})"


@cache
def whole_words(subject: str, kind: str) -> re.Pattern[str]:
    """The words of one kind of a subject in Chinese and in English, each as `one_whole` has it."""
    return re.compile(one_whole(words_of_both(subject, kind)))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
