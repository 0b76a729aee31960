"""Tells that something is under way and not there: ordered and awaited, booked in for Monday, only the last step left.

None of it is done by that, unless its order is all that its item is. The words are data, `words/never.*.json`.
"""

from collections.abc import Iterable
from datetime import date

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.word_patterns import whole_words

_FOR = late_regex(r"(?:in )?for ")


def is_on_its_way(piece: Piece, text: str, titles: Iterable[str], written: date) -> bool:
    """`text` is the folded passage that the piece stands for; `titles` are those of the items that it is about."""
    if whole_words("never", "awaits-goods").search(text):
        return True
    ordered = whole_words("never", "order-out").search(text) is not None
    if ordered and not any(whole_words("never", "is-order").search(title.lower()) for title in titles):
        return True
    return _is_booked(piece, written) or _has_a_step_left(piece, text, written)


def _is_booked(piece: Piece, written: date) -> bool:
    """3 is booked in for Monday: when it will be, of what is not the booking itself."""
    text = piece.block.folded.text
    to_come = [day for day in piece.days if day.day is None or day.day > written]
    ahead = any(_FOR.match(text, day.start) or text[: day.start].rstrip().endswith(" for") for day in to_come)
    return ahead and not piece.has("own-verb") and whole_words("never", "booked").search(text, piece.start) is not None


def _has_a_step_left(piece: Piece, text: str, written: date) -> bool:
    """就剩修图了，明天发您: what is left, and a day to come for it."""
    to_come = any(day.day is None or day.day > written for day in piece.days)
    return (to_come or piece.has("future")) and whole_words("never", "step-left").search(text) is not None
