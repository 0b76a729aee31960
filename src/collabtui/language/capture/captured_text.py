"""The text of a captured line: what is left of it without its marks."""

import re
from collections.abc import Sequence
from functools import reduce

from collabtui.language.capture.marks.capture_mark import OF_PEOPLE, SEPARATORS, CaptureMark
from collabtui.language.capture.owner_without_at import is_joining

_EMPTY_BRACKETS = re.compile(r"[(（\[【]\s*[)）\]】]")
_BEFORE_PIECE = re.compile(r"\A(?:[ ,，;；、–—:：|｜]|-(?!>))+")
"""What sets a piece of the text apart from the mark before it; an arrow, ->, is a word of its own."""


def text_between(line: str, start: int, marks: Sequence[CaptureMark]) -> str:
    """The rest of a line without its marks and what set them apart."""
    pieces: list[str] = []
    named = False
    for mark in marks:
        piece = line[start : mark.start].strip(SEPARATORS).rstrip(SEPARATORS + "-–—")
        names = mark.kind in OF_PEOPLE
        pieces.append("" if named and names and is_joining(piece) else piece)
        pieces += [mark.kept] if mark.kept else []
        start, named = mark.end, names
    pieces.append(line[start:].strip(SEPARATORS))
    pieces[1:] = [_BEFORE_PIECE.sub("", piece) for piece in pieces[1:]]
    text = _EMPTY_BRACKETS.sub(" ", reduce(_joined, filter(None, pieces), ""))
    return " ".join(text.split()).strip(SEPARATORS)


def _joined(before: str, behind: str) -> str:
    """Both with a blank between them, but for brackets that one of them opens or closes: (30%)."""
    within = not before or before.endswith(("(", "（", "[", "【")) or behind.startswith((")", "）", "]", "】"))
    return before + ("" if within else " ") + behind
