"""Accounts of what was said or settled before, 上周会上说的是夏岚负责, `we agreed last week to hand 2 to Alice`: they
tell of a hand-over and ask for none. The words are data, `words/accounts.*.json`.
"""

import re
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.pieces import Piece
from collabtui.language.word_patterns import one_whole, whole_words

_SENTENCE = late_regex(r"[。;!?\n]|\.(?=\s)")


def is_account(piece: Piece) -> bool:
    """Whether its sentence says, up to its end, that this was said or settled then; not where he asks for it now:
    `as agreed last week, please hand 2 to Alice`."""
    text = _SENTENCE.split(piece.block.folded.text[: piece.end])[-1]
    found = _account().search(text)
    return found is not None and whole_words("accounts", "asks").search(text, found.start()) is None


@cache
def _account() -> re.Pattern[str]:
    then, stated, denied = (one_whole(words_of_both("accounts", kind)) for kind in ("then", "told", "denied"))
    near = r"[^,]{0,16}?"
    return re.compile(rf"{then}(?!{near}{denied}.{{0,2}}{stated}){near}{stated}|{stated}{near}{then}")
