"""Three-way merge by field: what somebody saw, what he has made of it, and what others have made of it meanwhile."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Texts = Mapping[str, str]
LINES, LIST, REFS, SENTENCES = "\n", ", ", " ", "; "
"""What stands between the parts of a text of which two versions can be put together."""
_BETWEEN = {LINES: r"\n", LIST: r"\s*[,，、;；\n]\s*", REFS: r"[,，、;；\s]+", SENTENCES: r"\s*;\s*"}


class Clash(NamedTuple):
    """A field that somebody has changed, and somebody else meanwhile."""

    field: str
    theirs: str
    mine: str
    both: str
    """Empty where the two cannot be put together."""


class Merge(NamedTuple):
    values: dict[str, str]
    """Of each field: one's own value where one has changed it, else what stands there now."""
    clashes: tuple[Clash, ...]
    """Fields of `values` in which one's own value would revert another's."""


def merge(seen: Texts, mine: Texts, now: Texts, separators: Texts | None = None) -> Merge:
    """`separators` name what stands between the parts, for fields of which both versions can be kept. Space around a
    text is no change."""
    values, clashes = {}, []
    for field, own in mine.items():
        before, theirs = seen[field], now[field]
        if own.strip() == before.strip() or own.strip() == theirs.strip():
            values[field] = theirs
            continue
        values[field] = own
        if theirs.strip() != before.strip():
            separator = (separators or {}).get(field, "")
            clashes.append(Clash(field, theirs, own, put_together(before, own, theirs, separator)))
    return Merge(values, tuple(clashes))


def put_together(before: str, mine: str, theirs: str, separator: str) -> str:
    """Their parts without those that were taken out, and with those that were put in. Empty where there are no parts
    (`separator` is empty), or nothing but one of the two comes of it."""
    if not separator:
        return ""
    had, own, stands = (parts_of(text, separator) for text in (before, mine, theirs))
    left = [part for part in stands if part not in had or part in own]
    text = separator.join([*left, *(part for part in own if part not in had and part not in left)])
    return "" if text in (mine.strip(), theirs.strip()) else text


def parts_of(text: str, separator: str) -> Sequence[str]:
    """Each once, in their order."""
    parts = re.split(_BETWEEN.get(separator, re.escape(separator)), text.strip())
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
