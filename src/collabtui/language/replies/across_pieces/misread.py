"""Statements that the writer misread, by his own word: 2 at 60 %. Sorry, misread my sheet: 2 is at 40 %."""

from collections.abc import Sequence

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reply_state import ReplyState


def settle_misread(reply: ReplyState, piece: Piece, first: int) -> None:
    """Makes what the line said before a proposal, and what it says from here on, which takes the place of it; the
    readings of the piece are those from the `first` on."""
    before = [one for one in reply.readings[:first] if one.block is piece.block]
    if "misread" in piece.kinds:
        statements = [one for one in before if one.moves or (one.counts and one.ask)]
        reply.misread += statements
        for one in statements:
            one.propose("repaired")
    else:
        _put_right(reply, reply.readings[first:])


def _put_right(reply: ReplyState, found: Sequence[Reading]) -> None:
    for one in found if reply.misread else ():
        if not (one.moves or one.proposed):
            continue
        one.propose("repaired")
        for other in reply.misread:
            if set(other.refs) & set(one.refs):
                other.proposed = False
