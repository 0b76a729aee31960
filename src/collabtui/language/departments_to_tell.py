"""Departments that somebody wants told: `请提前通知客服`, `please tell support first`."""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.language.levelling import level
from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of

_LONGEST_TEXT = 2000
_KINDS = re.compile(r"(?:部门|部|处|科|组| department| team)$")
_LEAST = 2
"""Characters of a name without its kind."""


def departments_to_tell(text: str, departments: Iterable[str]) -> tuple[str, ...]:
    """Those that stand right behind a word for telling, by their names or without what kind of unit they are."""
    plain = level(text[:_LONGEST_TEXT])
    return tuple(one for one in departments if one and _behind_a_verb(level(one)).search(plain))


@cache
def _behind_a_verb(name: str) -> re.Pattern[str]:
    short = _KINDS.sub("", name)
    names = one_of({name, short} if len(short) >= _LEAST else {name})
    verbs = one_of(words_of_both("telling", "verbs"))
    between = one_of(words_of_both("telling", "between"))
    return re.compile(rf"(?<![a-z]){verbs}\s?(?:{between}\s?)?{names}(?![a-z])")
