"""Reasons of those who name a later day, without a word that says so: 供应商晚交，预计3月12日完成; parts arrived late.
Will be done by 12 March.

The request waits for a decision anyway, and whoever decides reads why. Only what stands right before the day counts,
names nothing and says nothing else.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_whole

_SAYS_MORE = late_regex(r"[\d?？:]")
"""A number may be that of an item, a colon stands behind what is spoken of, and a question wants an answer."""
_SHORTEST_LACK = 4
"""Characters of what is not there (备件没到); 不 alone, or `no`, takes back what was said before."""


def with_reasons_of_later_days(readings: Sequence[Reading]) -> None:
    """Looks at each clause right before a request for a later day that brings no reason."""
    for before, request in pairwise(readings):
        if request.ask != "postpone" or not request.counts or request.due is None or request.reason is not None:
            continue
        if _is_of_himself(before, request):
            before.rule, before.waits, before.idle = "talk", False, True
        elif _is_why(before, request):
            before.rule, before.waits = "reason", False
            request.reason = before.place_behind_number
        elif _is_note_on_it(before, request):
            request.reason = before.place_behind_number


def with_reasons_shared(readings: Sequence[Reading]) -> None:
    """1 and 2 to 20 March, the crew is on strike: the reason of what one clause asks for is that of all its items."""
    for one in readings:
        for other in readings:
            together = one.block is other.block and (one.start, one.end) == (other.start, other.end)
            if one is not other and together and one.ask == other.ask and one.ask and one.reason and not other.reason:
                other.reason = one.reason


def _is_of_himself(before: Reading, request: Reading) -> bool:
    """I'm back. 1 slips to Monday; 昨天请假。3延到27号: a sentence on the writer alone before one that names its item;
    small talk in that very one, too."""
    if before.rule != "unknown" or before.counts or before.proposed or not request.names:
        return False
    text = before.block.folded.text[before.start : before.end].strip(" .,!")
    apart = before.block is not request.block or before.sentence != request.sentence
    return any(_then_only(kind).fullmatch(text) for kind in ("of-no-item", *(("of-himself",) if apart else ())))


@cache
def _then_only(kind: str) -> re.Pattern[str]:
    says, then = (one_whole(words_of_both("never", one)) for one in (kind, "back-then"))
    return re.compile(rf"(?:我?{then} ?(?:都|一直)?)?{says}(?: {then})?")


def _is_why(before: Reading, request: Reading) -> bool:
    if (
        not (before.rule == "unknown" or _is_lack(before, request))
        or before.counts
        or before.proposed
        or len(request.refs) != 1
    ):
        return False
    if before.refs and before.refs != request.refs:
        return False
    return not _SAYS_MORE.search(before.block.folded.text[before.start : before.end])


def _is_lack(before: Reading, request: Reading) -> bool:
    """备件没到，1延到16号; no spare rope, 1 moves to 20 March: in its very sentence, of no item and of no minutes."""
    if before.rule != "negated" or before.refs or before.of_minutes or before.of_request or before.status:
        return False
    together = before.block is request.block and before.sentence == request.sentence
    return together and before.end - before.start >= _SHORTEST_LACK


def _is_note_on_it(before: Reading, request: Reading) -> bool:
    """1 供应商晚交，预计3月12日完成: the note of the same item in the same sentence."""
    is_of_it = before.rule == "note" and before.counts and before.refs == request.refs
    return is_of_it and before.block is request.block and before.sentence == request.sentence
