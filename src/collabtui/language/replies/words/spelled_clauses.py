"""Patterns of whole clauses that are spelled out to their last word, of `words/companions.*.json`, and its lists of
places and of what exists already."""

import re
from collections.abc import Mapping
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of, one_whole

ENDS = " .!,;~-—…()"
_PART = late_regex(r"<([a-z]+)>")
_LONGEST_COMPANION = 160
_LONGEST_REMARK = 80
"""Characters."""


def is_spelled_out(kind: str, text: str) -> bool:
    """Whether folded words are such a clause, from their first to their last."""
    text = text.strip(ENDS)
    return len(text) <= _LONGEST_REMARK and matches(kind, text)


def matches(kind: str, text: str) -> bool:
    return len(text) <= _LONGEST_COMPANION and _pattern(kind).fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Whether folded words name a place where a result is kept or shown: system, website, 文档."""
    return _places().fullmatch(text) is not None


def tells_of_what_exists(text: str) -> bool:
    """Photos to follow, 扫描后发您 (you get it scanned): what is there, and has only to be passed on."""
    return _exists().search(text) is not None


@cache
def _places() -> re.Pattern[str]:
    return re.compile(one_of(_part_words("place")))


@cache
def _exists() -> re.Pattern[str]:
    return re.compile(one_whole(_part_words("exists")))


def _part_words(name: str) -> list[str]:
    return [word for language in LANGUAGES for word in read_words("companions", language)["parts"][name]]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Read and compiled at the first use of the kind."""
    found: list[str] = []
    for language in LANGUAGES:
        stored = read_words("companions", language)
        parts = {name: one_of(words) for name, words in stored["parts"].items()}
        parts |= {name: f"(?:{'|'.join(shapes)})" for name, shapes in stored["shapes"].items()}
        found += (_spelled_out(one, parts) for one in stored["clauses"].get(kind, ()))
    return re.compile("|".join(f"(?:{one})" for one in found))


def _spelled_out(clause: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda part: parts[part[1]], clause)
