"""Lines that only say that an answer follows: 进展如下：, Please find below the status:. They say nothing of any item,
and stand beside any answer. The words are data, `words/lead_ins.*.json`."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole

_LONGEST = 70
"""Characters."""
_GAP = r"[ ,，、]*"
_END = r"[ ,，:：.。!！~…]*"


def leads_in(text: str) -> bool:
    """Whether a folded line says that what its writer has to say follows, and no more."""
    plain = text.strip()
    if len(plain) > _LONGEST or not _lead_in().fullmatch(plain):
        return False
    announced = plain.endswith((":", "：")) or _points().search(plain) is not None
    return announced and _nouns().search(plain) is not None


@cache
def _lead_in() -> re.Pattern[str]:
    words = [word for kind in ("nouns", "points", "around") for word in words_of_both("lead_ins", kind)]
    return re.compile(rf"(?:{one_whole(words)}{_GAP})+{_END}")


@cache
def _points() -> re.Pattern[str]:
    return re.compile(one_whole(words_of_both("lead_ins", "points")))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(one_whole(words_of_both("lead_ins", "nouns")))
