"""Fields of an action that dashes or strokes part, as a pasted list has them: `Ann - review it - 11 March - contract`,
`写方案 | 12月9日 | 方案`. The day is the one that fills a field; what stands behind it is what is to be delivered."""

import re

from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark
from collabtui.language.capture.marks.due_marks import time_beside
from collabtui.language.dates.find_days import read_day

_BETWEEN = re.compile(r"(?:\s[-–—|]+\s|\s*[｜|]\s*|\s*——\s*)")
_LONGEST_DAY = 40


def fields_by_dashes(line: str, start: int, end: int, frame: CaptureFrame) -> list[CaptureMark]:
    """The due mark, and the deliverable's where one field stands behind the day; none where no field, or more than one
    between two places is a day, or nothing stands before it."""
    bars = [(one.start(), one.end()) for one in _BETWEEN.finditer(line, start, end)]
    if bars and not line[start : bars[0][0]].strip():
        start, bars = bars[0][1], bars[1:]
    ends = [*(bar[0] for bar in bars[1:]), end]
    fields = list(zip(bars, ends, strict=False))
    days = [(at, _day_of(line, bar, stop, frame)) for at, (bar, stop) in enumerate(fields)]
    due = [(at, mark) for at, mark in days if mark is not None]
    if len(due) != 1 or not line[start : bars[0][0]].strip():
        return []
    at, mark = due[0]
    behind = fields[at + 1 :]
    if len(behind) > 1:
        return []
    return [mark, *(_deliverable(line, bar, stop) for bar, stop in behind)]


def _day_of(line: str, bar: tuple[int, int], stop: int, frame: CaptureFrame) -> CaptureMark | None:
    text = line[bar[1] : stop].strip()
    day = read_day(text, locale=frame.locale, written=frame.today) if 0 < len(text) <= _LONGEST_DAY else None
    if day is None or day.day is None:
        return None
    return CaptureMark("due", bar[0], bar[1], stop, day=day.day, kept=time_beside(text, day))


def _deliverable(line: str, bar: tuple[int, int], stop: int) -> CaptureMark:
    return CaptureMark("deliverable", bar[0], bar[1], stop, line[bar[1] : stop].strip())
