"""Supporters of a task, and with what they support it, as people write it into one cell: `陈静（手机，电脑）、Bob: a
contract`."""

import re
from collections.abc import Iterator

_SEPARATORS = frozenset("、,，;；\n")
_SEPARATED = re.compile(r"[、,，;；\n]+")
_OPENS, _CLOSES = frozenset("(（[【"), frozenset(")）]】")
_SUPPORT = re.compile(r"\s*(?:[(（\[【](.*)[)）\]】]|[:：](.*))\s*", re.DOTALL)


def each_supporter(cell: str) -> list[str]:
    """The cell cut into one text a person; what stands in brackets is not cut."""
    pieces, depth = [""], 0
    for sign in cell:
        if depth == 0 and sign in _SEPARATORS:
            pieces.append("")
            continue
        depth = depth + 1 if sign in _OPENS else depth - (sign in _CLOSES and depth > 0)
        pieces[-1] += sign
    if depth:  # a bracket that never closes holds nothing together
        pieces = _SEPARATED.split(cell)
    return [piece.strip() for piece in pieces if piece.strip()]


def readings(supporter: str) -> Iterator[tuple[str, str]]:
    """Name and support in all the ways in which it may be meant, the longest name first: a name may have brackets of
    its own, `Bob (Smith)`."""
    yield supporter, ""
    for place in range(len(supporter) - 1, 0, -1):
        match = _SUPPORT.fullmatch(supporter, place)
        if match and supporter[place] in "(（[【:：":
            yield supporter[:place].strip(), (match[1] or match[2] or "").strip()
