"""The reason of a request for another day that is a question: a sentence of its own behind it."""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.readings import ClausePlace, Reading

_TELLS = ("unknown", "negated", "note", "trouble")
"""Rules of a sentence that says nothing by itself, or no more than how things are."""


def with_reasons_behind_questions(readings: Sequence[Reading]) -> list[Reading]:
    """Can we move it to 18 March? Two units failed: the second sentence is the reason, as it was written. What was to
    be noted of it is noted, too."""
    found = list(readings)
    for at, one in enumerate(found):
        if not _asks_without_reason(one):
            continue
        places = [place for place, other in enumerate(found) if _stands_behind(other, one)]
        if not places or not all(_tells_why(found[place], one) for place in places):
            continue
        start, end = min(found[place].start for place in places), max(found[place].end for place in places)
        found[at] = replace(one, reason=ClausePlace(one.block, start, end))
        for place in places:
            if not found[place].counts:
                found[place] = replace(found[place], rule="reason", waits=False)
    return found


def _asks_without_reason(one: Reading) -> bool:
    asks = one.ask == "postpone" and one.reason is None and (one.counts or one.proposed)
    return asks and one.block.folded.text[one.end :].lstrip().startswith("?")


def _stands_behind(other: Reading, one: Reading) -> bool:
    return other.block is one.block and other.sentence == one.sentence + 1 and not other.idle


def _tells_why(other: Reading, one: Reading) -> bool:
    says_more = other.ask or other.status or other.accept or other.proposed or other.agreed
    return other.rule in _TELLS and not says_more and other.refs in ((), one.refs)
