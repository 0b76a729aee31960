"""Items on the lines below the status that holds for them: Done: and below it 1, 3."""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import reading, talk
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.vocabulary import kinds

_ANNOUNCES = kinds("done started hand-over not-begun perfect filler mark is the")
_STATES = ("done", "started", "hand-over", "not-begun")


def announced(found: Sequence[Piece], text: str) -> Piece | None:
    """The piece of a line that is no more than a status and a colon."""
    if len(found) != 1 or not text.rstrip().endswith(":"):
        return None
    piece = found[0]
    closed = not (piece.named or piece.asks) and all(token.within(_ANNOUNCES) for token in piece.tokens)
    return piece if closed and piece.has(*_STATES) else None


def _announced_of(status: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    if not status.has("not-begun"):
        return read_statements(status, refs, own)
    found = reading(status, "not-begun", refs)
    found.status = "not-started"
    return [found]


def is_announced(reply: ReplyState, piece: Piece) -> bool:
    """Whether nothing but numbers or refs of own items stands below a status."""
    if reply.announced is None or not piece.bare:
        return False
    return all(one.how in ("number", "ref", "group") and not one.problem and not one.weak for one in piece.mentions)


def read_announced(reply: ReplyState, piece: Piece) -> None:
    """Says of the items what was announced; what follows is about something else."""
    status = reply.announced
    found = _announced_of(status, reply.refs(piece), reply.setting.own) if status else []
    for one in found or [talk(piece)]:
        say(reply, replace(one, block=piece.block, start=piece.start, end=piece.end, named=True, names=True))
    reply.carried = ()
    for before in reply.readings:
        if status and found and before.block is status.block and before.rule in ("several-open", "negated"):
            before.rule, before.waits, before.idle = "talk", False, True
