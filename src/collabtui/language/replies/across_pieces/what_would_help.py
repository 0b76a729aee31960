"""Impact of a block, and the way out that is suggested: 1 受阻，因为审核人请假，影响联调，建议换人.

Behind a block nothing of that is done, whatever it names: it goes with the reason. A later day that is suggested is
asked for, too.
"""

from dataclasses import replace

from collabtui.language.exception_parts import part_that_begins
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import place, reading, waiting
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.vocabulary import HAPPENED


def is_help_with_block(reply: ReplyState, piece: Piece) -> bool:
    held = _held_up(reply)
    if held is None or held.block.item != piece.block.item or _tells_how_far(piece):
        return False
    return part_that_begins(piece.written) in ("impact", "way-out")


def _tells_how_far(piece: Piece) -> bool:
    return piece.has("percent", "overcome") or (piece.has("perfect") and piece.has(*HAPPENED))


def _held_up(reply: ReplyState) -> Reading | None:
    """What was said to be blocked last, with nothing but its reason and such help behind it."""
    before = next((one for one in reversed(reply.readings) if one.rule != "reason" and not one.of_block), None)
    return before if before is not None and before.rule == "blocked" and before.refs else None


def read_help_with_block(reply: ReplyState, piece: Piece) -> None:
    held = _held_up(reply)
    refs = held.refs if held else ()
    asked = [] if piece.named else read_statements(piece, refs, reply.setting.own)
    found = next((one for one in asked if one.ask == "postpone" and one.counts), reading(piece, "reason", refs))
    say(reply, replace(found, note=place(piece), of_block=True))
    if piece.asks:
        say(reply, replace(waiting(piece, "question"), of_block=True))
