"""A doubt about what another piece of the same sentence says: maybe 1 is done and 2 is stuck; 1 is done, maybe."""

from typing import NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import take_back, waiting
from collabtui.language.replies.words.hedge_kinds import DOUBT, LONE_DOUBT, SHADE

RUNS_ON = ("", "run-on", "and")
"""How a piece is led on to where no mark stands before it."""


def is_afterthought(reply: ReplyState, piece: Piece) -> bool:
    """`…, maybe`; `…，嗯，大概吧`: nothing but a doubt about what was said last."""
    stated = (one for one in reversed(reply.sentence.statements()) if one.rule != "accept" or one.refs)
    last = next(stated, None) or reply.statement_before()
    if last is None or last.block is not piece.block or reply.setting.situation.invitation:
        return False
    if not (last.moves or (last.counts and last.ask)):
        return False
    doubts = not piece.kinds.isdisjoint(DOUBT) and not (piece.asks or piece.named)
    return doubts and all(token.within(LONE_DOUBT) for token in piece.tokens)


def read_afterthought(reply: ReplyState, piece: Piece) -> None:
    """Takes back what is nearly done, and offers a share that is nearly so."""
    before, almost = reply.statement_before(), piece.has("almost") and not piece.has("left")
    spoken = [one for one in reply.sentence.readings if one.moves] or ([before] if before else [])
    for one in spoken:
        if one.moves and almost and one.status == "done":
            take_back(one, "almost")
            one.proposed = False
        elif one.moves:
            one.propose("hedged")
    say(reply, waiting(piece, "almost", spoken[-1].refs if spoken else ()) if almost else waiting(piece, "hedged"))


def shades_sentence(piece: Piece) -> bool:
    """Maybe 1 is done and 2 is stuck: the doubt before the first item is about all that runs on."""
    first = next((token for token in piece.tokens if token.of("mention", *SHADE)), None)
    return first is not None and not first.of("mention") and piece.named


class DoubtCause(NamedTuple):
    """A reason why a clause does not count that comes of more than one rule; `zh` and `en` are examples."""

    code: ClauseDoubt
    zh: str
    en: str
    invitation: bool = False
    """Whether the examples answer an invitation."""


CAUSES = (
    DoubtCause("several-open", "完成了", "done"),
    DoubtCause("contradiction", "1 完成，1 没完成", "1 done, 1 not done"),
    DoubtCause("open-words", "1 已挂到知识库", "1 went to legal"),
    DoubtCause("slip", "1 己完成", "1 finnished"),
    DoubtCause("repaired", "1 完成。写错了，应该是2", "1 done. Typo, I mean 2"),
    DoubtCause("no-date", "2 2月30日给", "2 by 30 February"),
    DoubtCause("ambiguous-date", "2 周三或周五给", "2 by 3/4"),
    DoubtCause("past-date", "2 昨天给", "2 by yesterday"),
    DoubtCause("unknown", "是的", "1 yes"),
    DoubtCause("risk", "有个风险：供应商可能倒闭", "risk: the vendor may fold"),
    DoubtCause("to-another", "@小王 你把2的照片发一下", "Sam - 2 needs your pictures"),
    DoubtCause("deputy", "派李明参加", "My deputy Tom Baker will go instead of me", invitation=True),
)
"""The causes that are no row of another table: they need the rest of the mail, its items or its days."""
