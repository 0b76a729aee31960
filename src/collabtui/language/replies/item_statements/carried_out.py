"""Somebody else who does an item while its owner goes on answering for it: 1 由林涛执行，我负责. It is for the
facilitator to say yes, and hands over nothing."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import reading, talk
from collabtui.language.word_patterns import one_of

_LONGEST_NAME = 24


def carried_out(piece: Piece, refs: Refs) -> list[Reading]:
    """Nothing where the line does not say both: who does it, and that the writer answers for it."""
    text = piece.block.folded.text
    stays = _stays().search(text)
    if stays is None or not refs or piece.asks or not _does().search(text):
        return []
    if piece.start <= stays.start() < piece.end:
        return [talk(piece)]
    names = {piece.block.written(one.start, one.end) for one in piece.of("person")}
    if len(names) != 1 or not _does().search(text, piece.start, piece.end):
        return []
    found = reading(piece, "reassign", refs)
    led = next((one for one in piece.mentions if not text[piece.start : one.start].strip()), None)
    written = piece.block.written(led.end if led else piece.start, piece.end)
    found.ask, found.to, found.text = "other", names.pop(), written
    return [found]


@cache
def _stays() -> re.Pattern[str]:
    """Folded; nothing but the end of the clause behind it."""
    return re.compile(rf"{one_of(_words('stays'))}(?=\s*(?:[,;.。!！]|$))")


@cache
def _does() -> re.Pattern[str]:
    """In Chinese with a word before the name."""
    words = _words("does")
    latin, han = (one_of(word for word in words if word.isascii() is ascii_only) for ascii_only in (True, False))
    return re.compile(rf"\b{latin}\b|{one_of(_words('led'))}[^,;。]{{1,{_LONGEST_NAME}}}?{han}")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return words_of_both("doers", kind)
