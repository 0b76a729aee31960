"""Rules of days of the calendar: 3月4日, March 4th, 18号, 2026-03-04."""

import re
from datetime import date, timedelta

from collabtui.domain.deadlines.counted_years import YEARS
from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.dates.day_meaning import (
    AMBIGUOUS,
    DateContext,
    Meaning,
    Rules,
    always,
    is_month,
    month_day,
    resolved,
    year_number,
)
from collabtui.language.dates.patterns import PatternMatch
from collabtui.language.dates.tokens import token_at
from collabtui.language.lexicon import Needs

_EDGES = frozenset({"", "punct", "comma", "colon", "open", "close"})
_NEVER_BEHIND_A_DAY = frozenset({"unit", "few", "glue", "of"})


def _iso(found: PatternMatch, frame: DateContext) -> Meaning:
    return resolved("calendar", frame, lambda: date(*found("d").parts))


def _eight_digits(found: PatternMatch, frame: DateContext) -> Meaning | None:
    text = found("d").text
    if len(text) != 8 or not text.startswith("20"):
        return None
    return resolved("calendar", frame, lambda: date(int(text[:4]), int(text[4:6]), int(text[6:])), "company")


def _full_day(found: PatternMatch, frame: DateContext) -> Meaning | None:
    year = year_number(found.number("y"))
    if year not in YEARS:
        return None
    if found("m").kind == "month" and found.number("y") < 100 and found.tokens[found.last - 2].kind != "hyphen":
        return AMBIGUOUS  # 3 March 20: an item and March 20, or the year 2020
    return resolved("calendar", frame, lambda: date(year, found.number("m"), found.number("d")))


def _day_in_named_year(found: PatternMatch, frame: DateContext) -> Meaning:
    year = frame.written.year + found.number("y")
    return resolved("calendar", frame, lambda: date(year, found.number("m"), found.number("d")))


def _day_of_named_month(found: PatternMatch, frame: DateContext) -> Meaning | None:
    behind = found.behind
    if behind is not None and behind.kind in _NEVER_BEHIND_A_DAY and not found.has("daymark"):
        return None
    if found.number("d") > 99:
        return None
    return month_day(frame, found.number("m"), found.number("d"), "" if _is_clause(found) else found("m").shy)


def _is_clause(found: PatternMatch) -> bool:
    """`3: March 20, because …`, the new date is 17 March: a month that is a verb elsewhere is none where a number ends
    the clause; nor the one behind a number, but for `may`: 2 may, 3 may not."""
    before = token_at(found.tokens, found.first - 1)
    behind = token_at(found.tokens, found.last)
    ends = behind.kind in (*_EDGES, "goeson")
    day_first = found("d").start < found("m").start and found("m").text.startswith("mar")
    return ends and (before.kind in _EDGES or day_first)


def _day_without_mark(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """3月4 without 日: the number has to end there (3月4个…)."""
    behind = found.behind
    if behind is not None and behind.start == found("d").end and behind.kind in (*_NEVER_BEHIND_A_DAY, "opaque"):
        return None
    return _day_of_named_month(found, frame)


def _day_of_counted_month(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """下个月5号, the 5th of next month."""
    if not is_month(found):
        return None
    return resolved(
        "calendar", frame, lambda: days.add_months(frame.month, found.number("w")).replace(day=found.number("d"))
    )


def _day_of_the_month(found: PatternMatch, frame: DateContext) -> Meaning | None:
    return (
        resolved("calendar", frame, lambda: days.next_day_of_month(frame.written, found.number("d")))
        if is_month(found)
        else None
    )


def _day_number(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """18号, the 18th: also the number of a room, a line, an item."""
    token, behind = found("d"), found.behind
    if int(token.value) > 99 or (token.kind == "ord" and not token.text[:1].isdigit() and int(token.value) <= 10):
        return None
    counts_days = found.has("daymark") and found.tokens[found.last - 1].value == "day"
    if counts_days and behind is not None:
        if behind.kind in ("after", "within"):
            return None
        if behind.kind == "before" and not token.text.isascii():
            return AMBIGUOUS  # 三日前: three days ago, or before the third
    return resolved("calendar", frame, lambda: days.next_day_of_month(frame.written, int(token.value)), "company")


def _pair(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """3/4, 3.4, 03-04. A point is mostly a version's or a sum's, a dash a range's."""
    token = found("d")
    first, second = token.parts
    separator = token.text.lstrip("0123456789")[0]
    if found.has("daymark"):
        days_of_month = separator == "-" or second - first == 1  # 18-19号, 3/4号
        return AMBIGUOUS if days_of_month else month_day(frame, first, second)
    if separator == "-" and second <= 12 and "0" not in (token.text[0], token.text.split("-")[1][0]):
        return None  # a range of items
    if separator == ".":
        return _pair_with_point(found, frame)
    if found.behind is not None and found.behind.kind == "finish":
        return _either_order(first, second, frame, "words")  # 3/4完成 may be three quarters
    return _either_order(first, second, frame, "company" if separator == "/" else "lead")


def _pair_with_point(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """28.3. is the 28th of March to who writes days so, where a word leads to it that leads to days alone: down to 15.5
    and stands at 15.5 are figures. Where the first number may be a month nobody knows."""
    first, second = found("d").parts
    if frame.locale == "zh":
        return month_day(frame, first, second, "words")
    before = token_at(found.tokens, found.first - 1)
    leads = before.kind == "by" or (before.kind == "to" and before.value in ("moved", "until"))
    if token_at(found.tokens, found.last).text in _OF_A_CLOCK_OR_SUM:
        return None
    if leads and 12 < first <= 31 and 0 < second <= 12:
        return month_day(frame, second, first, "lead")
    return _day_with_points(found, frame)


_NEAR = timedelta(days=90)
_OF_A_CLOCK_OR_SUM = ("am", "pm", "hrs", "hours", "h", "eur", "euro", "euros", "usd", "gbp", "pounds", "dollars", "%")
_POINTED = re.compile(r"(?:1[3-9]|2\d|3[01])\.(?:0[1-9]|1[0-2])")


def _day_with_points(found: PatternMatch, frame: DateContext) -> Meaning | None:
    """Until 18.03, as much of Europe writes it: no clock (17.10), version or sum, where the 18th is soon to come."""
    before, behind = token_at(found.tokens, found.first - 1), token_at(found.tokens, found.last)
    if not _POINTED.fullmatch(found("d").text) or before.text == "at" or behind.text in _OF_A_CLOCK_OR_SUM:
        return None
    day, month = found("d").parts
    meaning = month_day(frame, month, day, "lead")
    is_near = meaning.day is not None and frame.written <= meaning.day <= frame.written + _NEAR
    return meaning if is_near else None


def _either_order(first: int, second: int, frame: DateContext, needs: Needs) -> Meaning:
    if first > 12 >= second:
        return month_day(frame, second, first, needs)
    if frame.locale == "zh" or second > 12 or first == second:
        return month_day(frame, first, second, needs)
    return AMBIGUOUS._replace(needs=needs)


def _triple(found: PatternMatch, frame: DateContext) -> Meaning:
    """3/14/2026, 14.3.2026, 26/3/4: a day when only one order of its numbers is one."""
    first, second, third = found("d").parts
    orders = [(third, first, second), (third, second, first)]
    if third < 100:
        orders = [(first, second, third)] if frame.locale == "zh" else [*orders, (first, second, third)]
    possible = {day for order in orders if (day := _possible(*order))}
    if len(possible) == 1:
        return resolved("calendar", frame, possible.pop, "company")
    return Meaning(None, "ambiguous" if possible else "no-such-day", "calendar", "company")


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year_number(year), month, day)
    except ValueError:
        return None


CALENDAR_RULES: Rules = (
    ("d=iso", _iso),
    ("d=triple", _triple),
    ("d=pair", _pair),
    ("d=pair daymark", _pair),
    ("pair of? month", always(AMBIGUOUS)),
    ("month pair", always(AMBIGUOUS)),
    ("num monthmark pair daymark?", always(AMBIGUOUS)),
    ("d=num", _eight_digits),
    ("y=num year m=num monthmark d=num daymark?", _full_day),
    ("y=yearword of? m=num monthmark d=num daymark?", _day_in_named_year),
    ("m=num monthmark of? d=num daymark", _day_of_named_month),
    ("m=num monthmark d=num", _day_without_mark),
    ("w=which u=unit|monthmark of? d=num daymark", _day_of_counted_month),
    ("d=num daymark", _day_number),
    ("the? d=ord", _day_number),
    ("the? d=ord of? the? w=which u=unit", _day_of_counted_month),
    ("w=which u=unit comma? on? the? d=ord", _day_of_counted_month),
    ("the? d=ord of the u=unit", _day_of_the_month),
    ("m=month hyphen? the? d=num|ord daymark?", _day_of_named_month),
    ("m=month the? d=num|ord comma? y=num", _full_day),
    ("the? d=num|ord hyphen? of? m=month", _day_of_named_month),
    ("the? d=num|ord hyphen? of? m=month hyphen? comma? y=num", _full_day),
)
