"""Obstacles that are over: 上周卡住，今天已经解决 (stuck last week, solved today).

It is blocked no longer, and how far it is has to be said by itself: that the trouble is solved does not make it done.
"""

from collections.abc import Iterator

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk
from collabtui.language.replies.words.vocabulary import kinds

_OPEN = (
    "negated",
    "condition",
    "question",
    "particle",
    "may",
    "wish",
    "almost",
    "hedged",
    "tentative",
    "future",
    "more-time",
    "hearsay",
    "percent",
    "blocked",
    "example",
)
"""Beside these it is not over for certain, or something else is said."""

_BEHIND = kinds("perfect filler mark day thanks greeting mention")


def is_overcome(reply: ReplyState, piece: Piece) -> bool:
    held = next(_held_up(reply, piece), None)
    if held is None or piece.asks or piece.role or not piece.has("overcome") or piece.has(*_OPEN):
        return False
    if any(one.how != "amount" and not set(one.refs) <= set(held.refs) for one in piece.mentions):
        return False
    last = max(at for at, token in enumerate(piece.tokens) if token.of("overcome"))
    if not all(token.within(_BEHIND) for token in piece.tokens[last + 1 :]):
        # gone silent
        return False
    return piece.has("is", "perfect") or any(token.text.endswith("了") for token in piece.of("overcome"))


def _held_up(reply: ReplyState, piece: Piece) -> Iterator[Reading]:
    """What was said to be blocked just before, in the same block; one at most."""
    before = reply.statement_before()
    if before is None or not (before.counts and before.refs and before.block is piece.block):
        return
    if before.status == "blocked" or (before.of_trouble and before.rule == "note"):
        yield before


def read_overcome(reply: ReplyState, piece: Piece) -> None:
    """Makes a note of the time it was blocked, up to where that is over."""
    over = talk(piece, idle=True)
    for held in _held_up(reply, piece):
        held.rule, held.status = "note", None
        held.note = ClausePlace(held.block, held.start, piece.end)
        over.refs = held.refs
    say(reply, over)
