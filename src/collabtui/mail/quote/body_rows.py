"""Lines of a body, apart from their quote marks."""

import re
from typing import Literal, NamedTuple

from collabtui.mail.parse.clean import keys

Hint = Literal["", "head", "split", "quote", "signature"]
"""What the HTML says of a line: the words above a quote, the first line of a quote that has no words above it, text
inside a quote's element, a signature."""


class RowPiece(NamedTuple):
    """A line, or one cell of a line that has tabs in it."""

    start: int
    end: int
    """Characters start…end of the body, without the spaces around."""
    key: str
    """As it is compared (`clean.keys`)."""


class BodyRow(NamedTuple):
    """One line of the body."""

    start: int
    end: int
    """Characters start…end of the body, without quote marks and the spaces around."""
    depth: int
    """How often it is quoted."""
    indent: int
    """Characters between the quote marks and the text."""
    text: str
    pieces: tuple[RowPiece, ...]
    """Empty for a line without letters and digits."""
    hint: Hint = ""


_MARKS = frozenset("|>＞ \t")
_ARROWS = re.compile(r"[ \t]*(?:[>＞][ \t]?)+")
_BARS = re.compile(r"(?:\|[ \t])+")
_INITIALS = re.compile(r"^[A-Za-z]{1,12}>", re.MULTILINE)


def rows(shown: str, hints: dict[int, Hint] | None = None) -> list[BodyRow]:
    """Every line of `shown`, which has to be clean. `hints` has line number → what the HTML says."""
    hints = hints or {}
    marks = _initials(shown)
    found, offset = [], 0
    for number, (line, key) in enumerate(zip(shown.split("\n"), keys(shown).split("\n"), strict=True)):
        depth, begin = 0, 0
        if line[:1] in _MARKS:
            depth, begin = _depth(line)
        elif marks and line.partition(">")[0] in marks:
            depth, begin = 1, line.index(">") + 1
            key = keys(line[begin:])
        start, end = _trimmed(line, begin, len(line))
        pieces: tuple[RowPiece, ...] = ()
        if "\t" in key:
            pieces = _cells(line, key, offset, begin)
        elif key:
            pieces = (RowPiece(offset + start, offset + end, key),)
        hint = hints.get(number, "")
        found.append(BodyRow(offset + start, offset + end, depth, start - begin, line[start:end], pieces, hint))
        offset += len(line) + 1
    return found


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end].rstrip()
    bare = text.lstrip()
    return start + len(text) - len(bare), start + len(text)


def _cells(line: str, key: str, offset: int, begin: int) -> tuple[RowPiece, ...]:
    """The cells with letters or digits in them. `line` and `key` have the same tabs."""
    pieces, at = [], 0
    for cell, cell_key in zip(line.split("\t"), key.split("\t"), strict=True):
        if cell_key:
            start, end = _trimmed(line, max(at, begin), at + len(cell))
            pieces.append(RowPiece(offset + start, offset + end, cell_key))
        at += len(cell) + 1
    return tuple(pieces)


def _depth(line: str) -> tuple[int, int]:
    """How often a line is quoted, and where its text begins."""
    if line[0] == "|":
        bars = _BARS.match(line + " ")
        return (bars.group().count("|"), min(bars.end(), len(line))) if bars and not _is_table(line) else (0, 0)
    arrows = _ARROWS.match(line)
    return (arrows.group().count(">") + arrows.group().count("＞"), arrows.end()) if arrows else (0, 0)


def _is_table(line: str) -> bool:
    return line.rstrip().endswith("|") and line.strip("| \t") != ""


def _initials(shown: str) -> frozenset[str]:
    """Names that quote by `Name> `: those that begin at least two lines."""
    names = [match.group()[:-1] for match in _INITIALS.finditer(shown)] if ">" in shown else []
    return frozenset(name for name in set(names) if names.count(name) > 1) if len(names) < 1000 else frozenset()
