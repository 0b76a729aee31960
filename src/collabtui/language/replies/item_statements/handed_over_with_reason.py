"""Reasons of those who hand an item over: 3我做不了，给王芳吧, I can't do 3, please give it to Bob.

That he cannot do it is neither a standstill nor a denial then, but the reason of his request. The words are data,
`words/unable.*.json`.
"""

from collections.abc import Sequence
from itertools import pairwise

from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words

_LONGEST = 60
"""Characters of a clause that says no more than that."""


def with_reasons_of_hand_overs(readings: Sequence[Reading]) -> None:
    """Looks at each clause that stands right before a request to hand over the same item, in its sentence."""
    for before, request in pairwise(readings):
        if request.ask == "reassign" and request.counts and _is_why(before, request):
            before.rule, before.counts, before.waits, before.status = "reason", False, False, None
            before.denies = ""
            request.reason = request.reason or before.place_behind_number


def _is_why(before: Reading, request: Reading) -> bool:
    if before.block is not request.block or before.sentence != request.sentence or before.proposed or before.percent:
        return False
    if before.refs and before.refs != request.refs:
        return False
    text = before.block.folded.text[before.start : before.end]
    return len(text) <= _LONGEST and whole_words("unable", "unable").search(text) is not None
