"""The marks of a due date: `due friday`, the day that 前 stands behind, and the day alone behind the last name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.capture.marks.capture_mark import OF_PEOPLE, SEPARATORS, CaptureMark
from collabtui.language.capture.marks.mark_in_doubt import without_doubt
from collabtui.language.capture.marks.mark_patterns import mark_patterns
from collabtui.language.capture.marks.marked_line import MarkedLine, stands_apart
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.levelling import level

NO_DAY_AT_ALL = ("no-such-day", "past")
"""Readings of what is meant for a day and is none that can be kept."""
_LONGEST_DAY = 100
"""Characters behind a `due` that can say the day. They end at the next part of the line as well: the days behind a
second `due` are not read once for each before them, and an arrow or an @ behind `4 Dec` makes it no formula."""
_LONGEST_BEFORE = 40
"""The same of 前, which stands behind its day."""


def day_behind_people(line: MarkedLine, marks: Sequence[CaptureMark]) -> Iterator[CaptureMark]:
    """In `@王芳 明天` the day is the due date: nothing else stands behind the names, and no other day is marked.
    `@王芳 尽快` is meant for one, too, and is asked."""
    kinds = {mark.kind for mark in marks}
    if "due" not in line.kinds - kinds or not marks or marks[-1].kind not in OF_PEOPLE:
        return
    rest = line.written[marks[-1].end :].rstrip(SEPARATORS)
    start = marks[-1].end + len(rest) - len(rest.lstrip(SEPARATORS))
    reading = _day_at(line, start) if len(rest) <= _LONGEST_DAY else None
    if reading is None or start + reading.end != marks[-1].end + len(without_doubt(rest)):
        return
    if reading.day is not None:
        kept = time_beside(line.written[start:], reading)
        yield CaptureMark("due", start, start, start + reading.end, day=reading.day, kept=kept)
    elif reading.reason == "vague" and reading.exact:
        phrase = line.written[start : start + reading.end]
        yield CaptureMark("due", start, start, start + reading.end, phrase, problem=no_day(phrase, reading))


def due_mark(line: MarkedLine, found: re.Match[str]) -> Iterator[CaptureMark]:
    """A day, or the reason why there is none; nothing where the words mean something else."""
    if found.group().isascii() and not stands_apart(line.plain, found.start()):
        return
    gap = re.compile(r"[ :]*").match(line.plain, found.end())
    value_start = gap.end() if gap else found.end()
    reading = _day_at(line, value_start)
    if _means_something_else(line.plain, found, reading):
        return
    if reading is not None and reading.day is not None:
        yield _with_day(line, found, value_start, reading.day, reading)
    else:
        yield _without_day(line, found, value_start, reading)


def _means_something_else(plain: str, found: re.Match[str], reading: DayReading | None) -> bool:
    """Whether the word that can mark a due date is part of the title: what follows it is no day, or one gone by."""
    words, word, reason = capture_words(), found.group(), reading.reason if reading else "no day"
    if word in words.due_with_a_day_to_come and reason in ("no day", "past"):
        return True
    if reading is not None and reading.day is not None:
        return False
    if word in words.due_before_a_day and reading is None:
        return True
    if _leads_to_a_day_only(word) and reason not in NO_DAY_AT_ALL:
        return True
    return reason in ("no day", "vague") and mark_patterns().not_due.match(plain, found.end()) is not None


def _leads_to_a_day_only(word: str) -> bool:
    words = capture_words()
    return word in words.due_with_a_day or word in words.due_with_a_day_to_come


def day_before(line: MarkedLine, found: re.Match[str], last_end: int) -> Iterator[CaptureMark]:
    """The day that 前 stands behind; nothing where 前 is part of another word, or of what a thing is called."""
    first = max(last_end, found.start() - _LONGEST_BEFORE)
    behind = mark_patterns().rest_of_word.match(line.plain, found.end())
    text = line.written[first : behind.end() if behind else found.end()]
    readings = find_days(text, locale=line.frame.locale, written=line.frame.today)
    around = (day for day in readings if first + day.start < found.start() and found.end() <= first + day.end)
    reading = next(around, None)
    if reading is None or mark_patterns().not_due_behind.match(text, reading.end):
        return
    start, end = first + reading.start, first + reading.end
    if reading.day is not None:
        yield CaptureMark("due", start, start, end, day=reading.day, kept=time_beside(text, reading))
    elif reading.reason == "no-such-day":
        phrase = line.written[start:end][:40]
        yield CaptureMark("due", start, start, end, phrase, problem=no_day(phrase, reading))


def _day_at(line: MarkedLine, at: int) -> DayReading | None:
    """What stands at a place if it is a day; its `end` counts from there. `due` before it leads to it."""
    lead = "due "
    following = mark_patterns().next_part.search(line.plain, at, at + _LONGEST_DAY)
    end = following.start() if following else at + _LONGEST_DAY
    readings = find_days(lead + line.written[at:end], locale=line.frame.locale, written=line.frame.today)
    if not readings or readings[0].start > len(lead):
        return None
    found, ahead = readings[0], len(lead)
    times = tuple((max(start - ahead, 0), stop - ahead) for start, stop in found.times)
    return found._replace(start=max(found.start - ahead, 0), end=found.end - ahead, times=times)


def _with_day(line: MarkedLine, found: re.Match[str], value_start: int, day: date, reading: DayReading) -> CaptureMark:
    kept = time_beside(line.written[value_start:], reading)
    if kept and _leads_to_a_day_only(found.group()) and line.written.startswith(kept, value_start):
        kept = line.written[found.start() : value_start] + kept
    return CaptureMark("due", found.start(), value_start, value_start + reading.end, day=day, kept=kept)


def _without_day(line: MarkedLine, found: re.Match[str], value_start: int, reading: DayReading | None) -> CaptureMark:
    rest = re.compile(r"[^@+=!,，;；。]{0,200}").match(line.written, value_start)
    end = value_start + reading.end if reading else (rest.end() if rest else value_start)
    phrase = line.written[value_start:end].strip()[:40]
    end = max(end, found.end())
    if not phrase:
        problem = Refused("capture.empty_mark", mark=line.written[found.start() : found.end()])
        return CaptureMark("due", found.start(), value_start, end, problem=problem)
    return CaptureMark("due", found.start(), value_start, end, phrase, problem=no_day(phrase, reading))


def time_beside(text: str, reading: DayReading) -> str:
    """The time of day that a day phrase says as well, as it is written: 17:00前, `at 5 pm`, 明晚."""
    phrase = text[reading.start : reading.end]
    if any(word in level(phrase) for word in capture_words().day_with_a_time):
        return phrase
    return " ".join(text[slice(*time)] for time in reading.times)


def no_day(phrase: str, reading: DayReading | None) -> CollabError:
    """The reason why a phrase is no due date."""
    match reading.reason if reading else "":
        case "ambiguous":
            return Refused("capture.ambiguous_day", phrase=phrase)
        case "no-such-day":
            return Refused("capture.no_such_day", phrase=phrase)
        case "past":
            return Refused("capture.past_day", phrase=phrase)
    return Refused("capture.no_day", phrase=phrase)
