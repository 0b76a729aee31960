"""Unicode's compatibility forms (NFKC), in a time that grows with the text and no faster."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

_PIECE = 256
"""Characters that are brought into order at once. Combining marks in one run are sorted by insertion, so that a mail of
400 000 of them would take minutes; no letter of any language bears more than a dozen (UAX #15, section 13)."""


_NONE = '\\s@＠<>＜＞()（）,，、;；:："'
_WIDE = frozenset("＠＜＞")
_ADDRESS = re.compile(rf"(?:[<＜]\s*)?(?<![^{_NONE}])[^{_NONE}]+[@＠][^{_NONE}]+(?:\s*[>＞])?")


def plain_addresses(text: str) -> str:
    """With the addresses in it, and the brackets around them, as they are meant where an input method wrote them at
    full width: `陈静 ＜chen＠x.test＞`. Everything else stays as it was typed."""
    return text if _WIDE.isdisjoint(text) else _ADDRESS.sub(lambda found: nfkc(found[0]), text)


def nfkc(text: str) -> str:
    """As `unicodedata.normalize` gives it, but for runs of some hundred combining marks."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text) if len(text) <= _PIECE else _in_pieces("NFKC", text)


def nfkd(text: str) -> str:
    """The same, taken apart: letters, and their accents behind them."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text) if len(text) <= _PIECE else _in_pieces("NFKD", text)


def _in_pieces(form: Literal["NFKC", "NFKD"], text: str) -> str:
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        latest = min(end + _PIECE, len(text))
        while end < latest and _joins_what_stands_before(text[end]):
            end += 1
        yield text[start:end]
        start = end


def _joins_what_stands_before(char: str) -> bool:
    """A mark, or a vowel or final of a Korean syllable: the only ones that become one character with another."""
    return "\u1160" <= char <= "\u11ff" or unicodedata.category(char).startswith("M")
