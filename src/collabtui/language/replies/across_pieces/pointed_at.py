"""Items named behind what is said of them: 还剩三成，说的是素材 (30 % left, of the material)."""

from dataclasses import replace

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.vocabulary import kinds

_POINTS = kinds("points-at mention mark filler the is subject")

_THAT = ("that", "this")


def is_pointed_at(reply: ReplyState, piece: Piece) -> bool:
    if reply.unaddressed is None or reply.unaddressed.block is not piece.block or piece.asks:
        return False
    before = reply.statement_before()
    if before is None or before.rule != "several-open":
        return False
    points = piece.has("points-at") or any(token.text in _THAT for token in piece.tokens)
    if not piece.named or not points or any(one.problem for one in piece.mentions):
        return False
    return all(token.within(_POINTS) for token in piece.tokens)


def read_pointed_at(reply: ReplyState, piece: Piece) -> None:
    """Proposes of the item what was said of none."""
    status, refs = reply.unaddressed, reply.refs(piece)
    found = read_statements(status, refs, reply.setting.own) if status else []
    effective = [one for one in found if one.moves or one.ask]
    for one in effective or [talk(piece)]:
        addressed = replace(one, block=piece.block, start=piece.start, end=piece.end, named=True, names=True)
        if effective:
            addressed.propose("open-words")
        say(reply, addressed)
    for before in reply.readings if effective else ():
        if status and before.block is status.block and before.rule == "several-open":
            before.rule, before.waits, before.idle = "talk", False, True
    reply.unaddressed, reply.carried = None, refs
