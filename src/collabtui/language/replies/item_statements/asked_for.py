"""Tells what is asked of somebody from what is so: 请把3完成 (please get 3 done), not 请把3标为完成 (mark it done)."""

import re

from collabtui.language.replies.pieces import Piece

_ASKS = re.compile(r"(?:请|麻烦|烦请|劳烦|拜托|辛苦|帮我|帮忙|替我)你?您?们?[把将]")
_RECORDS = re.compile(r"标|记|勾|销|更新|设置|[改设置列算写填更][为成作]")


def is_asked_for(piece: Piece) -> bool:
    """Whether a piece asks for the deed itself, and not that it be recorded."""
    asked = next((token for token in piece.tokens if _ASKS.match(token.text)), None)
    return asked is not None and not _RECORDS.search(piece.block.folded.text, asked.end, piece.end)
