"""Items behind the heading of what is done, `本周完成：1、3`, `Done this week: review`: whatever day that names, it has
happened."""

import re
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.word_patterns import one_of

_BETWEEN = late_regex(r"(?:[\s,;、.&()-]|和|与|及|\band\b)*")


def listed_as_done(piece: Piece, refs: Refs) -> list[Reading]:
    """Nothing where anything but items stands there."""
    text = piece.block.folded.text
    heading = _heading().match(text, piece.start, piece.end) if refs and piece.named else None
    if heading is None or piece.asks:
        return []
    at = heading.end()
    for named in sorted(piece.mentions, key=lambda one: one.start):
        if named.start < at or not _BETWEEN.fullmatch(text, at, named.start):
            return []
        at = named.end
    if not _BETWEEN.fullmatch(text, at, piece.end):
        return []
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    return [found]


@cache
def _heading() -> re.Pattern[str]:
    """Folded."""
    words = one_of(words_of_both("report_headings", "done"))
    return re.compile(rf"\s*(?:[-*•·#]+\s*)?{words}\s*:\s*")
