"""Text in a language that nobody has written words for.

It has to wait: it may say the opposite of what the one word in it that is known says (`ei ole valmis, 60%`).
"""

import re
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import read_words
from collabtui.language.replies.pieces import Piece

_UNREAD_SCRIPT = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\ua490-\ud7ff][\u0300-\u1dff\ua490-\ud7ff]")
"""Two letters of neither the Latin alphabet, Han nor kana; one may be a sign: α, μ."""
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_TOO_SHORT = 6
"""Letters: fewer may be a sign (y), or a word that was mistyped (dnoe)."""
_NAMED = frozenset({"mention", "mark"})


class _Words(NamedTuple):
    telling: frozenset[str]
    """Short words that no text in their language does without, and that are none in English."""
    borrowed: frozenset[str]
    """English words that keep their accents."""


def is_in_another_language(piece: Piece) -> bool:
    if not piece.has("text"):
        return False
    written = piece.written
    if not written.isascii() and (_UNREAD_SCRIPT.search(written) or _is_accented(written)):
        return True
    words = _words().telling
    return any(token.text in words for token in piece.of("text")) or _is_all_unknown(piece)


def _is_accented(written: str) -> bool:
    """Whether a word has letters that English has not; names, which begin with a capital, may."""
    return any(
        word[0].islower() and _ACCENTED.search(word) and word not in _words().borrowed
        for word in _WORD.findall(written)
    )


def _is_all_unknown(piece: Piece) -> bool:
    """`1 selesai`: not one word that is known, and in small letters, so that it is no name."""
    told = [token for token in piece.tokens if token.kinds.isdisjoint(_NAMED)]
    if sum(len(token.text) for token in told) < _TOO_SHORT:
        return False
    latin = all(token.of("text") and token.text.isascii() and token.text.isalpha() for token in told)
    return latin and piece.block.written(told[0].start, told[-1].end).islower()


@cache
def _words() -> _Words:
    stored = read_words("unread", "latin")
    telling = frozenset(word for words in stored["telling"].values() for word in words)
    return _Words(telling, frozenset(stored["borrowed"]))
