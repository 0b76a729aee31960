"""Text made even for matching the words of a reply, with the way back to where each character stood.

Half or full width, capitals, odd spaces, invisible marks, traditional characters and words of a dialect make no
difference to what a person says. What he wrote is still what people get to see, so each folded character knows where
it came from.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import read_words

_PLAIN = {
    **dict.fromkeys("’‘ʼ´`", "'"),
    **dict.fromkeys("「『«《〈‹", "“"),
    **dict.fromkeys("」』»》〉›", "”"),
    **dict.fromkeys("‐‑‒–−﹣", "-"),
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "\u20e3": " ",  # what makes a keycap of the digit before it
}
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})


class Folded(NamedTuple):
    """`origin[i]` is the place in the original of the folded character `i`; it has one entry more than `text`."""

    text: str
    origin: Sequence[int]


class Folding:
    """Folds with the character variants of the word data (進 → 进), and then each word of a dialect to the usual one,
    which is as long (冇 → 没). Keeps what it worked out for each character."""

    def __init__(self, variants: Mapping[str, str], dialect: Mapping[str, str]) -> None:
        self._known: dict[str, str] = {**_PLAIN, **variants}
        self._dialect = dialect
        self._of_dialect = re.compile("|".join(sorted(map(re.escape, dialect), key=len, reverse=True)))

    def fold(self, text: str) -> Folded:
        """Small letters, half width, one space where there were several; line breaks are spaces."""
        if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
            return Folded(text.lower(), range(len(text) + 1))
        known = self._known
        pieces = [known[char] if char in known else self._learn(char) for char in text]
        together = "".join(pieces)
        if "  " not in together and set(map(len, pieces)) == {1}:
            return Folded(self._in_usual_words(together), range(len(text) + 1))
        folded: list[str] = []
        origin: list[int] = []
        last = ""
        for place, piece in enumerate(pieces):
            for char in piece:
                if char == " " == last:
                    continue
                folded.append(char)
                origin.append(place)
                last = char
        origin.append(len(text))
        return Folded(self._in_usual_words("".join(folded)), origin)

    def _in_usual_words(self, folded: str) -> str:
        return self._of_dialect.sub(lambda word: self._dialect[word[0]], folded)

    def _learn(self, char: str) -> str:
        self._known[char] = piece = _fold_char(char)
        return piece


@cache
def usual_folding() -> Folding:
    """With the variants of the word data; all share what it has worked out."""
    return Folding(read_words("variants", "zh"), read_words("dialect", "zh")["words"])


def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace() or category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if category in _UNSEEN:
        return ""
    if category == "No" and "CIRCLED" in unicodedata.name(char, ""):
        # ①② must not become 12
        return f"#{unicodedata.numeric(char):g} "
    if category == "No" and unicodedata.name(char, "").startswith(("SUPERSCRIPT", "SUBSCRIPT")):
        # done¹ points to a footnote, and names no item 1
        return "^"
    if category == "No" and "FRACTION" in unicodedata.name(char, ""):
        # ½ must not become item 1 and item 2
        return " " + unicodedata.normalize("NFKC", char).replace("⁄", "/") + " "
    return unicodedata.normalize("NFKC", char).lower()
