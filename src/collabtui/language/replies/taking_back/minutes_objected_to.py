"""Clauses by which a signer objects to the minutes: 漏了一条, I never agreed to that, I can't sign these, the fee is
wrong."""

from collabtui.language.replies.pieces import Piece, is_quoted
from collabtui.language.replies.words.spelled_clauses import ENDS, LONGEST_SPELLED, SPELLED, pattern_of
from collabtui.language.replies.words.written_in import language_of

_OBJECTIONS = ("object", "object-refuses")


def objects_to_minutes(piece: Piece) -> bool:
    """Whether a clause says that the minutes are not as they should be: 漏了一条, I never agreed to that; or, with a
    reason behind it, that they are not signed: I can't sign these, the fee is wrong."""
    if piece.asks or piece.named or is_quoted(piece) or piece.end - piece.start > LONGEST_SPELLED:
        return False
    text = piece.block.folded.text
    clause = text[piece.start : piece.end].strip(ENDS)
    language = language_of(clause)
    goes_on = bool(text[piece.end :].strip(ENDS))
    return any(pattern_of(SPELLED, language, kind).fullmatch(clause) for kind in _OBJECTIONS[: 1 + goes_on])
