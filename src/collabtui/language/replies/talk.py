"""What is harmless: greetings, thanks, names, what mail programs add. It says nothing and makes nobody wait."""

import re

from collabtui.language.replies.han import is_han
from collabtui.language.replies.kinds import COURTESY, STATEMENTS, WORK, kinds
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.vocabulary import Vocabulary

_READ = kinds("minutes looked filler perfect mark the")
"""纪要我看了: what was read is not agreed to yet, and not doubted."""
_IN_OFFERS = kinds("own-verb hand-to hand-over weak tentative base")
"""请联系我 where a title wants somebody contacted; 请找王芳."""
_WORD = re.compile(r"[A-Za-z]+")
_LATIN_NAME = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}")


def is_harmless(piece: Piece, words: Vocabulary, *, after_closing: bool) -> bool:
    if piece.named or piece.asks or piece.has("correct", "quote"):
        return False
    if not any(char.isalnum() for char in piece.block.written(piece.start, piece.end)):
        # smiles and rules; a tick says something
        return not piece.has("negated", *STATEMENTS)
    if _is_thankful(piece) or (piece.has("minutes", "looked") and all(token.within(_READ) for token in piece.tokens)):
        return True
    if after_closing:
        return not piece.has(*STATEMENTS)
    if any(token.within(WORK) and not token.of("weak") for token in piece.tokens):
        return False
    return piece.has(*COURTESY) or is_name(piece, words)


def offers(piece: Piece, *, offered: bool) -> bool:
    """If you have any questions, let me know: it says nothing of any item. `offered`: its sentence has begun so."""
    if piece.named or piece.has(*(STATEMENTS - _IN_OFFERS)):
        return False
    return piece.has("offer") or offered


def closes(piece: Piece, words: Vocabulary) -> bool:
    """Whether only names and the like follow: `Best regards`, `--`, the name itself on a line of its own."""
    if piece.has("closing"):
        return True
    alone = not piece.block.source.strip(piece.block.written(piece.start, piece.end) + " .,!，。！")
    return alone and (is_name(piece, words) or piece.block.source.strip() == "--")


def _is_thankful(piece: Piece) -> bool:
    """`Thanks for your help`: whatever one is thankful for, or sorry about."""
    for token, behind in zip(piece.tokens, piece.tokens[1:], strict=False):
        if token.of("thanks"):
            # 感谢整理: the verb of some title as well
            return behind.of("thanked") or (behind.of("own-verb") and not piece.has("perfect"))
        if not token.of("filler", "greeting", "mark"):
            return False
    return False


def is_name(piece: Piece, words: Vocabulary) -> bool:
    """A name alone: the end of a mail, or whom it is for."""
    if piece.has("person") and len(piece.tokens) == 1:
        return True
    if piece.role or any(token.within(WORK) for token in piece.tokens):
        return False
    written = piece.block.written(piece.start, piece.end).strip(" .!~-—,")
    if _LATIN_NAME.fullmatch(written):
        return all(token.of("text", "person") for token in piece.tokens)
    name = written.partition(" ")[0].lstrip("小老阿")
    return len(name) in (1, 2, 3) and name[0] in words.of_kind("surname") and len(written) <= 12


def is_substantial(piece: Piece) -> bool:
    """Whether it is enough of a sentence to be a note on something that it does not name."""
    written = piece.block.written(piece.start, piece.end)
    return sum(map(is_han, written)) + 1.5 * len(_WORD.findall(written)) >= 4
