"""The numbers that a verdict stands behind, where a bare value of the verdict before stands right before them:
`1 met 97, 2 met 91, 3 met`."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex

_NEXT = late_regex(r"(?<=\d)\s*[,、]\s*(?=\d)")


_MOST_CRITERIA = 20
"""A higher number is no criterion's; a lower one may be that of one which another department was asked about."""


class ResultNumbers(NamedTuple):
    start: int
    """Where they begin in the line."""
    numbers: tuple[int, ...]
    value: tuple[int, int] | None
    """The span of the value between them and the verdict."""


def result_numbers(
    match: re.Match[str],
    before: re.Match[str] | None,
    asked: Collection[int],
    numbers_in: Callable[[str], tuple[int, ...]],
) -> ResultNumbers:
    """Of a result (groups `numbers` and `value`) behind another. A number that nobody was asked about is that one's
    value, if it stands directly behind its verdict and the number of one that was asked about follows."""
    text, start = match["numbers"], match.start("numbers")
    numbers = numbers_in(text)
    value = match.span("value") if match["value"] else None
    found = ResultNumbers(start, numbers, value)
    is_behind = before is not None and not match.string[before.end() : start].strip()
    if not is_behind or not numbers or numbers[0] in asked or numbers[0] <= _MOST_CRITERIA:
        return found
    last = (match["value"] or "").strip()
    if len(numbers) == 1 and value and last.isdecimal() and int(last) in asked:
        return ResultNumbers(value[0], (int(last),), None)
    following = _NEXT.search(text)
    rest = numbers_in(text[following.end() :]) if following else ()
    return ResultNumbers(start + following.end(), rest, value) if following and set(rest) & set(asked) else found
