"""A share that the same line takes back for another one: 70%. Hmm, actually more like 60; 80%，等等，少了两个，只有60.

The last number is proposed instead of the first: one of two digits, as no item has it. The words are data,
`words/never.*.json`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.word_patterns import one_whole

_WINDOW = 160
"""Characters behind the first share in which the second one stands."""
_ALL = 100


def with_restated_shares(readings: Sequence[Reading]) -> list[Reading]:
    found = list(readings)
    for one in readings:
        if not _gives_share(one):
            continue
        text = one.block.folded.text
        again = _again().match(text, one.end, min(len(text), one.end + _WINDOW))
        if again is None or int(again[1]) == one.percent or _names_another(readings, one, again.end()):
            continue
        now = replace(one, percent=int(again[1]), start=again.start(1), end=again.end(1), rule="percent", was="percent")
        now.counts, now.note, now.named = True, None, True
        now.propose("repaired")
        take_back(one, "repaired")
        one.proposed, one.status, one.percent, one.denies = False, None, None, ""
        found = [other for other in found if not _is_swallowed(other, one, again)]
        at = next(at for at, other in enumerate(found) if other is one)
        found.insert(at + 1, now)
    return found


def _gives_share(one: Reading) -> bool:
    taken_back = one.rule == "repaired"
    is_share = one.status == "in-progress" and bool(one.percent) and one.percent != _ALL
    return is_share and (one.counts or one.proposed or taken_back)


def _names_another(readings: Sequence[Reading], one: Reading, end: int) -> bool:
    """2 is at 70%, no wait, 3 is at 60: of another item nothing is taken back."""
    between = [other for other in readings if other.block is one.block and one.end <= other.start < end]
    return any(other.refs and other.refs != one.refs for other in between)


def _is_swallowed(other: Reading, one: Reading, again: re.Match[str]) -> bool:
    """The clause of the second number, which is read now."""
    inside = other.block is one.block and other.start <= again.start(1) < other.end
    return other is not one and inside and not (other.counts and other.rule != "note")


@cache
def _again() -> re.Pattern[str]:
    turns, leads, kept = (one_whole(words_of_both("never", kind)) for kind in ("turns-back", "leads-share", "of-share"))
    ends = rf"(?=\s*(?:%|％|percent|个点)?\s*(?:$|[.,;!。，！)吧了]|{kept}))"
    return re.compile(
        rf"[^\n%％]{{0,60}}?{turns}(?:[^\n%％]{{0,70}}?{leads})?[\s,.:，]*(?<!\d)(\d{{1,2}})(?![\d/:]){ends}"
    )
