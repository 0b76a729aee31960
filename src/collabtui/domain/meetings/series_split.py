"""The split of a series where a change of it begins: one date, that one with all that follow, or all; and what stays
behind.

What was held, runs, or should have begun already stays as it is, whatever is asked. What stays keeps the UID it has in
calendars and ends there (RFC 5545 section 3.3.10, UNTIL); what is changed goes on as a series of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile
from typing import Literal, NamedTuple

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule, instants
from collabtui.domain.meetings.series import Series

Scope = Literal["one", "following", "all"]
"""Of a change: this date, it and all that follow, or all that are still to come."""
SCOPES: tuple[Scope, ...] = ("one", "following", "all")
OPEN = frozenset({"planned", "invited"})
"""States of a meeting that has not begun."""


class SeriesCut(NamedTuple):
    """A change of several dates: which it changes, and which stay."""

    first: datetime | None
    """The first date that is changed, by the rule; None where none is left to change."""
    changed: tuple[Meeting, ...]
    """Meetings that are changed, in the order of the rule. Dates behind `first` without a meeting are changed, too."""
    kept: tuple[datetime, ...]
    """Dates behind `first` that stay all the same: they were moved ahead of it, and held."""


def is_to_come(meeting: Meeting, now: datetime) -> bool:
    return meeting.state in OPEN and meeting.start > now


def cut(series: Series, meetings: Iterable[Meeting], scope: Scope, of: Meeting, now: datetime) -> SeriesCut:
    """`meetings` are all of the series, `of` is the one that was named; it is changed though its hour is past as long
    as it was not held. `scope` is `following` or `all`."""
    there = {one.occurrence: one for one in meetings if one.occurrence is not None}
    begin = (of.occurrence or of.start) if scope == "following" else series.start

    def is_changed(start: datetime) -> bool:
        meeting = there.get(start)
        if meeting is None:
            return start > now
        return is_to_come(meeting, now) or (meeting.ref == of.ref and meeting.state in OPEN)

    first = next((start for start in series.starts() if start >= begin and is_changed(start)), None)
    if first is None:
        return SeriesCut(None, (), ())
    behind = sorted(start for start in there if start >= first and start not in series.called_off)
    changed = tuple(there[start] for start in behind if is_changed(start))
    kept = tuple(start for start in behind if not is_changed(start) and there[start].state != "cancelled")
    return SeriesCut(first, changed, kept)


def shortened(series: Series, made: SeriesCut) -> Series | None:
    """The series with what stays of it; None where nothing does."""
    if made.first is None:
        return series
    first = made.first
    before = list(takewhile(lambda start: start < first, series.starts()))
    if not before and not made.kept:
        return None
    last = max((*before, *made.kept))
    between = [start for start in _dates_until(series, last) if start >= first and start not in made.kept]
    off = {start for start in (*series.called_off, *between) if start <= last}
    answered = tuple(one for one in series.dates_answered if one.occurrence <= last and one.occurrence not in off)
    rule = series.rule.model_copy(update={"until": last.astimezone(series.zone).date(), "count": None})
    return series.model_copy(update={"rule": rule, "called_off": tuple(sorted(off)), "dates_answered": answered})


def continued(series: Series, made: SeriesCut) -> Series:
    """The part that is changed, as the series has it until now: it begins at the first such date, and leaves out
    what it left out before and what stays behind. `made.first` is there."""
    first = made.first or series.start
    off = sorted({*(start for start in series.called_off if start >= first), *made.kept})
    answered = tuple(one for one in series.dates_answered if one.occurrence >= first)
    changed = {"start": first, "rule": remaining(series, first), "called_off": tuple(off), "dates_answered": answered}
    return series.model_copy(update=changed)


def remaining(series: Series, first: datetime) -> Rule:
    """The rule as it counts from `first` on, one of its dates."""
    if series.rule.count is None:
        return series.rule
    over = sum(1 for _ in takewhile(lambda start: start < first, dates(series)))
    return series.rule.model_copy(update={"count": max(1, series.rule.count - over)})


def dates(series: Series) -> Iterator[datetime]:
    """In UTC, as the rule has them, with those called off."""
    return instants(series.rule, series.start, series.zone)


def _dates_until(series: Series, last: datetime) -> Iterator[datetime]:
    return takewhile(lambda start: start <= last, dates(series))
