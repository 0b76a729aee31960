"""A remark beside a yes that there is room for more: item 1 could even be a few days earlier, 第2项还能提前两天. It
asks for nothing, so the yes is asked back with it. The words are data, `words/remarks.*.json`.

What should be earlier, would better be, or is to wait, is wanted otherwise and is no such remark.
"""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional, objects
from collabtui.language.word_patterns import one_whole, whole_words

_LONGEST = 80
"""Characters of a remark."""
_AHEAD = r"(?=.{0,60}?"


def has_room_to_spare(text: str) -> bool:
    """Whether a folded clause says that something may come better than it was asked for."""
    plain = text.strip(" ,.;!。！")
    stated = whole_words("remarks", "may_be").sub(" ", plain)
    if len(plain) > _LONGEST or whole_words("remarks", "otherwise").search(stated):
        return False
    return _may_be_better().search(plain) is not None and not (objects(plain) or is_conditional(plain))


def has_no_room(text: str) -> bool:
    """Whether a folded clause says that something may not come better than it was asked for: item 1 can't be earlier,
    第2项不能再提前了. That is no reason against it."""
    return len(text) <= _LONGEST and _is_not_better().search(text) is not None


@cache
def _may_be_better() -> re.Pattern[str]:
    able, even, may_be = (one_whole(words_of_both("remarks", kind)) for kind in ("able", "even", "may_be"))
    return re.compile(rf"(?:{may_be}\s*{even}|{able}){_AHEAD}{one_whole(words_of_both('remarks', 'better'))})")


@cache
def _is_not_better() -> re.Pattern[str]:
    unable, better = (one_whole(words_of_both("remarks", kind)) for kind in ("unable", "better_still"))
    return re.compile(rf"{unable}(?=.{{0,24}}?{better})")
