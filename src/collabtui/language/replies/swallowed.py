"""An item that may stand in the reason of the one before it, where nothing parts the two.

`1 blocked on legal 2 done` is a list without commas, or legal has done two. Nobody knows, so nobody may pass over it.
"""

from collections.abc import Sequence
from itertools import takewhile

from collabtui.language.replies.kinds import STATUS, Token, kinds
from collabtui.language.replies.pieces import Piece

_BETWEEN = kinds("perfect filler is")
_OTHERS = kinds("text team person name")


def may_hide_item(piece: Piece) -> bool:
    """Whether the reason ends with a bare number and a status, right behind words of something else."""
    before_status = _without_end(piece.tokens, STATUS)
    before_link = _without_end(before_status, _BETWEEN)
    if len(before_status) == len(piece.tokens) or len(before_link) < 2:
        return False
    *_, other, number = before_link
    return number.of("amount", "mention") and number.text.isdecimal() and other.within(_OTHERS)


def _without_end(tokens: Sequence[Token], kinds: frozenset[str]) -> Sequence[Token]:
    return tokens[: len(tokens) - len(list(takewhile(lambda token: token.within(kinds), reversed(tokens))))]
