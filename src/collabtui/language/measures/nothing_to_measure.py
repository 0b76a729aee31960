"""Criteria that nothing measures: no figure, no day, no state that is there or is not (做得好, as good as possible)."""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.language.levelling import level
from collabtui.language.measures.bounds import bounds_of
from collabtui.language.measures.figures import any_of, figures, words_of

_DAY = re.compile(r"\d{1,2}月|\d{4}[-/.]\d|\d")


def is_measurable(text: str) -> bool:
    """Whether two people who look at the result would say the same of it."""
    plain = level(text)
    if figures(plain) or _DAY.search(plain) or any(one.high == 0 for one in bounds_of(text)):
        return True
    return not _vague().search(plain) and _checkable().search(plain) is not None


def not_measurable(criteria: Iterable[str]) -> tuple[int, ...]:
    """The numbers, from 1, of those that are not."""
    return tuple(number for number, text in enumerate(criteria, 1) if not is_measurable(text))


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(any_of(words_of("vague")))


@cache
def _checkable() -> re.Pattern[str]:
    return re.compile(any_of(words_of("checkable")))
