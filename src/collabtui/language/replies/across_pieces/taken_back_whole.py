"""Pieces that take back all that stands before them: 上面是草稿，全部作废 (the above is a draft, all void)."""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import take_back, waiting

_BEFORE = late_regex(
    r"\W*(?:以上|上面|上述|前面|这些|全部|全都|都|统统"
    r"|(?:all|everything|the lines?|what is) (?:of )?(?:the )?above|(?:the )?above"
    r"|all of (?:this|that|it)|all this|everything|please (?:disregard|ignore) (?:all|everything|the above))"
)
_IS_AIM = late_regex(
    r"\W*(?:这?就?是|乃是|that is|that's|this is|is|it's|it is) ?(?:只?是|all|still|just|only)?.{0,14}?"
    r"(?:目标|计划|愿望|心愿|任务|打算|理想|梦想|期望|要求|指标|职责|goal|plan|aim|dream|wish|hope|target|ambition|intention)"
    r"(?: (?:for|of|this|next|until|by) .{0,20})?[。.!吧呢了啊 ]*$"
)
_AFTER = late_regex(r"(?:以后|之后|过后|[^今然最前往随]后|的时候|之时|那天)$")
_OVER = ("已", "已经", "早已", "早就", "业已")


def is_void(reply: ReplyState, piece: Piece) -> bool:
    if piece.asks or not reply.readings:
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    return bool(_BEFORE.match(text)) and reply.setting.words.stands_in("void", text)


def read_void(reply: ReplyState, piece: Piece) -> None:
    _withdraw(reply.readings)
    say(reply, waiting(piece, "repaired"))


def is_aim(reply: ReplyState, piece: Piece) -> bool:
    """把文档做完，是我这个月的目标 (to finish it is my goal): what stands before it is wanted, and not so."""
    is_stated = any(one.moves or one.proposed for one in reply.sentence.readings)
    return is_stated and not piece.asks and bool(_IS_AIM.match(piece.block.folded.text[piece.start : piece.end]))


def read_aim(reply: ReplyState, piece: Piece) -> None:
    _withdraw(reply.sentence.readings)
    say(reply, waiting(piece, "plan"))


def _withdraw(readings: Sequence[Reading]) -> None:
    for one in readings:
        if one.moves or one.proposed:
            take_back(one, "repaired")
            one.proposed, one.denies = False, ""


def follows_if(piece: Piece) -> bool:
    """评审通过以后 (after the review has passed): what then is so, need not be so yet."""
    past = any(day.reason == "past" for day in piece.days)
    return not (past or piece.has("perfect")) and bool(_AFTER.search(piece.block.folded.text[piece.start : piece.end]))


def is_only_then(piece: Piece) -> bool:
    return piece.has("then") and not any(token.text in _OVER for token in piece.of("perfect"))


def with_restated_taken_back(readings: list[Reading]) -> list[Reading]:
    """1已完成，2进行中。写错了，应该是1进行中，2已完成 (a mistake: it is 1 that is in progress): of each item that is
    spoken of again behind the mark, what stood before it is no more, and what stands behind it is asked about."""
    marks = [at for at, one in enumerate(readings) if one.rule == "repaired"]
    if not marks:
        return readings
    at = next((at for at in marks if readings[at].proposed), marks[-1] + 1)
    again = {ref for one in readings[at:] if one.status and (one.counts or one.proposed) for ref in one.refs}
    for one in readings[:at]:
        if one.status and (one.counts or one.proposed) and again.issuperset(one.refs):
            _withdraw([one])
            one.status = one.percent = None
    for one in readings[at:]:
        if (
            one.status
            and one.counts
            and any(before.rule == "repaired" and set(before.refs) & set(one.refs) for before in readings[:at])
        ):
            one.propose("repaired")
    return readings
