"""The words that files are written with: keys, headings and column names, both languages in one table.

The data stands in `words/`, one file per format and language: a name by which people know a column is a line there.
"""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from collabtui.domain.unicode_normal_form import nfkc

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")


_HALF_WIDTH = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)} | {0x3000: " "}


def half_width(text: str) -> str:
    """Half width and small letters, character for character: each place is a place in `text`."""
    return text.translate(_HALF_WIDTH)


def plain(text: str) -> str:
    """As words are compared: half width, small letters, single spaces."""
    return " ".join(nfkc(text).casefold().split())


@cache
def word_table(subject: str, table: str) -> Mapping[str, str]:
    """Words that people write → what they stand for: `主题` → `title`."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = json.loads((WORDS / f"{subject}.{language}.json").read_text(encoding="utf-8"))
        found.update({plain(word): meaning for meaning, many in words[table].items() for word in many})
    return found


def any_word(subject: str, table: str) -> str:
    """A regex for the words of a table, the longest first; a Latin word ends where the letters end."""
    words = sorted(word_table(subject, table), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) + ("(?![a-z])" if word.isascii() else "") for word in words) + ")"


FEW = 3
"""Words that are named where none is near."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that `word` may be a slip of, the nearest first; the few that are least unlike it
    where none is near."""
    known, wanted = list(dict.fromkeys(known)), plain(word)
    alike = difflib.get_close_matches(wanted, known, n=2, cutoff=0.5)
    return alike or difflib.get_close_matches(wanted, known, n=FEW, cutoff=0)
