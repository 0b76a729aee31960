"""Tells what is asked of somebody, or suggested, from what is so: 请把3完成 (please get 3 done), not 请把3标为完成
(mark it done); 合并算了 (we had better merge them)."""

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.word_patterns import whole_words

_ASKS = late_regex(r"(?:请|麻烦|烦请|劳烦|拜托|辛苦|帮我|帮忙|替我)你?您?们?[把将]")
_RECORDS = late_regex(r"标|记|勾|销|更新|设置|[改设置列算写填更][为成作]")


def is_asked_for(piece: Piece) -> bool:
    """Whether a piece asks for the deed itself or suggests it, and does not ask that it be recorded."""
    if whole_words("never", "suggests").search(piece.block.folded.text, piece.start, piece.end):
        return True
    asked = next((token for token in piece.tokens if _ASKS.match(token.text)), None)
    return asked is not None and not _RECORDS.search(piece.block.folded.text, asked.end, piece.end)
