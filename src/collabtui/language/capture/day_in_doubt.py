"""A day that a line writes and that cannot be its due date as it stands: 2月30日, 3/4, 12月第二周, `mid Jan`; or one
that may as well be a word of the title, 周五例会材料. It is named, and what it may mean is offered."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.errors import CollabError, Refused
from collabtui.language.capture.marks.capture_mark import LONGEST_TEXT, SEPARATORS, CaptureFrame
from collabtui.language.capture.marks.due_marks import no_day
from collabtui.language.dates.find_days import DayReading, find_days, read_day
from collabtui.language.levelling import level

_NUMBERS = re.compile(r"(?<![\w./-])\d{1,2}[/.]\d{1,2}(?![\w./%-])")
_COUNTED = re.compile(r"第?(?P<n>[一二三四五1-5])(?:个|一)?(?:周|星期|礼拜)\Z|(?P<last>最后一(?:周|个星期))\Z")
_WEEK_OF_MONTH = re.compile(
    r"(?:\d{1,2}月|(?:下个?|本|这个?)月)份?的?(?:第[一二三四五1-5]个?|最后一个?)(?:周|星期|礼拜)(?![一二三四五六日天])"
)
_LATIN_WEEK = re.compile(
    r"(?:the )?(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th) week (?:of|in) (?P<month>[a-z ]{3,20})"
)
_MIDDLE = re.compile(r"(?:mid[ -]?|(?:the )?middle of )(?P<en>[a-z ]{3,20})\Z|(?P<zh>.{1,4}月)(?:中|中旬)\Z")
_WEEK = re.compile(r"(?P<zh>(?:下下|下|本|这)个?(?:周|星期|礼拜))[内里]?前?|(?P<en>next|this) week")
_MONTH = re.compile(r"(?P<zh>(?:下下|下|本|这)个?月)[内里]?前?|(?P<en>next|this) month")
_CHOICE = re.compile(
    r"\s*(?:(?:[,、]\s*)?(?:或者?|还是|抑或|至|到|\bor\b|\bto\b|\band\b)|[-~/、,])\s*(?:maybe |perhaps |也许|可能)?"
)
_BARE_NUMBER = re.compile(r"(?:between )?(\d{1,2})(?:st|nd|rd|th)?")
_NUMERALS = "一二三四五"
_LATIN_NUMBERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_LAST = 5


class DayInDoubt(NamedTuple):
    start: int
    end: int
    phrase: str
    problem: CollabError
    is_apart: bool
    """Whether it stands for itself, so that a date may take its place; else it may be a word of the title."""


def day_in_doubt(line: str, gaps: Sequence[tuple[int, int]], frame: CaptureFrame) -> DayInDoubt | None:
    """The first in the gaps between the marks; what is no day at all before what may be a word."""
    found = [one for gap in gaps for one in _in_gap(line, *gap, frame)]
    return min(found, key=lambda one: (not one.is_apart, one.start), default=None)


def _in_gap(line: str, start: int, end: int, frame: CaptureFrame) -> Iterator[DayInDoubt]:
    text = line[start : min(end, start + LONGEST_TEXT)]
    for first, last, reading in (*_written(text, frame), *_numbers(text, frame)):
        phrase = text[first:last].strip(SEPARATORS)
        is_apart = _stands_apart(text, first, last)
        if reading is not None and reading.day is not None:
            problem: CollabError = Refused("capture.day_in_text", phrase=phrase)
            yield DayInDoubt(start + first, start + last, phrase, problem, is_apart=False)
        elif is_apart or reading is None or reading.reason != "vague" or possible_days(phrase, frame.today):
            yield DayInDoubt(start + first, start + last, phrase, no_day(phrase, reading), is_apart)


def _written(text: str, frame: CaptureFrame) -> Iterator[tuple[int, int, DayReading | None]]:
    weeks = [found.span() for found in _WEEK_OF_MONTH.finditer(level(text))]
    for first, last in weeks:
        yield first, last, None
    for reading in find_days(text, locale=frame.locale, written=frame.today):
        if reading.kind != "length" and not any(first < reading.end and reading.start < last for first, last in weeks):
            yield reading.start, reading.end, reading


def _numbers(text: str, frame: CaptureFrame) -> Iterator[tuple[int, int, DayReading | None]]:
    """3/4, 12/9, which are days where one is asked for."""
    for found in _NUMBERS.finditer(text):
        reading = read_day(found.group(), locale=frame.locale, written=frame.today)
        if reading is not None and "/" in found.group() and _stands_apart(text, *found.span()):
            yield *found.span(), reading if reading.day is None else reading._replace(day=None, reason="ambiguous")


def _stands_apart(text: str, first: int, last: int) -> bool:
    """At the end, or at the start before a blank, and with a blank or a comma before it."""
    before, behind = text[:first], text[last:]
    opens = not before or before[-1] in SEPARATORS
    at_end = not behind.strip(SEPARATORS + "?？")
    at_start = not before.strip(SEPARATORS) and behind[:1] in tuple(SEPARATORS)
    return opens and (at_end or at_start)


def possible_days(phrase: str, today: date) -> tuple[date, ...]:
    """The days that may be meant by what is none, nearest first: both readings of 3/4, the end of a month that has no
    such day, the Friday of a week, the middle of a month."""
    if today == date.min:
        return ()
    days = dict.fromkeys(day for day in _candidates(level(phrase).strip(), today) if day is not None and day >= today)
    return tuple(sorted(days))


def _candidates(plain: str, today: date) -> Iterator[date | None]:
    if numbers := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})", plain):
        one, two = numbers.groups()
        yield _day(f"{one}月{two}日", today)
        yield _day(f"{two}月{one}日", today)
        return
    yield from _of_weeks(plain, today)
    if middle := _MIDDLE.search(plain):
        end = _day(f"end of {middle['en']}" if middle["en"] else f"{middle['zh']}底", today)
        yield end.replace(day=15) if end else None
    if whole := _MONTH.fullmatch(plain):
        yield _day(f"end of {plain}" if whole["en"] else f"{whole['zh']}底", today)
    for reading in find_days(plain, locale="en", written=today):
        if reading.reason == "no-such-day":
            yield _end_of_month_in(plain, today)
        elif reading.day is not None:
            yield reading.day
            yield reading.day + timedelta(days=4 - reading.day.weekday())  # w/c 14 Dec
    yield from _of_choice([part for part in _CHOICE.split(plain) if part != plain], today)


def _of_choice(parts: Sequence[str], today: date) -> Iterator[date | None]:
    """Each of the days that are named beside each other; a number alone is in the month of another: `Mar 6 or 7`."""
    numbers = [_BARE_NUMBER.fullmatch(part) for part in parts]
    days = [None if number else _day(part, today) for part, number in zip(parts, numbers, strict=True)]
    month = next((day for day in days if day), None)
    for day, number in zip(days, numbers, strict=True):
        yield day or (_in_month(int(number[1]), month) if number and month else None)


def _in_month(number: int, month: date) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def _of_weeks(plain: str, today: date) -> Iterator[date | None]:
    if week := _WEEK.fullmatch(plain):
        yield _day(f"Friday of {plain}" if week["en"] else f"{week['zh']}五", today)
    latin = _LATIN_WEEK.fullmatch(plain)
    counted = _COUNTED.search(plain) if _WEEK_OF_MONTH.fullmatch(plain) else None
    if latin:
        yield _friday(_LATIN_NUMBERS.get(latin["n"], _LAST), _day(f"end of {latin['month']}", today))
    elif counted:
        written = counted["n"] or ""
        number = _NUMERALS.find(written) + 1 if written in _NUMERALS and written else int(written or _LAST)
        month = re.match(r".*?月", plain)
        yield _friday(number, _day(f"{month.group()}底", today) if month else None)


def _friday(number: int, end_of_month: date | None) -> date | None:
    """Of the week of a month with this number."""
    if end_of_month is None:
        return None
    first = end_of_month.replace(day=1)
    friday = first + timedelta(days=(4 - first.weekday()) % 7 + 7 * (number - 1))
    return friday if friday <= end_of_month else end_of_month


def _end_of_month_in(plain: str, today: date) -> date | None:
    if month := re.search(r"\d{1,2}月", plain):
        return _day(f"{month.group()}底", today)
    words = re.findall(r"[a-z]{3,9}", plain)
    return next(filter(None, (_day(f"end of {word}", today) for word in words)), None)


def _day(phrase: str, today: date) -> date | None:
    read = read_day(phrase, locale="zh", written=today)
    return read.day if read else None
