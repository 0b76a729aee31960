"""Words beside an item that is handed over: why it is (3我做不了，给王芳吧, I can't do 3, please give it to Bob), and
that it should be put on record (麻烦改一下, please update).

That he cannot do it is neither a standstill nor a denial then, but the reason of his request. The words are data,
`words/unable.*.json`.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_whole, whole_words

_LONGEST = 60
"""Characters of a clause that says no more than that."""


def with_reasons_of_hand_overs(readings: Sequence[Reading]) -> None:
    """Looks at each clause that stands right before a request to hand over the same item, in its sentence."""
    for before, request in pairwise(readings):
        if request.ask == "reassign" and request.counts and _is_why(before, request):
            before.rule, before.counts, before.waits, before.status = "reason", False, False, None
            before.denies = ""
            request.reason = request.reason or before.place_behind_number


def with_records_settled(readings: Sequence[Reading]) -> None:
    """不归我管了，后面由石磊跟进，麻烦改一下 (please change it): right behind a request to hand over what asks for no
    more."""
    request: Reading | None = None
    for one in readings:
        if one.ask == "reassign" and one.counts:
            request = one
        elif request is not None and _asks_for_the_record(one, request):
            if request.reason is not None and request.reason.start == one.start:
                request.reason = None
            one.rule, one.counts, one.waits, one.idle, one.note, one.refs = "talk", False, False, True, None, ()
        elif not one.idle:
            request = None


def _asks_for_the_record(one: Reading, request: Reading) -> bool:
    if one.block is not request.block or one.names or one.status or one.ask or one.proposed:
        return False
    text = one.block.folded.text[one.start : one.end]
    return len(text) <= _LONGEST and _record().fullmatch(text) is not None


@cache
def _record() -> re.Pattern[str]:
    asks, what, changes = (words_of_both("unable", kind) for kind in ("asks_record", "record", "changes_record"))
    led, named, changed = (rf"(?:{one_whole(words)}\W*)" for words in (asks, what, changes))
    return re.compile(rf"\W*(?:and )?{led}+{named}*{changed}{named}*{led}*\W*")


def _is_why(before: Reading, request: Reading) -> bool:
    if before.block is not request.block or before.sentence != request.sentence or before.proposed or before.percent:
        return False
    if before.refs and before.refs != request.refs:
        return False
    text = before.block.folded.text[before.start : before.end]
    return len(text) <= _LONGEST and whole_words("unable", "unable").search(text) is not None
