"""Rules of weeks, months, quarters and years: their last day is one (月底, end of next week), they themselves are
none."""

from datetime import date

from collabtui.domain.deadlines.counted_years import YEARS
from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.dates.day_meaning import (
    AMBIGUOUS,
    VAGUE,
    DateContext,
    Meaning,
    Rules,
    always,
    resolved,
    year_number,
)
from collabtui.language.dates.patterns import PatternMatch
from collabtui.language.dates.tokens import token_at


def _month_end(found: PatternMatch, frame: DateContext) -> Meaning | None:
    which = found.get("w")
    month = days.add_months(frame.month, int(which.value) if which else 0)
    return resolved("calendar", frame, lambda: days.last_of_month(month.year, month.month))


def _end_of_named_month(found: PatternMatch, frame: DateContext) -> Meaning:
    month, year = found.number("m"), found.get("y")

    def make() -> date:
        if year is None:
            return days.last_of_month(days.year_of(frame.written, month, 31), month)
        number = frame.written.year + int(year.value) if year.kind == "yearword" else year_number(int(year.value))
        return days.last_of_month(number, month)

    return resolved("calendar", frame, make)


def _end_of_numbered_month(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """3月底. At the start of a line, 2 月底 may be item 2, at the end of this month."""
    if found.tokens[found.last - 1].text.isascii():
        return None
    month = _end_of_named_month(found, frame)
    return AMBIGUOUS if _may_be_item(found, "m") and month != _month_end(found, frame) else month


def _may_be_item(found: PatternMatch, label: str) -> bool:
    """Whether a number stands at the start of a sentence, with a space behind it."""
    number, before = found(label), token_at(found.tokens, found.first - 1)
    if found.labels[label] != found.first or number.kind != "num" or before.kind not in ("", "punct", "comma"):
        return False
    return number.end < found.tokens[found.first + 1].start


def _year_end(found: PatternMatch, frame: DateContext) -> Meaning | None:
    year = found.get("y")
    if year is None:
        number = frame.written.year
    elif year.kind == "num":
        if year_number(int(year.value)) not in YEARS or len(year.text) == 1 or _may_be_item(found, "y"):
            return None
        number = year_number(int(year.value))
    else:
        number = frame.written.year + int(year.value)
    return resolved("calendar", frame, lambda: date(number, 12, 31))


def _end_of_numbered_year(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """end of 2026."""
    year = found.number("y")
    return resolved("calendar", frame, lambda: date(year, 12, 31)) if year in YEARS else None


def _end_of_unit(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """end of (this, next) week, month, quarter, year; a week ends on Friday."""
    which = found.get("w")
    ahead = int(which.value) if which else 0
    match found("u").value:
        case "week":
            return resolved("weekday", frame, lambda: days.weekday_of_week(frame.written, ahead, days.FRIDAY))
        case "month":
            return _month_end(found, frame)
        case "year":
            return resolved("calendar", frame, lambda: date(frame.written.year + ahead, 12, 31))
        case "quarter":
            month = days.add_months(frame.month, 3 * ahead)
            return resolved("calendar", frame, lambda: days.quarter_end(month.year, (month.month + 2) // 3))
    return _month_end(found, frame) if found("u").kind == "monthmark" else None


def _end_of_quarter(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """end of Q2, 二季度末."""
    unit, quarter = found.get("u"), found.number("q")
    if (unit is not None and unit.value != "quarter") or not 1 <= quarter <= 4 or _may_be_item(found, "q"):
        return None
    return resolved("calendar", frame, lambda: days.quarter_end(days.year_of(frame.written, quarter * 3, 31), quarter))


def _part_of_month(found: PatternMatch, _frame: DateContext) -> Meaning | None:
    """3月初, 3 月中旬."""
    return VAGUE if found.get("mark") or found("p").value == "of-month" else None


def _part(found: PatternMatch, _frame: DateContext) -> Meaning:
    return VAGUE._replace(needs="phrase" if found("p").text.isascii() else "company")


def _whole_unit(found: PatternMatch, _frame: DateContext) -> Meaning:
    """next week, 上个月."""
    return VAGUE if found.number("w") >= 0 else VAGUE._replace(reason="past")


def _whole_year(found: PatternMatch, frame: DateContext) -> Meaning:
    return _whole_unit(found, frame)._replace(needs="company")


_VAGUE_IN_COMPANY = always(VAGUE._replace(needs="company"))

PERIOD_RULES: Rules = (
    ("monthend", _month_end),
    ("w=which of? monthend", _month_end),
    ("m=num monthend", _end_of_numbered_month),
    ("m=month of? monthend", _end_of_named_month),
    ("y=num year m=num monthend", _end_of_named_month),
    ("y=yearword m=num monthend", _end_of_named_month),
    ("m=month hyphen? end", _end_of_named_month),
    ("m=num monthmark of? end", _end_of_named_month),
    ("end hyphen? the? m=month y=num?", _end_of_named_month),
    ("end hyphen? the? w=which? u=unit", _end_of_unit),
    ("w=which u=unit|monthmark of? end", _end_of_unit),
    ("u=unit end", _end_of_unit),
    ("end the? q=quartername", _end_of_quarter),
    ("q=quartername end", _end_of_quarter),
    ("ordinal? q=num u=unit end", _end_of_quarter),
    ("yearend", _year_end),
    ("y=num|yearword|which yearend", _year_end),
    ("y=yearword end", _year_end),
    ("end y=num", _end_of_numbered_year),
    ("part|early|later hyphen? in|on|of? the? which? unit|month|quartername", always(VAGUE)),
    ("which unit|monthmark? part|early", _VAGUE_IN_COMPANY),
    ("num mark=monthmark? p=part", _part_of_month),
    ("p=part", _part),
    ("month part?", _VAGUE_IN_COMPANY),
    ("w=yearword part?", _whole_year),
    ("month num", _VAGUE_IN_COMPANY),
    ("y=num year m=num monthmark", _VAGUE_IN_COMPANY),
    ("yearword? num monthmark", _VAGUE_IN_COMPANY),
    ("w=which unit|monthmark", _whole_unit),
    ("weekend", _VAGUE_IN_COMPANY),
    ("w=which weekend", _whole_unit),
    ("the? unit nextnext", always(VAGUE)),
)
