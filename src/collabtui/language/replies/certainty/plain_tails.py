"""Words behind a verb that says an item was done: where and with what (put up in the workshop,
installed in all vans), or that it is kept or shown somewhere since (printed and kept at reception)."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import HAPPENED
from collabtui.language.word_patterns import one_whole, whole_words

_WORDS = r"(?: (?!and\b|or\b)[a-z0-9&'.-]+){1,5}"
_WHOLE = re.compile(r"\b(?:all|every|both|each)(?: (?:of )?(?:the|our))?\b ?")
"""What says that it was all of them limits nothing."""
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b")


def tells_where_or_with_what(piece: Piece) -> bool:
    """Of the words behind the verb of an English clause that says that an item was done, but for its days; none of
    them may limit it, and no number, which may be so many of them."""
    behind = max((token.end for token in piece.tokens if token.within(HAPPENED)), default=piece.end)
    if not piece.written.isascii() or not piece.named or behind == piece.end:
        return False
    text = piece.block.folded.text[: piece.end]
    for day in sorted(piece.days, key=lambda day: -day.start):
        text = text[: day.start] + text[day.end :] if day.start >= behind else text
    text = text[behind:]
    text = " ".join(_WHOLE.sub("", text).split()).strip(" .!,")
    if _NUMBER.search(text) or whole_words("never", "limits").search(text):
        return False
    return not text or _tail().fullmatch(f" {text}") is not None


@cache
def _tail() -> re.Pattern[str]:
    leads = one_whole(words_of_both("never", "tail-leads"))
    since = one_whole(words_of_both("never", "is-since"))
    return re.compile(rf"(?: {leads}{_WORDS}){{0,2}}(?: and {since}(?: {leads}{_WORDS})?)?")
