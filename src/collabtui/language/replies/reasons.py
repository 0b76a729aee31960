"""The statement that a reason belongs to: the one before it, or the one that follows."""

from dataclasses import replace

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.invitation_and_minutes_answers import may_hide_item
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reply_state import IDLE, ReplyState, begin_sentence
from collabtui.language.replies.statement_helpers import further, place, reading, talk, waiting
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.vocabulary import COURTESY, foreign

_HAVE_REASONS = ("blocked", "postpone", "cancel", "reassign")


def is_reason(reply: ReplyState, piece: Piece) -> bool:
    return piece.role == "reason" or _explains(reply, piece)


def _explains(reply: ReplyState, piece: Piece) -> bool:
    """Behind blocked, or a request, what states nothing of an item itself is the reason."""
    before = _statements_to_explain(reply, piece)
    if not before or not before[-1].counts or piece.asks:
        return False
    last = reply.sentence.last or before[-1]
    # done, shared in the group, 42 of them: one remark behind another explains nothing
    goes_on = last.rule == "reason" and not (last.beside and before[-1].status == "done")
    if piece.role == "waiting":
        return before[-1].rule in _HAVE_REASONS and not any(one.how != "title" for one in piece.mentions)
    if _names_another(piece, before[-1]) or not foreign(piece.tokens) or piece.has(*COURTESY):
        return False
    if piece.tokens[0].of("points-at"):  # 卡住了，我说的是打印机 (stuck, I mean the printer)
        return False
    begun = before[-1].note or before[-1].reason
    if not goes_on and (begun or before[-1].rule not in _HAVE_REASONS):
        return False
    return not any(one.ask or one.status for one in read_statements(piece, before[-1].refs, reply.setting.own))


def _statements_to_explain(reply: ReplyState, piece: Piece) -> list[Reading]:
    """Those of its own sentence; where it says by itself that something did not happen, and its sentence has said no
    more than such reasons, also that the one before was blocked: Stuck. The council hasn't approved it."""
    statements = reply.sentence.statements()
    if statements or any(one.rule != "reason" for one in reply.sentence.readings):
        return statements
    before = reply.statement_before()
    is_blocked = before is not None and before.rule == "blocked" and before.block is piece.block
    if not (is_blocked and before) or piece.mentions or _IN_THE_WAY.fullmatch(piece.written.strip()) is None:
        return []
    return [before]


_NO_TROUBLE = r"(?!\w+ly\b|(?:problem|issue|fault|trouble|error|delay|jam|block)s?\b)"
_WHO_OR_WHAT = rf"(?:the|our|my|their|his|her|an?) {_NO_TROUBLE}[a-z'’-]+(?: [a-z'’-]+){{0,2}}"
_DOES_NOT = r"(?:has|have|will|can|did|does|do|is|are|wo|ca)(?:n't|n’t| not)(?! (?:mind|matter|care|bother)\b)"
_TO_ITS_END = r"(?:(?! (?:any ?more|any longer|now|but|though|yet to)\b) [a-z'’-]+){1,12}"
_WHO_OR_WHAT_HAN = r"(?![这那此它他她我]|问题|故障|毛病|其实|根本|后来)[\u4e00-\u9fff]{2,6}?"
_DOES_NOT_HAN = r"(?:还没有?|没有?|不肯|不给|不让|尚未|未)(?![事关问再法卡])[\u4e00-\u9fff]{1,8}(?<![了啦])"
_IN_THE_WAY = late_regex(rf"(?i:{_WHO_OR_WHAT} {_DOES_NOT}{_TO_ITS_END})|{_WHO_OR_WHAT_HAN}{_DOES_NOT_HAN}")
"""A thing or somebody, and that it did not happen; not that it is so no more, that it does not matter, or 没事了."""


def _names_another(piece: Piece, one: Reading) -> bool:
    """Blocked: no test system, of Run the load test: a word of its own title names no other item. Behind a number no
    word of another title does: 1 受阻，供应商涨价了, where 2 is 催供应商交样机."""
    named = [
        mention
        for mention in piece.mentions
        if not mention.weak and mention.how != "amount" and not (one.numbered and _is_word_of_another(mention, one))
    ]
    if one.rule not in ("blocked", "cancel"):
        return bool(named)
    return any(mention.how != "title" or not set(mention.refs) <= set(one.refs) for mention in named)


def _is_word_of_another(mention: Mention, one: Reading) -> bool:
    return mention.part and set(mention.refs).isdisjoint(one.refs)


def read_reason(reply: ReplyState, piece: Piece) -> None:
    """Gives a reason to the statement before it, unless another item was named in between."""
    before, last = _statements_to_explain(reply, piece), reply.sentence.last
    heading = last is not None and last.rule == "talk" and bool(last.refs)
    if before and not heading:
        _give(reply, before[-1], piece)
    else:
        reply.sentence.pending = piece


def say(reply: ReplyState, one: Reading) -> None:
    """Takes a reading in; a reason that waited for its statement belongs to it."""
    reply.add(one)
    piece = reply.sentence.pending
    if piece and one.rule not in IDLE:
        reply.sentence.pending = None
        _give(reply, one, piece)


def end_sentence(reply: ReplyState) -> None:
    """A reason whose statement did not follow belongs to the sentence before, or is a note."""
    piece = reply.sentence.pending
    if piece:
        reply.sentence.pending = None
        before = reply.statement_before()
        if before and before.block.item == piece.block.item and not _is_of_another(reply.sentence.last, before):
            _give(reply, before, piece)
        elif refs := reply.refs(piece):
            note = reading(piece, "note", refs)
            note.note, note.explains = place(piece), True
            say(reply, note)
        else:
            say(reply, waiting(piece, "unknown"))
    begin_sentence(reply)


def _is_of_another(heading: Reading | None, before: Reading) -> bool:
    """2 done / 1 because the supplier is late: what its own number heads is not of the item before it."""
    names = heading is not None and heading.rule == "talk" and bool(heading.refs)
    return names and heading is not None and not set(heading.refs) & set(before.refs)


def _with_until(piece: Piece) -> Piece:
    """Stuck until Legal signs off: without the word before it, it would say that they do."""
    before = piece.block.folded.text[: piece.start].rstrip()
    return replace(piece, start=len(before) - len("until")) if before.endswith(" until") else piece


def _give(reply: ReplyState, one: Reading, piece: Piece) -> None:
    """A request keeps its reason as such, a status as its note."""
    if one.counts and one.accept and not (one.ask or one.status or one.named):
        # 好，由于… (fine, because of …): why all are taken on is no note on each
        reply.add(waiting(piece, "unknown"))
        return
    if one.ask:
        one.reason = further(one.reason, piece)
    elif one.counts:
        one.note = further(one.note, _with_until(piece))
    reply.add(talk(piece, "reason"))
    if may_hide_item(piece):
        reply.readings.append(waiting(piece, "unknown"))
