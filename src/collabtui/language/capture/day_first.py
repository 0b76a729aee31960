"""The day that the text of an action begins with, behind who does it or at its start: 张伟 明天给报价, 12月9日交付样品,
`@Bob Friday: send the deck`. What as well names a thing by its day stays in the text, and is offered: 周五例会材料."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import LONGEST_TEXT, SEPARATORS, CaptureFrame, CaptureMark
from collabtui.language.capture.marks.due_marks import time_beside
from collabtui.language.dates.find_days import find_days
from collabtui.language.levelling import level

_APART = re.compile(r"\s*(?:[,:;]|-+\s)\s*(?=\S)")


class _Patterns(NamedTuple):
    task: re.Pattern[str]
    task_or_thing: re.Pattern[str]
    thing: re.Pattern[str]
    thing_by_its_end: re.Pattern[str]
    spoken_of: re.Pattern[str]
    limit: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    return _Patterns(
        re.compile(any_of(words.begins_task)),
        re.compile(any_of(words.begins_task_or_thing)),
        re.compile(any_of(words.no_task)),
        re.compile(any_of(words.no_task_with)),
        re.compile(any_of(words.not_due_behind)),
        re.compile(rf"{any_of(words.limits)}\Z"),
    )


def day_first(line: str, start: int, frame: CaptureFrame) -> CaptureMark | None:
    """None where the text from `start` on speaks of another day as well."""
    text = line[start : start + LONGEST_TEXT]
    readings = find_days(text, locale=frame.locale, written=frame.today)
    first = next(iter(readings), None)
    if first is None or first.day is None or first.target or len(readings) > 1 or text[: first.start].strip(SEPARATORS):
        return None
    if not _is_apart(level(text), first.start, first.end):
        return None
    at, end = start + first.start, start + first.end
    apart = _APART.match(line, end)
    return CaptureMark("due", at, at, apart.end() if apart else end, day=first.day, kept=time_beside(text, first))


def _is_apart(plain: str, start: int, end: int) -> bool:
    """Whether what is behind the day is what is to be done, or the day is set apart from it."""
    behind = plain[end:]
    if not behind.strip(SEPARATORS):
        return False
    if _APART.match(behind) or behind.lstrip()[0] in "@+":
        return True
    if plain[start:end].isascii() and behind.lstrip()[0].isascii():
        return False  # @Bob Friday report
    if _patterns().spoken_of.match(behind):
        return False
    is_limit = _patterns().limit.search(plain[start:end]) is not None
    return behind[0] == " " or is_limit or _begins_task(behind)


def _begins_task(plain: str) -> bool:
    patterns = _patterns()
    if patterns.thing.match(plain):
        return False
    verb = patterns.task_or_thing.match(plain)
    if verb:
        return patterns.thing_by_its_end.match(plain, verb.end()) is None
    return patterns.task.match(plain) is not None
