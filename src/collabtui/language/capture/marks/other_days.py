"""A second day beside a due date that may be meant as well: 3月6日还是7日, `Friday, no, Monday`, 周五（周一？）.

Nobody can tell which of them is kept, so both are, and are asked."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark
from collabtui.language.capture.marks.due_marks import no_day
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.levelling import level

_LONGEST = 60
"""Characters of a joint and a day."""
_LEAD = "due "
"""Read behind it, 7日 alone is a day as well."""


class _Patterns(NamedTuple):
    either: re.Pattern[str]
    instead: re.Pattern[str]
    bracket: re.Pattern[str]
    before: re.Pattern[str]
    clause_end: re.Pattern[str]
    bracket_end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    either, leads = any_of(words.either), any_of([*words.either, *words.instead])
    instead = rf"(?:(?<![a-z]){leads}[\s,:、]*){{1,3}}"
    return _Patterns(
        either=re.compile(rf"\s*(?<![a-z]){either}\s*"),
        instead=re.compile(rf"[\s,;、.…?-]*{instead}|\s*\?[\s,]*"),
        bracket=re.compile(rf"\s*[(\[【]\s*(?:{instead})?"),
        before=re.compile(rf"[\s,;、.…?-]*{instead}\Z"),
        clause_end=re.compile(r"\s*[吧么]?\s*\??(?=\s*(?:[,;。.!@+)\]】]|=>|\Z))"),
        bracket_end=re.compile(r"\s*[吧么]?\s*\?{0,3}\s*[)\]】]"),
    )


def other_days(line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame) -> list[CaptureMark]:
    """A due mark more where the only one stands beside another day; none where that is the same."""
    due = [mark for mark in marks if mark.kind == "due"]
    if len(due) != 1 or due[0].day is None or due[0].problem:
        return []
    first = max((mark.end for mark in marks if mark.end <= due[0].start), default=body)
    last = min((mark.start for mark in marks if mark.start >= due[0].end), default=len(line))
    around = (*_behind(line, due[0], last, frame), *_before(line, due[0], first, frame))
    return [mark for mark in around if mark.day is None or mark.day != due[0].day][:1]


def _behind(line: str, due: CaptureMark, last: int, frame: CaptureFrame) -> Iterator[CaptureMark]:
    plain = level(line)
    patterns = _patterns()
    for joint, end in (
        (patterns.either, None),
        (patterns.instead, patterns.clause_end),
        (patterns.bracket, patterns.bracket_end),
    ):
        joined = joint.match(plain, due.end, last)
        at = joined.end() if joined else last
        reading = _day_at(line[at : min(at + _LONGEST, last)], frame) if at < last else None
        closed = end.match(plain, at + reading.end) if reading and end else None
        if reading and (closed or end is None):
            yield _marked(line, due.end, at, reading, closed.end() if closed else at + reading.end)
            return


def _before(line: str, due: CaptureMark, first: int, frame: CaptureFrame) -> Iterator[CaptureMark]:
    plain = level(line)
    start = max(first, due.start - _LONGEST)
    joint = next(
        (found for at in range(start, due.start) if (found := _patterns().before.match(plain, at, due.start))), None
    )
    if joint is None:
        return
    for reading in find_days(line[start : joint.start()], locale=frame.locale, written=frame.today):
        if start + reading.end == joint.start():
            at = start + reading.start
            yield _marked(line, at, at, reading._replace(start=0, end=reading.end - reading.start), due.start)


def _marked(line: str, start: int, at: int, reading: DayReading, end: int) -> CaptureMark:
    phrase = line[at : at + reading.end].strip()
    problem = None if reading.day else no_day(phrase, reading)
    return CaptureMark("due", start, at, end, phrase, reading.day, problem)


def _day_at(text: str, frame: CaptureFrame) -> DayReading | None:
    """What the text begins with if it is a day; its `end` counts from there."""
    readings = find_days(_LEAD + text, locale=frame.locale, written=frame.today)
    if not readings or readings[0].start > len(_LEAD) or readings[0].kind == "length":
        return None
    return readings[0]._replace(start=0, end=readings[0].end - len(_LEAD))
