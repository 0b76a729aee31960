"""The words of dates and numbers, of all languages in one table: people mix them. The data stands in `words/`.

The data stands in `words/`, one file per language and subject: a new word is a line there.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from collabtui.language.numbers import CHINESE_NUMERALS

Needs = Literal["", "company", "lead", "tail", "words", "phrase"]
"""What a word or shape that is often something else needs before it counts as a date; see `dates.date_lookalikes`."""

CHINESE_MARKS = "，。；：、！？（）【】“”…→"
WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")
"""Of the people who use it. What they write is read with the words of both at once: people mix them."""
READ_ALONE = ("ja",)
"""Languages that are read besides, each with English, in mails that hold characters of its own: `writing.*.json`. Those
that write with Chinese characters mean other things by them."""


class LexiconEntry(NamedTuple):
    """A word or phrase. `value` is what it stands for within its kind: a number, or a name such as `week`."""

    surface: str
    kind: str
    value: int | str
    shy: Needs = ""
    """What the word needs beside it to be a date, being a word of its own as well (sat, may); see `Needs`."""

    words: tuple[str, ...] = ()
    """The words of a Latin phrase."""


class Lexicon(NamedTuple):
    """The longest entries first: Latin ones by their first word, Chinese ones by two characters or their only one."""

    latin: dict[str, list[LexiconEntry]]
    chinese: dict[str, list[LexiconEntry]]
    heads: set[str]
    """What a Chinese word, a numeral or a mark can start with."""


def read_words(subject: str, language: str) -> dict[str, Any]:
    """The word data of one subject (`dates`, `numbers`) in one language."""
    text = (WORDS / f"{subject}.{language}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def words_of_both(subject: str, kind: str) -> tuple[str, ...]:
    """The words of one kind of a subject in Chinese and in English, in the order of their files."""
    return tuple(word for language in LANGUAGES for word in read_words(subject, language)[kind])


def languages_with(language: str) -> tuple[str, ...]:
    """The languages a text is read in: one that is read alone goes with English, "" is Chinese and English."""
    return (language, "en") if language else LANGUAGES


@cache
def english_numbers() -> dict[str, int]:
    """Values by the words for them: twenty-five."""
    return {word: int(figure) for figure, words in read_words("numbers", "en")["number"].items() for word in words}


@cache
def date_lexicon(language: str = "") -> Lexicon:
    """The words of dates; for one that is `READ_ALONE`, its own and the English ones."""
    lexicon = Lexicon({}, {}, set(CHINESE_NUMERALS + CHINESE_MARKS))
    numbers = read_words("numbers", "en")
    _add(lexicon, {"num": numbers["number"], "ord": numbers["ordinal"]})
    for one in languages_with(language):
        _add(lexicon, read_words("dates", one))
    for entries in (*lexicon.latin.values(), *lexicon.chinese.values()):
        entries.sort(key=lambda entry: -len(entry.surface))
    return lexicon


def _add(lexicon: Lexicon, kinds: dict[str, Any]) -> None:
    shy = {word: need for need, words in kinds.pop("shy", {}).items() for word in words}
    for kind, words in kinds.items():
        by_value = words if isinstance(words, dict) else {"0": words}
        for name, surfaces in by_value.items():
            value = int(name) if name.lstrip("-").isdigit() else name
            for surface in surfaces:
                _add_entry(lexicon, surface.translate(_variants()), kind, value, shy.get(surface, ""))


@cache
def _variants() -> dict[int, str]:
    """What a text is levelled with: the words are written as people of their language write them (来週)."""
    return str.maketrans(read_words("variants", "zh"))


def _add_entry(lexicon: Lexicon, surface: str, kind: str, value: int | str, shy: Needs) -> None:
    if not surface.isascii():
        lexicon.heads.add(surface[0])
        lexicon.chinese.setdefault(surface[:2], []).append(LexiconEntry(surface, kind, value))
        return
    words = tuple(surface.split(" "))
    lexicon.latin.setdefault(words[0].partition("'")[0], []).append(LexiconEntry(surface, kind, value, shy, words))
