"""Words beside a mark by which the scribe is not certain: `@Bob?`, maybe @Bob, a day that only names its week."""

from dataclasses import replace

from collabtui.errors import Refused
from collabtui.language.capture.marks.capture_mark import CaptureMark
from collabtui.language.capture.marks.mark_patterns import mark_patterns
from collabtui.language.levelling import level

_LONGEST_DOUBT = 12
_LONGEST_WEEK = 24


def with_doubt(plain: str, mark: CaptureMark) -> CaptureMark:
    """The mark with what says right beside it that the scribe is not certain: `@Bob?`, @陈静（待定）, maybe @Bob."""
    mark = _of_a_week(plain, mark)
    before = mark_patterns().doubt_before.search(plain, max(mark.start - _LONGEST_DOUBT, 0), mark.start)
    behind = mark_patterns().doubt_behind.match(plain, mark.end)
    if before is None and behind is None:
        return mark
    start, end = before.start() if before else mark.start, behind.end() if behind else mark.end
    doubted = Refused("capture.doubted", mark=plain[mark.value_start : mark.end].strip())
    return replace(mark, start=start, end=end, problem=mark.problem or doubted)


def _of_a_week(plain: str, mark: CaptureMark) -> CaptureMark:
    """A day that only says which week is meant, `w/c 14 Dec`, 12月14日当周: it may be any of it."""
    if mark.day is None or mark.problem:
        return mark
    before = mark_patterns().week_before.search(plain, max(mark.value_start - _LONGEST_WEEK, 0), mark.value_start)
    behind = mark_patterns().week_behind.match(plain, mark.end)
    if before is None and behind is None:
        return mark
    start, end = before.start() if before else mark.value_start, behind.end() if behind else mark.end
    problem = Refused("capture.ambiguous_day", phrase=plain[start:end].strip())
    return replace(mark, start=min(start, mark.start), value_start=start, end=end, problem=problem)


def without_doubt(text: str) -> str:
    """The text before a question mark that it ends with, as does `Carol?`."""
    plain = level(text)
    found = next((one for one in mark_patterns().doubt_behind.finditer(plain) if one.end() == len(plain)), None)
    return text[: found.start()] if found else text
