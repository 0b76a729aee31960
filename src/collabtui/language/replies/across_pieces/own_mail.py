"""Corrections of an earlier mail of the writer's own: sorry, typo in my last mail, item 2 is 40 %.

That is no correction of the minutes: what follows is what he says now.
"""

from collections.abc import Sequence

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import waiting
from collabtui.language.replies.words.vocabulary import Vocabulary, kinds

_ERRS = ("mistake", "slip", "flaw", "repair", "object", "correct", "mistaken")
_ONLY_CORRECTS = kinds("mistake slip repair object correct greeting thanks filler mark")


def is_of_own_mail(piece: Piece, words: Vocabulary) -> bool:
    """Whether its line, from here on, speaks of an earlier mail of the writer's, and not of the minutes."""
    line = piece.block.folded.text[piece.start :]
    return not piece.has("minutes") and any(word in line for word in words.of_kind("own-mail"))


def is_own_correction(reply: ReplyState, piece: Piece) -> bool:
    if piece.named or piece.asks or piece.has("minutes") or not piece.has(*_ERRS):
        return False
    if piece.has("own-mail"):
        return True
    alone = all(token.within(_ONLY_CORRECTS) for token in piece.tokens)
    return alone and is_of_own_mail(piece, reply.setting.words)


def read_own_correction(reply: ReplyState, piece: Piece) -> None:
    reply.correcting = waiting(piece, "repaired")
    say(reply, reply.correcting)


def settle_own_correction(reply: ReplyState, found: Sequence[Reading]) -> None:
    """Once it is said how it is, nothing is left to ask about the mail that was wrong."""
    wrong = reply.correcting
    if wrong is not None and any(one is not wrong and (one.moves or one.proposed) for one in found):
        wrong.rule, wrong.waits, wrong.idle = "talk", False, True
        reply.correcting = None
