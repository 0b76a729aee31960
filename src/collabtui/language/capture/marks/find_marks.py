"""The marked parts of a capture line: @owner, +collaborator, due friday, => deliverable, !high; and what a collaborator
supports in brackets, +陈静（审稿）.

A mark stands at the start of a word. What only looks like one is text: an e-mail address, `+3`, `C++`, `due to`, and
everything in a URL or between backticks.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from collabtui.errors import Refused
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.capture.marks.capture_mark import OF_TEXT, SEPARATORS, CaptureFrame, CaptureMark, MarkKind
from collabtui.language.capture.marks.due_marks import day_before, day_behind_people, due_mark
from collabtui.language.capture.marks.mark_in_doubt import with_doubt
from collabtui.language.capture.marks.mark_patterns import mark_patterns
from collabtui.language.capture.marks.marked_line import MarkedLine, marked_line, opens_a_word, stands_apart
from collabtui.language.capture.marks.people_marks import (
    opens_collaborator,
    opens_owner,
    people_behind_label,
    people_from,
)
from collabtui.language.levelling import level

_OF_GROUPS = {"day": "due", "helpers": "collaborator"}
"""Kinds whose mark is found by another pattern, too."""

MOST_MARKS = 50
"""Marks of one line; what is written behind them stays text. Whom a mark may name is looked for among all people, so a
line of a hundred thousand would keep the writer waiting."""


def find_marks(line: str, start: int, kinds: Collection[MarkKind], frame: CaptureFrame) -> list[CaptureMark]:
    """The marks of `kinds` from `start` on, in the order they stand."""
    marked = marked_line(line, kinds, frame)
    marks = list(islice(_marks(marked, start), MOST_MARKS))
    marks += [with_doubt(level(line), mark) for mark in day_behind_people(marked, marks)]
    ends = [*(mark.start for mark in marks), len(line)][1:]
    return [
        _with_text(line, mark, end) if mark.kind in OF_TEXT else mark for mark, end in zip(marks, ends, strict=True)
    ]


def _marks(line: MarkedLine, at: int) -> Iterator[CaptureMark]:
    pattern = mark_patterns().part
    last_end = at
    while found := pattern.search(line.plain, at):
        at = found.end() if found.lastgroup == "skip" else found.start() + 1
        kind = _OF_GROUPS.get(found.lastgroup or "", found.lastgroup)
        for made in _made(line, found, last_end) if kind in line.kinds else ():
            mark = with_doubt(line.plain, made)
            yield mark
            at = last_end = mark.end


def _made(line: MarkedLine, found: re.Match[str], last_end: int) -> Iterator[CaptureMark]:
    match found.lastgroup:
        case "owner" if opens_owner(line, found.start()):
            yield from people_from(line, "owner", found.start(), found.end())
        case "collaborator" if opens_collaborator(line, found.start(), last_end):
            at = found.end() + line.plain.startswith(("@", " "), found.end())
            yield from people_from(line, "collaborator", found.start(), at)
        case "level" if found.start() == last_end or line.plain[found.start() - 1] == " ":
            yield _level(line, found)
        case "deliverable" | "module" | "standard" as kind if _opens_deliverable(line, found, last_end):
            yield CaptureMark(kind, found.start(), found.end(), found.end())
        case "doer" | "helpers" if _opens_deliverable(line, found, last_end):
            yield from people_behind_label(line, found)
        case "due":
            yield from due_mark(line, found)
        case "day":
            yield from day_before(line, found, last_end)


def _opens_deliverable(line: MarkedLine, found: re.Match[str], last_end: int) -> bool:
    opens = stands_apart if found.group() in ("=>", "⇒") else opens_a_word
    return opens(line.plain, found.start()) or found.start() == last_end


def _level(line: MarkedLine, found: re.Match[str]) -> CaptureMark:
    start = found.start()
    word = re.compile(r"\w+").match(line.plain, start + 1)
    end = word.end() if word else start + 1
    known = capture_words().levels.get(line.plain[start + 1 : end])
    problem = None if known else Refused("capture.no_such_level", value=line.written[start:end])
    return CaptureMark("level", start, start + 1, end, known or "", problem=problem)


def _with_text(line: str, mark: CaptureMark, end: int) -> CaptureMark:
    """A deliverable reaches to the next mark."""
    value = line[mark.value_start : end].strip(SEPARATORS + "-–—")
    if not value:
        return replace(mark, problem=Refused("capture.empty_mark", mark=line[mark.start : mark.value_start].strip()))
    start = line.index(value, mark.value_start)
    return replace(mark, value=" ".join(value.split()), value_start=start, end=start + len(value))
