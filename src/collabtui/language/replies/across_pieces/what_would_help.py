"""Impact of a block, the way out that is suggested, the answer, and whom or what is needed: 1 受阻，因为审核人请假，
影响联调，建议换人; 1 60%，需要支持：再派2人.

Behind a block nothing of that is done, whatever it names: it goes with the reason. A later day that is suggested is
asked for, too. Behind how far something is, it is a note on that.
"""

from dataclasses import replace
from itertools import takewhile

from collabtui.language.exception_parts import Part, begins_field, empty_parts, needs_time, part_at, part_that_begins
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import place, reading, talk, waiting
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import HAPPENED

_OF_BLOCK: tuple[Part, ...] = ("impact", "way-out", "answer", "need")
_LABELLED: tuple[Part, ...] = ("reason", "solver", "until")
"""Parts that a label alone begins, and never a verb."""
_NUMBER = late_regex(r"^\W*[A-Za-z]?\d{1,4}\W*")
_UNDER_WAY = ("percent", "started", "not-begun")


def is_help_with_block(reply: ReplyState, piece: Piece) -> bool:
    held = _held_up(reply)
    if held is None or held.block.item != piece.block.item or _tells_how_far(piece):
        return False
    return _begins_part(held, piece) or _goes_on(reply, piece)


def says_of_nothing(_: ReplyState, piece: Piece) -> bool:
    """需要支持：无, of whatever: a line of a form that is left empty."""
    places = empty_parts(piece.block.folded.text)
    return any(start <= piece.start and piece.end <= end for start, end in places)


def read_nothing(reply: ReplyState, piece: Piece) -> None:
    found = talk(piece)
    found.idle = True
    say(reply, found)


def _begins_part(held: Reading, piece: Piece) -> bool:
    part = _part_of(piece.block, piece.start, piece.end)
    if held.rule not in ("blocked", "note"):
        # needs two more days: a later day is asked for
        return part == "need" and not piece.days and not needs_time(piece.written)
    is_labelled = _is_label(piece) or begins_field(piece.written)
    # 由孙丽负责解决: a solver without a label is said by a clause of its own
    return part in _OF_BLOCK or part == "solver" or (part in _LABELLED and is_labelled)


def _part_of(block: Block, start: int, end: int) -> Part | None:
    """With the colon behind it, where one stands there: some names are one only so."""
    colon = block.folded.text[end : end + 1] == ":"
    return part_that_begins(block.written(start, end) + (":" if colon else ""))


def _is_label(piece: Piece) -> bool:
    return piece.block.folded.text[piece.end : piece.end + 1] == ":"


def _goes_on(reply: ReplyState, piece: Piece) -> bool:
    """What stands behind the name of a part belongs to it: 需要支持：请市场部派1名讲师."""
    last = reply.readings[-1] if reply.readings else None
    if last is None or piece.named:
        return False
    if _is_labelled_note(last) and last.block is piece.block:
        return True
    if not last.of_block:
        return False
    if last.block is not piece.block:
        return _ends_with_label(last) and not _is_label(piece)
    between = piece.block.folded.text[last.end : piece.start].strip()
    if between == ":":
        return _part_of(last.block, last.start, last.end) is not None
    if between != "," or not _is_of_label(reply, last):
        return False
    return _is_his_limit(reply, piece, last) or not _asks_or_tells(reply, piece, last)


def _is_his_limit(reply: ReplyState, piece: Piece, last: Reading) -> bool:
    """解决人：张伟，3月20日前解决: until when he solves it, and no later day for the item."""
    is_limit = bool(piece.days) and not piece.has("postpone", "shift", "more-time", "perfect")
    return is_limit and any(part_that_begins(_with_colon(one)) == "solver" for one in _run(reply, last))


def _asks_or_tells(reply: ReplyState, piece: Piece, last: Reading) -> bool:
    """延期到3月20日 behind an impact is asked for, whatever name stands before it."""
    return any(one.ask or one.status for one in read_statements(piece, last.refs, reply.setting.own))


def _ends_with_label(one: Reading) -> bool:
    """需要支持： at the end of its line: what it names stands in the next one."""
    text = one.block.folded.text
    return text[one.end :].strip() == ":" and _part_of(one.block, one.start, one.end) is not None


def _is_labelled_note(one: Reading | None) -> bool:
    """1 应对：先租云主机, of an item that is blocked: said by itself."""
    if one is None or one.rule != "note" or not one.counts or not one.refs:
        return False
    words = _NUMBER.sub("", one.block.written(one.start, one.end))
    found = part_at(words)
    return found is not None and found.is_labelled


def _is_of_label(reply: ReplyState, last: Reading) -> bool:
    """Whether what was read last stands behind the name of a part, or goes on with what does."""
    if _is_labelled_note(_held_up(reply)):
        return True
    written = [_with_colon(one) for one in _run(reply, last)]
    return any(begins_field(one) or part_that_begins(one) == "solver" for one in written)


def _run(reply: ReplyState, last: Reading) -> list[Reading]:
    """What was read last, and all that goes with the same block right before it."""
    before = takewhile(lambda one: one.of_block, reversed(reply.readings[:-1]))
    return [last, *before]


def _with_colon(one: Reading) -> str:
    return one.block.written(one.start, one.end + 1)


def _tells_how_far(piece: Piece) -> bool:
    called = piece.start + _length_of_name(piece)
    overcome = any(token.start >= called for token in piece.of("overcome"))  # 解决办法：… is no solution yet
    to_come = bool(piece.days) and not piece.has("perfect")  # 3月6日前解决
    to_come = to_come or _part_of(piece.block, piece.start, piece.end) == "solver"  # 由孙丽负责解决
    return (overcome and not to_come) or piece.has("percent") or (piece.has("perfect") and piece.has(*HAPPENED))


def _length_of_name(piece: Piece) -> int:
    """The length of what the part that the piece begins is called, where a colon stands behind it."""
    found = part_at(piece.written + (":" if _is_label(piece) else ""))
    return found.label_end or 0 if found is not None and found.is_labelled else 0


def _held_up(reply: ReplyState) -> Reading | None:
    """What was said last to be blocked, or how far it is, with nothing but its reason and such help behind it."""
    before = next((one for one in reversed(reply.readings) if one.rule != "reason" and not one.of_block), None)
    if before is None or not before.refs:
        return None
    is_held = before.rule == "blocked" or (before.rule in _UNDER_WAY and before.counts) or _is_labelled_note(before)
    return before if is_held else None


def read_help_with_block(reply: ReplyState, piece: Piece) -> None:
    held = _held_up(reply)
    refs = held.refs if held else ()
    goes_on = _goes_on(reply, piece)
    is_impact = _part_of(piece.block, piece.start, piece.end) == "impact"  # it delays delivery by a week: no request
    apart = is_impact or _is_label(piece) or begins_field(piece.written)
    asked = [] if piece.named or apart or goes_on else read_statements(piece, refs, reply.setting.own)
    found = next((one for one in asked if one.ask == "postpone" and one.counts), reading(piece, "reason", refs))
    written = place(piece)
    if _is_label(piece):
        written = written._replace(end=piece.end + 1)
    say(reply, replace(found, note=written, of_block=True))
    if piece.asks and not goes_on:
        say(reply, replace(waiting(piece, "question"), of_block=True))
