"""A thing that somebody else cancelled, the hotel, the driver: it is to be had elsewhere, and its item not given up."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole


def is_cancelled_by_others(text: str) -> bool:
    """Hotel cancelled on us, 车被司机取消了: somebody of whom he writes does it, or a word behind the verb says so."""
    return _pattern().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    drops = _words("drops")
    ahead = rf"(?:{_words('others')}|{_words('by-them')}[^，。；,.;]{{1,8}}?)"
    return re.compile(rf"{ahead}[a-z ]{{0,10}}?{drops}|{drops} ?{_words('on-us')}")


def _words(kind: str) -> str:
    return one_whole(words_of_both("never", kind))
