"""Sentences that say when it will be sent, or somebody will hear of it: 完成后发您, `will send it when ready`. That it
is not finished yet is no condition of anything else."""

import re
from collections.abc import Iterator
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.word_patterns import one_whole

_SUBJECT = r"(?:it|this|that|they|these|everything|all)(?:'s| is| are| has been| have been| gets?)?"


def when_ready(text: str) -> Iterator[OverlaySpan]:
    """The words for when, as a filler; not 做好发您了, which it is and was."""
    for match in _in_order().finditer(text):
        order = match.lastgroup or ""
        yield OverlaySpan(match.start(order), match.end(order), "filler")


@cache
def _in_order() -> re.Pattern[str]:
    kinds = ("finishes", "behind", "then", "waits", "sends")
    finishes, behind, then, waits, sends = (one_whole(words_of_both("done_then", kind)) for kind in kinds)
    chinese = (
        rf"(?:^|(?<=[,;。!:]))\s*我?(?:{waits}(?:我|这边)?{finishes}了?|{finishes}(?:{behind}|(?=了?{then})了?))"
        rf"(?=我?{then}*{sends}[^,;。!了已过]*(?:[,;。!]|$))"
    )
    when = rf"{waits} (?:{_SUBJECT} )?(?:all |fully )?{finishes}"
    promised = rf"(?:{then}|\bwill) (?:also |then )?{sends}[^,;.!?]{{0,32}}? "
    promises = rf"(?=,? (?:i|we)(?: will|'ll) {sends})"
    return re.compile(rf"(?:{promised})(?P<late>{when})|(?P<zh>{chinese})|(?P<early>{when}){promises}")
