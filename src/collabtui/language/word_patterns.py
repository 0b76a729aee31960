"""Regular expressions for one word of a list, the longest first, so that none is cut short by another."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """Wherever it stands; a group, which of no words is empty."""
    return f"(?:{'|'.join(map(re.escape, _longest_first(words)))})"


def one_whole(words: Iterable[str]) -> str:
    """A word in ASCII only as a whole; a group, which of no words is empty."""
    each = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in _longest_first(words))
    return f"(?:{'|'.join(each)})"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
