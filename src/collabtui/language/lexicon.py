"""The words of dates and numbers, of both languages in one table: people mix them.

The data stands in `words/`, one file per language and subject: a new word is a line there.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase. `value` is what it stands for within its kind: a number, or a name such as `week`."""

    surface: str
    kind: str
    value: int | str
    shy: bool = False
    """A word of its own as well (sat, may): it is a date only in company."""

    @property
    def words(self) -> list[str]:
        return self.surface.split(" ")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the first character of Chinese ones and by the first word of Latin ones, the longest first."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        head = entry.words[0] if entry.surface.isascii() else entry.surface[0]
        self.entries.setdefault(head, []).append(entry)

    def longest_first(self) -> None:
        for entries in self.entries.values():
            entries.sort(key=lambda entry: -len(entry.surface))


def read_words(subject: str, language: str) -> dict[str, Any]:
    """The word data of one subject (`dates`, `numbers`) in one language."""
    text = (WORDS / f"{subject}.{language}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def date_lexicon() -> Lexicon:
    lexicon = Lexicon()
    numbers = read_words("numbers", "en")
    _add_kinds(lexicon, {"num": numbers["number"], "ord": numbers["ordinal"]}, frozenset())
    for language in LANGUAGES:
        words = read_words("dates", language)
        _add_kinds(lexicon, words["kinds"], frozenset(words.get("shy", ())))
    lexicon.longest_first()
    return lexicon


def _add_kinds(lexicon: Lexicon, kinds: dict[str, Any], shy: frozenset[str]) -> None:
    for kind, words in kinds.items():
        by_value = words if isinstance(words, dict) else {"0": words}
        for value, surfaces in by_value.items():
            meaning = int(value) if value.lstrip("-").isdigit() else value
            for surface in surfaces:
                lexicon.add(Entry(surface, kind, meaning, surface in shy))
