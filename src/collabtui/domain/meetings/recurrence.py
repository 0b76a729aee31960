"""Recurrence (RRULE): a rule of dates, and the instants it makes in a zone (RFC 5545 section 3.3.10).

Dates are counted on the wall: two o'clock stays two o'clock when the clocks change, and is another instant then.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from collabtui.domain.model import Value

WEEK = 7
LAST_YEAR = 2199
"""Of any occurrence: a rule without an end is not walked through for ever."""


class Rule(Value):
    """A rule of days. `first`, the day from which it is counted, belongs to what recurs and not to the rule."""

    every: Literal["week", "month"]
    interval: int = Field(default=1, ge=1, le=99)
    weekdays: tuple[int, ...] = ()
    """Monday is 0. Of a week: empty means the weekday of `first`. Of a month: the one that `nth` counts."""
    nth: int | None = None
    """Of a month: the first (1) to the fourth (4) such weekday, or the last (-1). None: the day's number."""
    until: date | None = None
    """The last day on which it may come; in the zone of what recurs."""
    count: int | None = Field(default=None, ge=1, le=999)
    """How many times altogether; never together with `until` (RFC 5545)."""
    clock: time | None = None
    """The hour on the wall, where the clocks leave it out on the first date. None: that of the first date."""

    @model_serializer(mode="wrap")
    def _without_clock(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        """A rule whose first date has its hour is kept as rules were before."""
        kept: dict[str, object] = handler(self)
        return {name: value for name, value in kept.items() if value is not None or name != "clock"}

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return [one for one in super().__repr_args__() if one != ("clock", None)]


def days(rule: Rule, first: date) -> Iterator[date]:
    """All its days from `first` on, in order; `first` itself only where the rule has it.

    A month without such a day is left out, as calendars do."""
    found = _of_weeks(rule, first) if rule.every == "week" else _of_months(rule, first)
    for number, day in enumerate(found):
        if (rule.count is not None and number >= rule.count) or (rule.until is not None and day > rule.until):
            return
        yield day


def instants(rule: Rule, start: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """In UTC, for what starts at `start` (aware) the first time. An hour that the clocks leave out is told by the
    offset before (RFC 5545 section 3.3.5), as `zoneinfo` does."""
    first = first_on_wall(rule, start, zone)
    clock = time(first.hour, first.minute, first.second)
    for day in days(rule, first.date()):
        yield datetime.combine(day, clock, zone).astimezone(UTC)


def first_on_wall(rule: Rule, start: datetime, zone: ZoneInfo) -> datetime:
    """The first date as the clock of the rule has it; naive."""
    local = start.astimezone(zone).replace(tzinfo=None, fold=0)
    return datetime.combine(local.date(), rule.clock) if rule.clock else local


def with_clock(rule: Rule, first: datetime, zone: ZoneInfo) -> Rule:
    """The rule of what begins at `first` on the wall (naive), with its hour where the clocks leave that out then."""
    is_there = first.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == first
    return rule.model_copy(update={"clock": None if is_there else first.time()})


def has_day(rule: Rule, first: date) -> bool:
    """Whether it can begin on that day. RFC 5545 section 3.8.5.3: a DTSTART beside the rule is undefined."""
    return next(days(rule, first), None) == first


def pattern(rule: Rule, first: date) -> tuple[object, ...]:
    """The days that it has, in full and without its end: rules with the same one differ in how long they go on."""
    weekdays = rule.weekdays or ((first.weekday(),) if rule.every == "week" or rule.nth is not None else (first.day,))
    return rule.every, rule.interval, weekdays, rule.nth


def moved(rule: Rule, first: date, to: date) -> Rule:
    """The rule of what began on `first` where it begins on `to` instead: each of its dates goes as far."""
    days_on = (to - first).days
    if days_on == 0:
        return rule
    until = rule.until + timedelta(days=days_on) if rule.until else None
    weekdays = tuple(sorted((day + days_on) % WEEK for day in rule.weekdays))
    nth = rule.nth
    if nth is not None:
        weekdays = (to.weekday(),)
        of_month = (to.day - 1) // WEEK + 1
        is_last = (to + timedelta(days=WEEK)).month != to.month
        nth = -1 if of_month > 4 or (nth == -1 and is_last) else of_month
    return rule.model_copy(update={"weekdays": weekdays, "nth": nth, "until": until})


def leaves_out_months(rule: Rule, first: date) -> bool:
    """The 29th, 30th and 31st are not in every month."""
    return rule.every == "month" and rule.nth is None and first.day > 28


def _of_weeks(rule: Rule, first: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    weekdays = sorted(set(rule.weekdays)) or [first.weekday()]
    while monday.year <= LAST_YEAR:
        for weekday in weekdays:
            day = monday + timedelta(days=weekday)
            if day >= first:
                yield day
        monday += timedelta(days=WEEK * rule.interval)


def _of_months(rule: Rule, first: date) -> Iterator[date]:
    number = first.year * 12 + first.month - 1
    while number // 12 <= LAST_YEAR:
        day = _in_month(rule, first, number // 12, number % 12 + 1)
        if day is not None and day >= first:
            yield day
        number += rule.interval


def _in_month(rule: Rule, first: date, year: int, month: int) -> date | None:
    if rule.nth is None:
        try:
            return date(year, month, first.day)
        except ValueError:
            return None
    weekday = rule.weekdays[0] if rule.weekdays else first.weekday()
    if rule.nth > 0:
        begin = date(year, month, 1)
        return begin + timedelta(days=(weekday - begin.weekday()) % WEEK + WEEK * (rule.nth - 1))
    end = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return end - timedelta(days=(end.weekday() - weekday) % WEEK)
