"""Rough classes of what the words of a passage are about: handed in, waited for, away.

The words are data, `words/senses.<language>.json`; a class that ends in `.ed` is of what has happened.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from collabtui.language.lexicon import LANGUAGES, read_words

_SHORTEST_STEM = 3


class Sense(NamedTuple):
    """`first` and `end` are places in the list of words."""

    name: str
    first: int
    end: int


Table = Mapping[str, Mapping[tuple[str, ...], Sequence[str]]]
"""First words, or characters; those that follow them in an entry, the most first; and the classes that it is in."""


@cache
def _table() -> Table:
    """Read at the first use."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for language in LANGUAGES:
        for name, entries in read_words("senses", language).items():
            for entry in entries:
                first, *behind = entry.split() if entry.isascii() else entry
                found.setdefault(first, {}).setdefault(tuple(behind), []).append(name)
    return {first: dict(sorted(behind.items(), key=lambda one: -len(one[0]))) for first, behind in found.items()}


def senses(words: Sequence[str]) -> Iterator[Sense]:
    """Those of each place, the longest entry that begins there; words within it have none of their own."""
    at = 0
    while at < len(words):
        found, length = _at(words, at)
        yield from (Sense(name, at, at + length) for name in found)
        at += length


def _at(words: Sequence[str], at: int) -> tuple[Sequence[str], int]:
    table, length = _table(), 0
    best: Sequence[str] = ()
    for stem, ending in _known_stems(words[at]):
        for behind, names in table[stem].items():
            if len(behind) < length:
                break
            if not behind or tuple(words[at + 1 : at + 1 + len(behind)]) == behind:
                best, length = tuple(dict.fromkeys(_with_ending(name, ending) for name in names)), len(behind) + 1
                break
    return best, length or 1


@lru_cache(maxsize=8192)
def _known_stems(word: str) -> tuple[tuple[str, str], ...]:
    """Those that an entry begins with."""
    return tuple(one for one in _stems(word) if one[0] in _table())


def _with_ending(name: str, ending: str) -> str:
    return name if "." in name else name + ending


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """The word, and of an English one what it may be a form of, with what the form tells."""
    yield word, ""
    if not word.isascii():
        return
    for ending, tells in (("ing", ".ing"), ("ed", ".ed"), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            yield stem, tells
            if ending in ("ing", "ed"):
                yield stem + "e", tells
                if stem[-1] == stem[-2]:
                    yield stem[:-1], tells
                if stem.endswith("i"):
                    yield stem[:-1] + "y", tells
