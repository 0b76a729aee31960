"""The three-way merge by field: what somebody saw, what he has made of it, and what others have made of it
meanwhile."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Texts = Mapping[str, str]
LINES, LIST, REFS, SENTENCES = "\n", ", ", " ", "; "
"""What stands between the parts of a text of which two versions can be put together."""
_BETWEEN = {LINES: r"\n", LIST: r"\s*[,，、;；\n]\s*", REFS: r"[,，、;；\s]+", SENTENCES: r"\s*[;；]\s*"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Clash(NamedTuple):
    """A field that somebody has changed, and somebody else meanwhile."""

    field: str
    theirs: str
    mine: str
    both: str
    """Empty where the two cannot be put together."""


class MergedFields(NamedTuple):
    values: dict[str, str]
    """Of each field: one's own value where one has changed it, else what stands there now."""
    clashes: tuple[Clash, ...]
    """Fields of `values` in which one's own value would revert another's."""


def merge(seen: Texts, mine: Texts, now: Texts, separators: Texts | None = None) -> MergedFields:
    """`separators` name what stands between the parts, for fields of which both versions can be kept. Space around a
    text is no change."""
    values, clashes = {}, []
    for field, own in mine.items():
        before, theirs = seen[field], now[field]
        stands, clash = merge_value(before.strip(), own.strip(), theirs.strip())
        values[field] = theirs if stands == theirs.strip() else own
        if clash:
            separator = (separators or {}).get(field, "")
            clashes.append(Clash(field, theirs, own, put_together(before, own, theirs, separator)))
    return MergedFields(values, tuple(clashes))


def merge_value(seen: Any, mine: Any, now: Any) -> tuple[Any, bool]:
    """The value that stands of one field, and whether one's own would revert another's."""
    if mine in (seen, now):
        return now, False
    return mine, now != seen


def merge_sets(seen: Iterable[T], mine: Iterable[T], now: Iterable[T]) -> tuple[T, ...]:
    """Parts whose order says nothing: without those that either took out, and with those that either put in."""
    had, own, stands = (list(dict.fromkeys(parts)) for parts in (seen, mine, now))
    left = [part for part in stands if part not in had or part in own]
    return (*left, *(part for part in own if part not in had and part not in left))


def put_together(before: str, mine: str, theirs: str, separator: str) -> str:
    """Their parts without those that were taken out, and with those that were put in. Empty where there are no parts
    (`separator` is empty), or nothing but one of the two comes of it."""
    if not separator:
        return ""
    parts = merge_sets(*(parts_of(text, separator) for text in (before, mine, theirs)))
    text = _between(separator, parts).join(parts)
    return "" if text in (mine.strip(), theirs.strip()) else text


def _between(separator: str, parts: Iterable[str]) -> str:
    """What stands between them: Chinese sentences have a sign of their own."""
    return "；" if separator == SENTENCES and all(map(_CHINESE.search, parts)) else separator


def parts_of(text: str, separator: str) -> Sequence[str]:
    """Each once, in their order."""
    parts = re.split(_BETWEEN.get(separator, re.escape(separator)), text.strip())
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
