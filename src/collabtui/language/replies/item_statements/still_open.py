"""An item of which nothing is said but that it is open: 4 pending, 名单待定. That is certain, and moves nothing."""

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import kinds
from collabtui.language.word_patterns import whole_words

_AROUND = kinds("mention mark is the")


def is_reported_open(piece: Piece) -> bool:
    """Whether a piece says no more than that, of an item that it names."""
    if not piece.named or piece.asks or any(one.problem for one in piece.mentions):
        return False
    words = [token for token in piece.tokens if not token.within(_AROUND)]
    return (
        bool(words)
        and whole_words("never", "still-open").fullmatch(piece.block.folded.text, words[0].start, words[-1].end)
        is not None
    )
