"""What is harmless: greetings, thanks, names, what mail programs add. It says nothing and makes nobody wait."""

import re

from collabtui.language.clauses import STATEMENTS, Piece
from collabtui.language.vocabulary import kinds

_COURTESY = ("greeting", "thanks", "closing")
_WORK = STATEMENTS | kinds(
    "day more-time negated question particle condition hearsay almost wish amount figure quote idiom correct minutes"
)
_NAME = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}|[\u3400-\u9fff]{2,4}")


def is_harmless(piece: Piece, *, after_closing: bool) -> bool:
    if piece.named or piece.asks or piece.has("correct", "quote"):
        return False
    if not any(char.isalnum() for char in piece.block.written(piece.start, piece.end)):
        # smiles and rules; a tick says something
        return not piece.has(*STATEMENTS)
    if _is_thankful(piece):
        return True
    if piece.has(*_WORK):
        return False
    return after_closing or piece.has(*_COURTESY) or _is_name(piece)


def _is_thankful(piece: Piece) -> bool:
    """`Thanks for your help`: whatever one is thankful for, or sorry about."""
    for token, behind in zip(piece.tokens, piece.tokens[1:], strict=False):
        if token.of("thanks"):
            return behind.of("thanked")
        if not token.of("filler", "greeting", "mark"):
            return False
    return False


def _is_name(piece: Piece) -> bool:
    written = piece.block.written(piece.start, piece.end).strip(" .!~-—,")
    return (piece.has("person") and len(piece.tokens) == 1) or _NAME.fullmatch(written) is not None
