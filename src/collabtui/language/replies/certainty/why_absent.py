"""Reasons of not coming that are no absence of the writer himself: the child is ill, 孩子病了."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_whole


def is_with_household(one: Reading) -> bool:
    """孩子病了, kid's sick: what is with those at home is why the writer does not come."""
    return _at_home().match(one.block.folded.text, one.start, one.end) is not None


@cache
def _at_home() -> re.Pattern[str]:
    who, what = (one_whole(words_of_both("unable", kind)) for kind in ("household", "befallen"))
    return re.compile(rf"\W*(?:because |as |since |因为|由于|我|我们)?(?:my |our |the )?{who}.{{0,16}}?{what}")
