"""Start and end of a meeting as people write them: `2026-03-02 14:00`, `3月2日 14:00-15:30`, with an offset."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from collabtui.errors import Refused
from collabtui.formats.file_words import any_word, half_width, word_table

LONGEST_MOMENT = 200
"""Characters; a longer text is no time, and each hour in it would be read within the one before."""


@dataclass(frozen=True)
class Moment:
    """A start or an end as a text names it; what it leaves out is None."""

    day: date | None
    time: time | None
    until: "Moment | None" = None
    offset: timedelta | None = None


@cache
def range_sign() -> str:
    """The sign between two times of day."""
    return rf"(?:[-–—−~～]+|{any_word('agenda', 'to')})"


@cache
def clock_pattern(name: str) -> str:
    """A time of day; its groups end in `name`."""
    half = any_word("agenda", "half_day")
    return (
        rf"(?P<before{name}>{half})? ?(?P<hour{name}>\d{{1,2}})"
        rf"(?::(?P<minute{name}>\d\d)(?::00(?:\.0+)?)?"
        rf"|[点时](?:(?P<word{name}>\d{{1,2}})分?|(?P<half{name}>半)|整|钟)?|(?= ?[ap]\.?m))"
        rf"(?: ?(?P<behind{name}>{half}))?"
    )


def clock_time(found: re.Match[str], name: str) -> time | None:
    """The time of day that matched; None for one that no clock shows."""
    hour = int(found[f"hour{name}"])
    minute = 30 if found[f"half{name}"] else int(found[f"minute{name}"] or found[f"word{name}"] or 0)
    half = word_table("agenda", "half_day").get(found[f"before{name}"] or found[f"behind{name}"] or "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


@cache
def _pattern() -> re.Pattern[str]:
    day = r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?"
    day_of_some_year = r"(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]?"
    weekday = rf"(?: ?\(?(?P<weekday>{any_word('agenda', 'weekdays')})\)?)?"
    offset = r"(?: ?(?P<offset>z|utc|[+-]\d\d:?\d\d))?"
    until = rf"(?: ?{range_sign()} ?(?P<until>.+))?"
    return re.compile(rf"(?:(?:{day}|{day_of_some_year}){weekday}[t, ]*)?(?:{clock_pattern('1')}{offset})?{until}")


@cache
def _day_of_named_month() -> re.Pattern[str]:
    """6 April 2026, April 6."""
    month, ending = any_word("agenda", "months"), r"(?:st|nd|rd|th)?"
    first = rf"(?P<day1>\d{{1,2}}){ending} (?:of )?(?P<month1>{month})\.?"
    second = rf"(?P<month2>{month})\.? (?P<day2>\d{{1,2}}){ending}"
    return re.compile(rf"\b(?:{first}|{second})(?!\d|:)(?:,? (?P<year>\d{{4}})\b)?")


def read_moment(text: str, line: int, today: date) -> Moment:
    """`line` is 0 for what was typed by itself. Raises `Refused` (agenda.bad_time, agenda.no_such_day,
    agenda.weekday)."""
    if len(text) > LONGEST_MOMENT:
        raise Refused("agenda.bad_time", line=line, text=text)
    plain = with_hours_in_digits(" ".join(half_width(text).split()))
    plain = _day_of_named_month().sub(_in_numbers, plain)
    # 14:00-15:30 is a range, 2026-03-02T14:00-05:00 an offset: only the form with a T can have a negative one
    if not re.match(r"\S*\dt\d", plain):
        plain = re.sub(r"(:\d\d|[点时半整钟分]|[ap]\.?m\.?) ?-(?=\d)", r"\1 ~ ", plain)
    found = _pattern().fullmatch(plain)
    if found is None or not plain:
        raise Refused("agenda.bad_time", line=line, text=text)
    day, clock = _day(found, text, line, today), _time(found, text, line)
    if (day is None and clock is None) or (found["until"] and clock is None):
        raise Refused("agenda.bad_time", line=line, text=text)
    until = read_moment(found["until"], line, today) if found["until"] else None
    return Moment(day, clock, until, _offset(found["offset"]))


_ONES = "一二三四五六七八九"
_COUNTED = rf"二?十[{_ONES}]?|[{_ONES}两]"
_SPOKEN_CLOCK = re.compile(
    rf"(?<![周期拜第])(?P<hour>{_COUNTED})(?=[点时])"
    rf"|(?<=[点时])(?:(?P<quarters>[一三])刻|(?P<minute>[三四五]十[{_ONES}]?|{_COUNTED}))"
)


def with_hours_in_digits(text: str) -> str:
    """Hours and minutes as they are spoken: `下午四点半` is `下午4点半`, `三点一刻` is `3点15`."""

    def digits(found: re.Match[str]) -> str:
        if found["quarters"]:
            return str(15 * _spoken(found["quarters"]))
        return str(_spoken(found["hour"] or found["minute"]))

    return _SPOKEN_CLOCK.sub(digits, text)


def _spoken(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    return (10 * (_one(tens) if tens else 1) if ten else 0) + (_one(ones) if ones else 0)


def _one(numeral: str) -> int:
    return 2 if numeral == "两" else _ONES.index(numeral) + 1


def _in_numbers(found: re.Match[str]) -> str:
    month = word_table("agenda", "months")[found["month1"] or found["month2"]]
    day = re.sub(r"\D", "", found["day1"] or found["day2"])
    return f"{found['year']}-{month}-{day}" if found["year"] else f"{month}月{day}日"


def _day(found: re.Match[str], text: str, line: int, today: date) -> date | None:
    if found["month"] is None and found["month2"] is None:
        return None
    try:
        if found["month2"]:
            named = _next_such_day(int(found["month2"]), int(found["day2"]), today)
        else:
            named = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if not 1970 <= named.year < 2200:
            raise ValueError("no year of a meeting")
    except ValueError as error:
        raise Refused("agenda.no_such_day", line=line, text=text) from error
    weekday = found["weekday"]
    if weekday and int(word_table("agenda", "weekdays")[weekday]) != named.weekday():
        raise Refused("agenda.weekday", line=line, text=text, day=named)
    return named


def _next_such_day(month: int, day: int, today: date) -> date:
    """This year's, or the next year's when it is past; 29 February only in a year that has it."""
    for year in range(today.year, today.year + 9):
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if named >= today:
            return named
    raise ValueError("no year has that day")


def _time(found: re.Match[str], text: str, line: int) -> time | None:
    if found["hour1"] is None:
        return None
    clock = clock_time(found, "1")
    if clock is None:
        raise Refused("agenda.bad_time", line=line, text=text)
    return clock


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text in ("z", "utc"):
        return timedelta()
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
