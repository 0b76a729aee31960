"""What each shape of a date phrase means. The shapes are patterns over the kinds of the word data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from collabtui.language import day_arithmetic as days
from collabtui.language.patterns import Found, compile_pattern, first_kinds

Reason = Literal["", "ambiguous", "no-such-day", "past", "vague", "needs-due"]
Kind = Literal["calendar", "weekday", "relative", "length", "vague"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What days are counted from."""

    locale: str
    written: date
    due: date | None


class Meaning(NamedTuple):
    day: date | None
    reason: Reason
    kind: Kind | Literal["time"]
    """`time`: a time of day alone (EOD), which is today's unless a day stands beside it."""
    needs: Literal["", "company", "whole"] = ""
    """`whole`: counts only as the whole phrase; `company`: also beside a word of time (by, 前)."""


Rule = Callable[[Found, Frame], Meaning | None]


def _named(kind: Kind, frame: Frame, make: Callable[[], date], needs: Literal["", "company", "whole"] = "") -> Meaning:
    try:
        day = make()
    except (ValueError, OverflowError):
        return Meaning(None, "no-such-day", kind, needs)
    return Meaning(None, "past", kind, needs) if day < frame.written else Meaning(day, "", kind, needs)


def _vague(_found: Found, _frame: Frame) -> Meaning:
    return Meaning(None, "vague", "vague")


def _vague_in_company(_found: Found, _frame: Frame) -> Meaning:
    return Meaning(None, "vague", "vague", "company")


def _vague_alone(_found: Found, _frame: Frame) -> Meaning:
    return Meaning(None, "vague", "vague", "whole")


def _ambiguous(_found: Found, _frame: Frame) -> Meaning:
    return Meaning(None, "ambiguous", "calendar")


# --- days of the calendar


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number


def _month_day(frame: Frame, month: int, day: int, needs: Literal["", "company", "whole"] = "") -> Meaning:
    return _named("calendar", frame, lambda: date(days.year_of(frame.written, month, day), month, day), needs)


def _iso(found: Found, frame: Frame) -> Meaning:
    return _named("calendar", frame, lambda: date(*found("d").parts))


def _compact(found: Found, frame: Frame) -> Meaning | None:
    text = found("d").text
    if len(text) != 8 or not text.startswith("20"):
        return None
    return _named("calendar", frame, lambda: date(int(text[:4]), int(text[4:6]), int(text[6:])), "company")


def _full_day(found: Found, frame: Frame) -> Meaning | None:
    year = _year(found.number("y"))
    if not 2000 <= year < 2200:
        return None
    return _named("calendar", frame, lambda: date(year, found.number("m"), found.number("d")))


def _day_of_named_year(found: Found, frame: Frame) -> Meaning:
    year = frame.written.year + found.number("y")
    return _named("calendar", frame, lambda: date(year, found.number("m"), found.number("d")))


def _day_of_month_name(found: Found, frame: Frame) -> Meaning:
    return _month_day(frame, found.number("m"), found.number("d"))


def _bare_month_day(found: Found, frame: Frame) -> Meaning | None:
    """3月4 without 日: the number has to end there (3月4个…)."""
    following = found.tokens[found.last : found.last + 1]
    if following and following[0].start == found("d").end and following[0].kind in ("opaque", "unit", "few", "glue"):
        return None
    return _month_day(frame, found.number("m"), found.number("d"))


def _day_of_which_month(found: Found, frame: Frame) -> Meaning | None:
    if not _is_month(found):
        return None
    months = found.number("w") if found.get("w") else 0

    def make() -> date:
        return days.add_months(frame.written.replace(day=1), months).replace(day=found.number("d"))

    return _named("calendar", frame, make)


def _day_of_the_month(found: Found, frame: Frame) -> Meaning | None:
    return _day_number(found, frame) if _is_month(found) else None


def _is_month(found: Found) -> bool:
    unit = found.get("u")
    return unit is None or unit.kind == "monthmark" or unit.value == "month"


def _day_number(found: Found, frame: Frame) -> Meaning | None:
    token = found("d")
    following = found.tokens[found.last : found.last + 1]
    in_chinese = found.has("daymark") and not token.text.isascii() and found.tokens[found.last - 1].text == "日"
    if in_chinese and following and following[0].kind in ("before", "after"):
        return Meaning(None, "ambiguous", "relative")
    if int(token.value) > 99:
        return None
    return _named("calendar", frame, lambda: days.next_day_of_month(frame.written, int(token.value)), "company")


def _pair(found: Found, frame: Frame) -> Meaning | None:
    """3/4, 3.4, 03-04."""
    token = found("d")
    first, second = token.parts
    separator = token.text.lstrip("0123456789")[0]
    if separator == "-" and not (token.text.startswith("0") or second > 12):
        return None
    if separator == "." and frame.locale != "zh" and not found.has("daymark"):
        return None
    return _either_order(first, second, frame, "" if found.has("daymark") else "company")


def _either_order(first: int, second: int, frame: Frame, needs: Literal["", "company", "whole"]) -> Meaning:
    if frame.locale == "zh" or needs == "":
        return _month_day(frame, first, second, needs)
    if first <= 12 and second <= 12 and first != second:
        return Meaning(None, "ambiguous", "calendar", needs)
    return _month_day(frame, *((second, first) if first > 12 else (first, second)), needs)


def _triple(found: Found, frame: Frame) -> Meaning:
    """3/14/2026, 14.3.2026, 26/3/4: day when only one reading is one."""
    first, second, third = found("d").parts
    orders = [(third, first, second), (third, second, first)]
    if third < 100:
        orders = [(first, second, third)] if frame.locale == "zh" else [*orders, (first, second, third)]
    possible = {day for order in orders if (day := _possible(*order))}
    near = {day for day in possible if abs((day - frame.written).days) < 366 * 3}
    if len(near) == 1 and len(possible) == 1:
        return _named("calendar", frame, possible.pop, "company")
    return Meaning(None, "ambiguous" if possible else "no-such-day", "calendar", "company")


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(_year(year), month, day)
    except ValueError:
        return None


# --- ends of weeks, months and years


def _month_end(found: Found, frame: Frame) -> Meaning | None:
    if not _is_month(found):
        return None
    months = found.number("w") if found.get("w") else 0
    month = days.add_months(frame.written.replace(day=1), months)
    return _named("calendar", frame, lambda: days.last_of_month(month.year, month.month))


def _end_of_named_month(found: Found, frame: Frame) -> Meaning:
    month = found.number("m")
    year = found.get("y")

    def make() -> date:
        if year is None:
            return days.last_of_month(days.year_of(frame.written, month, 31), month)
        if year.kind == "yearword":
            return days.last_of_month(frame.written.year + int(year.value), month)
        return days.last_of_month(_year(int(year.value)), month)

    return _named("calendar", frame, make)


def _year_end(found: Found, frame: Frame) -> Meaning:
    year = found.get("y")
    if year is None:
        return _named("calendar", frame, lambda: date(frame.written.year, 12, 31))
    number = frame.written.year + int(year.value) if year.kind in ("yearword", "which") else _year(int(year.value))
    return _named("calendar", frame, lambda: date(number, 12, 31))


def _end_of_unit(found: Found, frame: Frame) -> Meaning | None:
    weeks = found.number("w") if found.get("w") else 0
    match found("u").value:
        case "week":
            return _named("weekday", frame, lambda: days.weekday_of_week(frame.written, weeks, days.FRIDAY))
        case "month":
            return _month_end(found, frame)
        case "year":
            return _named("calendar", frame, lambda: date(frame.written.year + weeks, 12, 31))
        case "quarter":
            month = days.add_months(frame.written.replace(day=1), 3 * weeks)
            return _named("calendar", frame, lambda: days.quarter_end(month.year, (month.month + 2) // 3))
    return None


# --- days of the week


def _weekday(found: Found, frame: Frame) -> Meaning:
    shy = found("d").shy
    day = days.next_weekday(frame.written, found.number("d"))
    return Meaning(day, "", "weekday", "company" if shy else "")


def _weekday_of_week(found: Found, frame: Frame) -> Meaning | None:
    unit = found.get("u")
    if unit is not None and unit.value != "week":
        return None
    weeks = found.number("w")
    return _named("weekday", frame, lambda: days.weekday_of_week(frame.written, weeks, found.number("d")))


def _weekday_after_next(found: Found, frame: Frame) -> Meaning | None:
    unit = found.get("u")
    if unit is not None and unit.value != "week":
        return None
    return _named("weekday", frame, lambda: days.weekday_of_week(frame.written, 2, found.number("d")))


def _coming_weekday(found: Found, frame: Frame) -> Meaning:
    tomorrow = frame.written + timedelta(days=1)
    return Meaning(days.next_weekday(tomorrow, found.number("d")), "", "weekday")


def _weekday_week(found: Found, frame: Frame) -> Meaning | None:
    """Friday week: seven days after the next Friday."""
    if found("u").text != "week":
        return None
    return Meaning(days.next_weekday(frame.written, found.number("d")) + timedelta(days=7), "", "weekday")


def _numbered_weekday(found: Found, frame: Frame) -> Meaning | None:
    """周5, 下周5."""
    unit, number = found("u"), found("n")
    if unit.text not in ("周", "星期", "礼拜") or number.start != unit.end or not 1 <= int(number.value) <= 6:
        return None
    following = found.tokens[found.last : found.last + 1]
    if (
        following
        and following[0].start == number.end
        and following[0].kind in ("unit", "monthmark", "daymark", "opaque")
    ):
        return None
    weekday = int(number.value) - 1
    which = found.get("w")
    if which is None:
        return _named("weekday", frame, lambda: days.next_weekday(frame.written, weekday))
    return _named("weekday", frame, lambda: days.weekday_of_week(frame.written, int(which.value), weekday))


def _nth_weekday(found: Found, frame: Frame) -> Meaning | None:
    """last Friday of March, first Monday of next month."""
    if not _is_month(found):
        return None
    named, which = found.get("m"), found.get("w")
    if named:
        month = date(days.year_of(frame.written, int(named.value), 31), int(named.value), 1)
    else:
        month = days.add_months(frame.written.replace(day=1), int(which.value) if which else 0)
    nth = found("n")
    number = int(nth.value) if nth.kind == "ord" else -1
    if number > 4 or (nth.kind == "which" and nth.value != -1):
        return None

    def make() -> date:
        first = days.next_weekday(month, found.number("d"))
        if number > 0:
            return first + timedelta(days=7 * (number - 1))
        last = days.last_of_month(month.year, month.month)
        return last - timedelta(days=(last.weekday() - found.number("d")) % 7)

    return _named("weekday", frame, make)


# --- counted from the written day


def _day_word(found: Found, frame: Frame) -> Meaning:
    return _named("relative", frame, lambda: frame.written + timedelta(days=found.number("d")))


def _today(_found: Found, frame: Frame) -> Meaning:
    return Meaning(frame.written, "", "time")


def _from_written(found: Found, frame: Frame) -> Meaning | None:
    return _after(found, frame, frame.written, "relative")


def _from_named(found: Found, frame: Frame) -> Meaning | None:
    """a week from Friday, a week on Friday, a week tomorrow."""
    lead = found.get("lead")
    if lead is not None and lead.text not in ("on", "from"):
        return Meaning(None, "vague", "vague")
    named = found("d")
    if named.kind == "dayword":
        return _after(found, frame, frame.written + timedelta(days=int(named.value)), "relative")
    return _after(found, frame, days.next_weekday(frame.written, int(named.value)), "weekday")


def _past(found: Found, _frame: Frame) -> Meaning | None:
    return Meaning(None, "past", "relative") if _length(found) else None


# --- counted from the due date


def _from_due(found: Found, frame: Frame) -> Meaning | None:
    if frame.due is None:
        return Meaning(None, "needs-due", "length") if _length(found) else _vague_length(found)
    return _after(found, frame, frame.due, "length")


def _bare_length(found: Found, frame: Frame) -> Meaning | None:
    meaning = _from_due(found, frame)
    return meaning and meaning._replace(needs="whole")


def _after(found: Found, frame: Frame, start: date, kind: Kind) -> Meaning | None:
    length = _length(found)
    if length is None:
        return _vague_length(found)
    number, unit = length
    if unit == "month":
        return _named(kind, frame, lambda: days.add_months(start, number))
    return _named(kind, frame, lambda: start + timedelta(days=number))


def _vague_length(found: Found) -> Meaning | None:
    counted = found.get("n") or found.get("h") or found.get("more") or found.get("f")
    return Meaning(None, "vague", "vague") if counted else None


_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _length(found: Found) -> tuple[int, str] | None:
    """(number, `day` or `month`); None for what can't be counted: a few days, half a week, working days, hours."""
    unit, counted = found("u"), found.get("n")
    if found.get("h") or found.get("f") or found.get("half"):
        return None
    if counted is None and not found.get("more"):
        return None
    if counted is not None and counted.kind not in ("num", "article"):
        return None
    number = int(counted.value) if counted is not None and counted.kind == "num" else 1
    if unit.value in _DAYS:
        return number * _DAYS[str(unit.value)], "day"
    if unit.value in _MONTHS:
        return number * _MONTHS[str(unit.value)], "month"
    return None


LENGTH = "h=half? n=num|article|pair|few? hyphen? f=few|halfmore? u=unit half=half? possessive?"

_RULES: tuple[tuple[str, Rule], ...] = (
    ("d=iso", _iso),
    ("d=triple", _triple),
    ("d=pair", _pair),
    ("d=pair daymark", _pair),
    ("pair month", _ambiguous),
    ("month pair", _ambiguous),
    ("num monthmark pair daymark?", _ambiguous),
    ("d=num", _compact),
    ("y=num year m=num monthmark d=num daymark?", _full_day),
    ("y=yearword m=num monthmark d=num daymark?", _day_of_named_year),
    ("m=num monthmark d=num daymark", _day_of_month_name),
    ("m=num monthmark d=num", _bare_month_day),
    ("w=which u=unit|monthmark of? d=num daymark", _day_of_which_month),
    ("d=num daymark", _day_number),
    ("d=ord", _day_number),
    ("d=ord of? the? w=which u=unit", _day_of_which_month),
    ("w=which u=unit on? the? d=ord", _day_of_which_month),
    ("d=ord of the u=unit", _day_of_the_month),
    ("m=month the? d=num|ord daymark?", _day_of_month_name),
    ("m=month the? d=num|ord comma? y=num", _full_day),
    ("d=num|ord hyphen? of? m=month", _day_of_month_name),
    ("d=num|ord hyphen? of? m=month hyphen? comma? y=num", _full_day),
    ("monthend", _month_end),
    ("w=which of? monthend", _month_end),
    ("m=num monthend", _end_of_named_month),
    ("m=month hyphen? end", _end_of_named_month),
    ("m=num monthmark of? end", _end_of_named_month),
    ("y=num year m=num monthend", _end_of_named_month),
    ("y=yearword m=num monthend", _end_of_named_month),
    ("end the? m=month y=num?", _end_of_named_month),
    ("end the? w=which? u=unit", _end_of_unit),
    ("w=which u=unit|monthmark of? end", _end_of_unit),
    (
        "weekend",
        lambda _found, frame: _named("weekday", frame, lambda: days.weekday_of_week(frame.written, 0, days.FRIDAY)),
    ),
    ("yearend", _year_end),
    ("y=num|yearword|which yearend|end", _year_end),
    ("m=num monthmark part", _vague),
    ("num part", _vague),
    ("part", _vague_alone),
    ("part hyphen? the? which? unit|month", _vague),
    ("which unit|monthmark? part", _vague),
    ("month", _vague_in_company),
    ("num monthmark", _vague_in_company),
    ("month num", _vague_in_company),
    ("which unit", _vague),
    ("which monthmark", _vague),
    ("unit nextnext", _vague),
    ("yearword", _vague_in_company),
    ("vague", _vague),
    ("holiday", _vague),
    ("few unit", _vague),
    ("d=weekday", _weekday),
    ("w=which hyphen? d=weekday", _weekday_of_week),
    ("coming d=weekday", _coming_weekday),
    ("w=which u=unit of? on? d=weekday", _weekday_of_week),
    ("d=weekday of? w=which u=unit", _weekday_of_week),
    ("d=weekday u=unit", _weekday_week),
    ("d=weekday nextnext", _weekday_after_next),
    ("d=weekday of? the? u=unit nextnext", _weekday_after_next),
    ("u=unit nextnext on? d=weekday", _weekday_after_next),
    ("u=unit n=num", _numbered_weekday),
    ("w=which u=unit n=num", _numbered_weekday),
    ("n=ord|which d=weekday of|in the? m=month", _nth_weekday),
    ("n=ord|which d=weekday of|in the? w=which? u=unit", _nth_weekday),
    ("d=dayword", _day_word),
    ("eod", _today),
    (f"in {LENGTH} later|fromnow|after?", _from_written),
    (f"{LENGTH} fromnow|after", _from_written),
    (f"in? {LENGTH} within", _from_written),
    (f"{LENGTH} since|old|on|by", _vague),
    (f"{LENGTH} lead=since|old|on? d=weekday|dayword", _from_named),
    (f"{LENGTH} ago|before", _past),
    (f"delay back? back? by|on? {LENGTH}", _from_due),
    (f"by {LENGTH}", _from_due),
    (f"plus {LENGTH}", _from_due),
    ("article? more=more h=half? n=num|article|few|pair? f=few? u=unit", _from_due),
    ("h=half? n=num|few|pair|article? more=more u=unit", _from_due),
    (f"{LENGTH} more|later|delay", _from_due),
    (LENGTH, _bare_length),
)


@cache
def rules_starting_with(kind: str) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules whose pattern can start with a token of `kind`; compiled when the first such token is met."""
    return tuple((compile_pattern(pattern), rule) for pattern, rule in _RULES if kind in first_kinds(pattern))
