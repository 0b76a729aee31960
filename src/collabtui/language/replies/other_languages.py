"""Text in a language that nobody has written words for.

It has to wait: it may say the opposite of what the one word in it that is known says (`ei ole valmis, 60%`).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.likely.senses import senses
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import Token

_UNREAD_SCRIPT = late_regex(r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\ua490-\ud7ff][\u0300-\u1dff\ua490-\ud7ff]")
"""Two letters of neither the Latin alphabet, Han nor kana; one may be a sign: α, μ."""
_BEYOND = late_regex(r"[\u00c0-\u1fff\u2c00-\u2dff\ua490-\ud7ff]")
"""A letter of any of these."""
_ACCENTED = late_regex(r"[\u00c0-\u024f\u1e00-\u1eff]")
_WORD = late_regex(r"[^\W\d_]+")
_TOO_SHORT = 6
"""Letters: fewer may be a sign (y), or a word that was mistyped (dnoe)."""
_NAMED = frozenset({"mention", "mark"})


class _Words(NamedTuple):
    telling: frozenset[str]
    """Short words that no text in their language does without, and that are none in English."""
    borrowed: frozenset[str]
    """English words that keep their accents."""


def is_in_another_language(piece: Piece) -> bool:
    if "text" not in piece.kinds:
        return False
    unknown = [token for token in piece.tokens if "text" in token.kinds]
    words = _words().telling
    if any(token.text in words for token in unknown) or _is_all_unknown(piece, unknown):
        return True
    # all of the line first: hardly any has such letters
    return _BEYOND.search(piece.block.source) is not None and _is_written_otherwise(piece.written)


def _is_written_otherwise(written: str) -> bool:
    """Whether it has words in another script, or with letters that English has not; names begin with a capital."""
    if _UNREAD_SCRIPT.search(written):
        return True
    words = _WORD.findall(written)
    return any(word[0].islower() and _ACCENTED.search(word) and word not in _words().borrowed for word in words)


def _is_all_unknown(piece: Piece, unknown: Sequence[Token]) -> bool:
    """`1 selesai`: said of an item, not one word that is known, and in small letters, so that it is no name."""
    if len(unknown) == 1 and unknown[0].text.endswith("ed") and any(map(is_han, piece.block.folded.text)):
        # 预算 revised，现在…: English in a line of Chinese
        return False
    if not piece.named or not unknown[0].text.isascii() or sum(len(token.text) for token in unknown) < _TOO_SHORT:
        return False
    if any(token.kinds.isdisjoint(_NAMED) for token in piece.tokens if "text" not in token.kinds):
        return False
    latin = all(token.text.isascii() and token.text.isalpha() for token in unknown)
    if not latin or not piece.block.written(unknown[0].start, unknown[-1].end).islower():
        return False
    # 2. running: a word that is none of the grammar's, but an English one
    return not any(any(senses([token.text])) for token in unknown)


@cache
def _words() -> _Words:
    stored = read_words("unread", "latin")
    telling = frozenset(word for words in stored["telling"].values() for word in words)
    return _Words(telling, frozenset(stored["borrowed"]))
