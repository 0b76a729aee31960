"""An item that stands as done, which a later mail takes back as what was said last: scrap that, it was the draft;
刚才那条作废. It is proposed to be put right, and nobody asks for it to be cancelled.

The words are data, `words/never.*.json`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.word_patterns import one_whole, whole_words

_SORRY = r"(?:(?:sorry|oops|please|no|wait|actually|不好意思|抱歉|麻烦|请)[\s,，]*)*"
_ENDS = " .,;!。，！"


def with_done_retracted_proposed(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """The readings, and that the one item which stands as done goes on; not where the thing is needed no more."""
    done = [item.ref for item in situation.unnamed_candidates if item.status == "done"]
    stated = any(one.status and (one.counts or one.proposed) for one in readings)
    if len(done) != 1 or stated:
        return list(readings)
    at = next((at for at, one in enumerate(readings) if _takes_back(one, done[0])), None)
    if at is None or any(_is_needed_no_more(one) for one in readings[at:]):
        return list(readings)
    one = readings[at]
    undone = replace(one, refs=(done[0],), status="in-progress", percent=None, ask=None, note=None, reason=None)
    undone.was, undone.counts = "started", True
    undone.propose("repaired")
    for other in readings[at + 1 :]:
        if other.rule == "reason" and other.block is one.block and other.sentence == one.sentence:
            take_back(other, "unknown")
    return [*readings[:at], undone, *readings[at + 1 :]]


def _takes_back(one: Reading, ref: str) -> bool:
    if one.names and one.refs != (ref,):
        return False
    clause = one.block.folded.text[one.start : one.end].strip(_ENDS)
    return _words().fullmatch(clause) is not None


def _is_needed_no_more(one: Reading) -> bool:
    return whole_words("never", "needless").search(one.block.folded.text[one.start : one.end]) is not None


@cache
def _words() -> re.Pattern[str]:
    return re.compile(_SORRY + one_whole(words_of_both("never", "takes-done-back")))
