"""Two texts against each other: which words went and which came."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\d+|[^\W\d_\u2e80-\u9fff]+|\s+|.", re.DOTALL)
"""A number, a Latin word, a run of blanks, or one sign: a Chinese character is a word of its own."""
ALIKE = 0.3
"""Share of a text that has to stay; below, pieces of it among the new ones only confuse."""


class DiffPiece(NamedTuple):
    op: Literal["same", "old", "new"]
    text: str


def pieces(old: str, new: str) -> tuple[DiffPiece, ...]:
    """The pieces of both texts in reading order: the old ones joined to the same ones are `old`, the new ones `new`."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return tuple(piece for piece in (DiffPiece("old", old), DiffPiece("new", new)) if piece.text)
    found: list[DiffPiece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(DiffPiece("same", "".join(before[i1:i2])))
            continue
        found += [DiffPiece("old", "".join(before[i1:i2]))] if i1 < i2 else []
        found += [DiffPiece("new", "".join(after[j1:j2]))] if j1 < j2 else []
    return tuple(found)
