"""Obstacles that are over: 上周卡住，今天已经解决 (stuck last week, solved today).

It is blocked no longer, and how far it is has to be said by itself: that the trouble is solved does not make it done.
"""

from collections.abc import Iterator
from datetime import date

from collabtui.language.dates.find_days import DayReading
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk
from collabtui.language.replies.words.vocabulary import foreign, kinds

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

_UNTIL = late_regex(r"\W*(?:until|till?|up (?:to|until)|直到|一直到|到)")
_BEHIND = kinds("perfect filler mark day thanks greeting mention")


def is_overcome(reply: ReplyState, piece: Piece) -> bool:
    held = next(_held_up(reply, piece), None)
    if held is None or piece.asks or piece.has(*_OPEN):
        return False
    if _ended_before(piece, reply.setting.own.written):
        return True
    if piece.role or not piece.has("overcome"):
        return False
    if any(one.how != "amount" and not set(one.refs) <= set(held.refs) for one in piece.mentions):
        return False
    last = max(at for at, token in enumerate(piece.tokens) if token.of("overcome"))
    if not all(token.within(_BEHIND) for token in piece.tokens[last + 1 :]):
        # gone silent
        return False
    return piece.has("is", "perfect") or any(token.text.endswith("了") for token in piece.of("overcome"))


def _ended_before(piece: Piece, written: date) -> bool:
    """2 was blocked until yesterday: a day that is over, and no word but those of its bound."""
    over = piece.days and all(_is_over(day, written) for day in piece.days)
    return bool(over) and _UNTIL.match(piece.written.lower()) is not None and not foreign(piece.tokens)


def _is_over(day: DayReading, written: date) -> bool:
    return day.reason == "past" or (day.day is not None and day.day < written)


def _held_up(reply: ReplyState, piece: Piece) -> Iterator[Reading]:
    """What was said to be blocked just before, in the same block; one at most."""
    before = reply.statement_before()
    if before is None or not (before.refs and before.block is piece.block):
        return
    if before.proposed and before.status == "blocked":
        yield before
    elif not before.counts:
        return
    elif before.status == "blocked" or (before.of_trouble and before.rule == "note"):
        yield before


def read_overcome(reply: ReplyState, piece: Piece) -> None:
    """Makes a note of the time it was blocked, up to where that is over."""
    over = talk(piece, idle=True)
    for held in _held_up(reply, piece):
        held.rule, held.status, held.counts, held.waits, held.proposed = "note", None, True, False, False
        held.note = ClausePlace(held.block, held.start, piece.end)
        over.refs = held.refs
    say(reply, over)
