"""Patterns of whole clauses that are spelled out to their last word, of `words/companions.*.json`, and its lists of
places and of what exists already."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of, one_whole

ENDS = " .!,;~-—…()"
SPELLED = "spelled_statements"
"""The subject of statements that are spelled out."""
_PART = late_regex(r"<([a-z]+)>")
_LONGEST_COMPANION = 160
_LONGEST_REMARK = 80
LONGEST_SPELLED = 120
"""Characters."""
SOMEBODY = ("somebody", "某人")
"""In Latin letters, and in Chinese."""


def is_spelled_out(kind: str, text: str) -> bool:
    """Whether folded words are such a clause, from their first to their last."""
    text = text.strip(ENDS)
    return len(text) <= _LONGEST_REMARK and matches(kind, text)


def matches(kind: str, text: str) -> bool:
    return len(text) <= _LONGEST_COMPANION and _pattern(kind).fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Whether folded words name a place where a result is kept or shown: system, website, 文档."""
    return _places().fullmatch(text) is not None


def impersonal(text: str, people: Sequence[str]) -> str:
    """Folded words with `somebody` for each of the `people`, the longest names first."""
    for name in sorted(people, key=len, reverse=True):
        text = text.replace(name.lower(), SOMEBODY[not name.isascii()])
    return text


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
    found = (one for language in LANGUAGES for one in spelled_out("companions", language, kind))
    return re.compile("|".join(f"(?:{one})" for one in found))


def spelled_out(subject: str, language: str, kind: str) -> Iterator[str]:
    """Patterns of the clauses of a kind, as one file has them: each part that a clause names in <> is filled in."""
    clauses, parts = _stored(subject, language)
    for clause in clauses.get(kind, ()):
        yield _PART.sub(lambda part: parts[part[1]], clause)


@cache
def pattern_of(subject: str, language: str, kind: str) -> re.Pattern[str]:
    """Of the clauses of a kind, as one file has them; read and compiled at the first use of the kind."""
    return re.compile("|".join(f"(?:{one})" for one in spelled_out(subject, language, kind)))


@cache
def _stored(subject: str, language: str) -> tuple[Mapping[str, Sequence[str]], Mapping[str, str]]:
    """The clauses of a file by kind, and the pattern of each of its parts: for all kinds the same."""
    stored = read_words(subject, language)
    parts = {name: one_of(words) for name, words in stored["parts"].items()}
    parts |= {name: f"(?:{'|'.join(shapes)})" for name, shapes in stored["shapes"].items()}
    return stored["clauses"], parts
