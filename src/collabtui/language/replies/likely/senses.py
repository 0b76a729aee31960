"""Rough classes of what the words of a passage are about: handed in, waited for, away.

The words are data, `words/senses.<language>.json`; a class that ends in `.ed` is of what has happened.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import LANGUAGES, read_words

_LONGEST = 5
"""Characters of a Chinese entry, and words of an English one."""
_SHORTEST_STEM = 3


class Sense(NamedTuple):
    """`first` and `end` are places in the list of words."""

    name: str
    first: int
    end: int


Table = Mapping[tuple[str, ...], Sequence[str]]
"""Words, or characters, and the classes that they are in."""


@cache
def _table() -> Table:
    """Read at the first use."""
    found: dict[tuple[str, ...], list[str]] = {}
    for language in LANGUAGES:
        for name, entries in read_words("senses", language).items():
            for entry in entries:
                key = tuple(entry.split()) if entry.isascii() else tuple(entry)
                found.setdefault(key, []).append(name)
    return found


def senses(words: Sequence[str]) -> Iterator[Sense]:
    """Those of each place, the longest entry that begins there; words within it have none of their own."""
    at = 0
    while at < len(words):
        found, length = _at(words, at)
        yield from (Sense(name, at, at + length) for name in found)
        at += length


def _at(words: Sequence[str], at: int) -> tuple[Sequence[str], int]:
    table = _table()
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        behind = tuple(words[at + 1 : at + length])
        for stem, ending in _stems(words[at]):
            names = table.get((stem, *behind))
            if names:
                return tuple(dict.fromkeys(_with_ending(name, ending) for name in names)), length
    return (), 1


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
