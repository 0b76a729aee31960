"""Values denied beside those that count: 40 %, not 90 %; by the 25th, not the 20th."""

from collections.abc import Sequence

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk, waiting
from collabtui.language.replies.words.vocabulary import kinds

_VALUE = kinds("denies-value filler is mark mention percent day approx about the amount figure contrast number")
_STILL = ("question", "particle", "condition", "wish", "hedged", "not-begun", "gives-up")


def is_denied_value(_: ReplyState, piece: Piece) -> bool:
    if not piece.has("denies-value") or piece.asks or piece.role or piece.has(*_STILL):
        return False
    return _of_what(piece) != "" and all(token.within(_VALUE) for token in piece.tokens)


def _of_what(piece: Piece) -> str:
    if piece.has("percent") or _is_bare_figure(piece):
        return "percent"
    return "day" if piece.days else ""


def _is_bare_figure(piece: Piece) -> bool:
    """`not 90`, behind a share."""
    content = [token for token in piece.tokens if not token.of("mark", "filler")]
    return len(content) == 2 and content[0].of("denies-value") and content[1].of("amount", "number", "figure")


def read_denied_value(reply: ReplyState, piece: Piece) -> None:
    of_what, before = _of_what(piece), reply.sentence.readings
    if any(_gives(one, of_what) for one in before):
        say(reply, talk(piece, idle=True))
        return
    refs = reply.refs(piece)
    reply.carried = refs if piece.named else reply.carried
    denied = waiting(piece, "negated", refs)
    reply.sentence.denied = denied if of_what == "percent" else None
    say(reply, denied)


def _gives(one: Reading, of_what: str) -> bool:
    if not (one.counts or one.proposed):
        return False
    return one.percent is not None if of_what == "percent" else one.due is not None


_HALF, _NEAR_HALF = 50, range(51, 60)


def settle_refined(reply: ReplyState, found: Sequence[Reading]) -> None:
    """刚过半，55% (past the half, 55 %): the share that says it more exactly counts."""
    if any(one.percent in _NEAR_HALF for one in found) and any(
        one.percent == _HALF for one in reply.sentence.readings if one not in found
    ):
        settle_reported(reply, found)


def settle_reported(reply: ReplyState, found: Sequence[Reading]) -> None:
    """2 上报60%，实际20% (reported 60 %, in fact 20 %), 一半多，算52%吧 (half, say 52 %): the second share counts."""
    later = [one for one in found if one.percent is not None and (one.counts or one.proposed)]
    refs = {ref for one in later for ref in one.refs}
    for one in reply.sentence.readings if later else ():
        if one not in found and one.counts and one.percent and one.rule == "percent" and refs & set(one.refs):
            one.rule, one.counts, one.status, one.percent, one.idle = "talk", False, None, None, True


def settle_denied(reply: ReplyState, found: Sequence[Reading]) -> None:
    """Not 90 %, 40 %: once it is said which value it is, the one that it is not says no more."""
    denied = reply.sentence.denied
    if denied is not None and any(one is not denied and _gives(one, "percent") for one in found):
        denied.rule, denied.waits, denied.idle = "talk", False, True
        reply.sentence.denied = None
