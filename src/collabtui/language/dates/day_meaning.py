"""The meaning of a shape of words: a day, or the reason why there is none."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.language.dates import calendar_arithmetic as days
from collabtui.language.dates.patterns import PatternMatch
from collabtui.language.lexicon import Needs

Reason = Literal["", "ambiguous", "no-such-day", "past", "vague", "needs-due"]
Kind = Literal["calendar", "weekday", "relative", "length", "vague"]


class DateContext(NamedTuple):
    """The day that others are counted from, and what else a date depends on."""

    locale: str
    written: date
    due: date | None

    @property
    def month(self) -> date:
        """The first of the month of writing."""
        return self.written.replace(day=1)


class Meaning(NamedTuple):
    day: date | None
    reason: Reason
    kind: Kind | Literal["time"]
    """`time`: a time of day alone (EOD), which is today's unless a day stands beside it."""
    needs: Needs = ""


Rule = Callable[[PatternMatch, DateContext], Meaning | None]
"""None where the pattern fits but the words do not."""
Rules = tuple[tuple[str, Rule], ...]

VAGUE = Meaning(None, "vague", "vague")
AMBIGUOUS = Meaning(None, "ambiguous", "calendar")


def resolved(kind: Kind, frame: DateContext, make: Callable[[], date], needs: Needs = "") -> Meaning:
    """The day that `make` returns, unless it is past or there is none (`ValueError`, `OverflowError`)."""
    try:
        day = counted_day(make())
    except (ValueError, OverflowError):
        return Meaning(None, "no-such-day", kind, needs)
    return Meaning(None, "past", kind, needs) if day < frame.written else Meaning(day, "", kind, needs)


def month_day(frame: DateContext, month: int, day: int, needs: Needs = "") -> Meaning:
    """A day of a month without a year."""
    return resolved("calendar", frame, lambda: date(days.year_of(frame.written, month, day), month, day), needs)


def always(meaning: Meaning) -> Rule:
    """A rule that needs no look at the words."""

    def rule(_found: PatternMatch, _frame: DateContext) -> Meaning:
        return meaning

    return rule


def is_month(found: PatternMatch) -> bool:
    """Whether the unit of time that was named, if any, is the month."""
    unit = found.get("u")
    return unit is None or unit.kind == "monthmark" or unit.value == "month"


def year_number(number: int) -> int:
    """26 is 2026."""
    return number + 2000 if number < 100 else number
