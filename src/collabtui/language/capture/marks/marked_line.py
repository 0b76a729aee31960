"""A capture line while its marks are looked for: as written, levelled, and whom its names can mean."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from collabtui.language.capture.marks.capture_mark import CaptureFrame, MarkKind
from collabtui.language.capture.name_index import LevelledNames, levelled_names, name_index
from collabtui.language.levelling import level

_CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """The line that marks of `kinds` are looked for in; places in `written` and `plain` are the same."""

    written: str
    plain: str
    """Levelled, with nothing to read between backticks."""
    kinds: frozenset[MarkKind]
    frame: CaptureFrame
    names: LevelledNames
    words_of_people: frozenset[str]
    """The words of the names of those who are known to be people, levelled."""


def marked_line(line: str, kinds: Collection[MarkKind], frame: CaptureFrame) -> MarkedLine:
    plain, words = level(without_code(line)), name_index(frame.people).words
    return MarkedLine(line, plain, frozenset(kinds), frame, levelled_names(frame.names), words)


def without_code(line: str) -> str:
    """The line, as long as it is, with nothing to read between backticks."""
    return _CODE.sub(lambda code: "\ufffd" * len(code.group()), line)


def opens_a_word(plain: str, at: int) -> bool:
    """Whether a mark can start at `at` in levelled text: at the start, behind a space or behind punctuation."""
    return at == 0 or not (plain[at - 1].isalnum() or plain[at - 1] in "_%+&/=")


def stands_apart(plain: str, at: int) -> bool:
    """The same where Chinese needs no space before."""
    return opens_a_word(plain, at) or not plain[at - 1].isascii()
