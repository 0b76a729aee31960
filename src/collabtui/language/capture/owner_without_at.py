"""An owner without an @: `alice to draft …`, `#action alice …`, as MeetBot and the W3C's scribes name one."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark
from collabtui.language.levelling import level

_PARTS = re.compile(r"[\s@]")
_NAME = r"[^\W\d][\w.'\u00b7-]*"


class _Patterns(NamedTuple):
    joining: re.Pattern[str]
    instead: re.Pattern[str]
    several: re.Pattern[str]
    will: str
    informed: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    will = any_of(words.will)
    joining = rf"\s*(?:[,、&/]|(?<!\w){any_of([*words.joining, *words.either])})\s*"
    several = rf"\s*(?P<names>{_NAME}(?:{joining}{_NAME})*)[,:]?\s+{will}\s+(?=\S)"
    informed = rf"\s*(?:{any_of(words.informed_also)}\s*)*{any_of(words.informed)}"
    instead = rf"(?:[\s,、]*{any_of(words.instead)})+[\s,、]*"
    return _Patterns(re.compile(joining), re.compile(instead), re.compile(several), will, re.compile(informed))


def assigned_to(line: str, body: int, end: int, frame: CaptureFrame) -> list[CaptureMark]:
    """The owner that stands first in the text between `body` and `end`; two when two are named; none else.

    Behind `ACTION:` only `alice to`, `alice will` or `alice:` name one; behind `#action` the first word does. Who has
    only to be told of something owns nothing.
    """
    found = _named_first(line, body, end, frame)
    return [] if found and is_informed(line[found[-1].end : end]) else found


def is_informed(text: str) -> bool:
    """Whether what is said behind a name is only that he hears of it: `be told about the new rules`, 知悉新规."""
    return _patterns().informed.match(level(text)) is not None


def _named_first(line: str, body: int, end: int, frame: CaptureFrame) -> list[CaptureMark]:
    plain = level(line)
    hashed = plain[:body].lstrip().startswith("#")
    first = len(plain) - len(plain[body:].lstrip())
    names = (level(name) for name in frame.names if " " in name.strip())
    for name in sorted((one for one in names if plain.startswith(one, first)), key=len, reverse=True):
        if found := _single(re.escape(name), hashed=hashed).match(plain, body, end):
            return list(_each(line, found))
    several = _patterns().several.match(plain, body, end)
    if several and _can_be(_patterns().joining.split(several["names"]), frame):
        return list(_each(line, several))
    found = _single(_NAME, hashed=hashed).match(plain, body, end)
    return list(_each(line, found)) if found and _can_be([found["names"]], frame) else []


def is_joining(text: str) -> bool:
    """Whether it says no more than that another name follows: `and`, 和, a comma; `no`, 不对."""
    patterns = _patterns()
    return not text or any(one.fullmatch(level(text)) for one in (patterns.joining, patterns.instead))


def _single(name: str, *, hashed: bool) -> re.Pattern[str]:
    behind = rf"[,:]?\s+(?:{_patterns().will}\s+)?" if hashed else rf"(?::|\s+{_patterns().will})\s+"
    return re.compile(rf"\s*(?P<names>{name}){behind}(?=\S)")


def _can_be(words: Sequence[str], frame: CaptureFrame) -> bool:
    """Where names are known each has to be a part of one; else any word will do."""
    known = [level(name) for name in frame.names]
    return not known or all(any(word in name and word in _PARTS.split(name) for name in known) for word in words)


def _each(line: str, found: re.Match[str]) -> Iterator[CaptureMark]:
    """One mark a name; the last takes in what leads on to the task."""
    start, stop = found.span("names")
    gaps = [*_patterns().joining.finditer(found.string, start, stop)]
    starts = [start, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), stop]
    for first, last in zip(starts, ends, strict=True):
        yield CaptureMark("owner", first, first, found.end() if last == stop else last, line[first:last])
