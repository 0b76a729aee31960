"""Regular expressions for one word of a list, the longest first, so that none is cut short by another."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from collabtui.language.lexicon import words_of_both


def one_of(words: Iterable[str]) -> str:
    """Wherever it stands; a group, which of no words is empty."""
    return f"(?:{_branches(_longest_first(words))})"


def one_whole(words: Iterable[str]) -> str:
    """A word in ASCII only as a whole; a group, which of no words is empty."""
    return f"(?:{'|'.join(map(_whole, _by_beginning(_longest_first(words))))})"


@cache
def whole_words(subject: str, kind: str) -> re.Pattern[str]:
    """The words of one kind of a subject in Chinese and in English, each as `one_whole` has it."""
    return re.compile(one_whole(words_of_both(subject, kind)))


def _whole(words: Sequence[str]) -> str:
    """Of words with the same beginning: it is looked at first, as most places of a text have another."""
    ascii_words = [word for word in words if word.isascii()]
    if not ascii_words:
        return _branches(words)
    beginning = re.escape(words[0][:1])
    if len(ascii_words) < len(words) or not beginning:
        return "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    rest = _branches([word[1:] for word in words], end=r"\b")
    return rf"{beginning}(?<=\b{beginning})" + (rest if len(words) == 1 else f"(?:{rest})")


def _branches(words: Sequence[str], end: str = "") -> str:
    """The words, each with `end` behind it; what several begin with is tried once for all of them."""
    return "|".join(_branch(group, end) for group in _by_beginning(words))


def _branch(words: Sequence[str], end: str) -> str:
    if len(words) == 1:
        return re.escape(words[0]) + end
    shortest = min(words, key=len)
    same = next((at for at, char in enumerate(shortest) if any(word[at] != char for word in words)), len(shortest))
    return f"{re.escape(shortest[:same])}(?:{_branches([word[same:] for word in words], end)})"


def _by_beginning(words: Sequence[str]) -> list[list[str]]:
    """Those that begin with the same character together; capitals are left alone, as what ignores them would try such
    words in another order."""
    groups: dict[str, list[str]] = {}
    apart = any(word != word.lower() for word in words)
    for word in words:
        groups.setdefault(word if apart else word[:1], []).append(word)
    return list(groups.values())


def _longest_first(words: Iterable[str]) -> list[str]:
    """Each once."""
    return sorted(dict.fromkeys(words), key=len, reverse=True)
