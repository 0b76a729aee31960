"""A change of a series, date by date: which date each becomes, and which of its own it keeps.

Field by field: what a meeting has as its series has it changes with the series; what was changed of it alone stays. A
date that was called off stays called off, whatever hour the others take.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import NamedTuple

from collabtui.domain.meetings.meeting import Meeting, Participant, asked_again
from collabtui.domain.meetings.recurrence import pattern
from collabtui.domain.meetings.series import USUAL, Series
from collabtui.domain.meetings.series_split import dates


class Reshaped(NamedTuple):
    """A series after a change, with its meetings."""

    series: Series
    meetings: tuple[Meeting, ...]
    """Each as it becomes; called off where the rule has no date for it any more."""


def reshaped(before: Series, after: Series, meetings: Iterable[Meeting]) -> Reshaped:
    """`before` and `after` begin at the first date that is changed; which dates of `after` are called off is worked out
    here. `meetings` are in the order of the rule."""
    there = list(meetings)
    becomes = _dates_become(before, after, there)
    off = tuple(sorted({becomes[start] for start in before.called_off if start in becomes}))
    answered = () if is_retimed(before, after) else before.dates_answered
    series = after.model_copy(update={"called_off": off, "dates_answered": answered})
    return Reshaped(series, tuple(_meeting(before, series, one, becomes) for one in there))


def is_retimed(before: Series, after: Series) -> bool:
    """Whether its dates fall on other days or hours; a later end alone moves none."""
    if (before.start, before.on_wall.time(), before.minutes) != (after.start, after.on_wall.time(), after.minutes):
        return True
    return _pattern(before) != _pattern(after)


def _pattern(series: Series) -> tuple[object, ...]:
    return pattern(series.rule, series.start.astimezone(series.zone).date())


def _dates_become(before: Series, after: Series, meetings: Sequence[Meeting]) -> dict[datetime, datetime]:
    """The new date of each that has one. A rule of the same kind has as many dates, so each takes its place in the row;
    of another kind it is the day that counts, and where no day is common to both the next dates are taken in order."""
    planned = [one.occurrence or one.start for one in meetings]
    last = max((*planned, *before.called_off), default=before.start)
    old = list(takewhile(lambda start: start <= last, dates(before)))
    if _kind(before) == _kind(after):
        return dict(zip(old, dates(after), strict=False))
    end = max(last, after.start) + timedelta(days=1)
    by_day = {_day(after, start): start for start in takewhile(lambda start: start <= end, dates(after))}
    becomes = {start: by_day[_day(before, start)] for start in old if _day(before, start) in by_day}
    if not any(start in becomes for start in planned):
        becomes |= dict(zip(planned, islice(dates(after), len(planned)), strict=False))
    return becomes


def _kind(series: Series) -> tuple[object, ...]:
    every, interval, weekdays, nth = _pattern(series)
    return every, interval, len(weekdays) if isinstance(weekdays, tuple) else 0, nth is None


def _day(series: Series, start: datetime) -> object:
    return start.astimezone(series.zone).date()


def _meeting(before: Series, after: Series, meeting: Meeting, becomes: dict[datetime, datetime]) -> Meeting:
    old = meeting.occurrence or meeting.start
    if old not in becomes:
        return meeting.model_copy(update={"state": "cancelled"})
    new = becomes[old]
    fields = {
        name: getattr(after, name)
        for name in USUAL
        if name != "participants" and getattr(meeting, name) == getattr(before, name)
    }
    start, end = _span(before, after, meeting, new)
    people = people_merged(before.participants, after.participants, meeting.participants)
    changed = {"series": after.ref, "occurrence": new, "start": start, "end": end, "participants": people}
    changed_meeting = meeting.model_copy(update=fields | changed)
    return changed_meeting if (start, end) == (meeting.start, meeting.end) else asked_again(changed_meeting)


def _span(before: Series, after: Series, meeting: Meeting, new: datetime) -> tuple[datetime, datetime]:
    """A meeting that was moved stays where it was moved to; one that was only made longer begins with the others."""
    if meeting.start != meeting.occurrence:
        return meeting.start, meeting.end
    own = meeting.end - meeting.start
    usual = timedelta(minutes=before.minutes)
    return new, new + (timedelta(minutes=after.minutes) if own == usual else own)


def people_merged(
    before: Sequence[Participant], after: Sequence[Participant], there: Sequence[Participant]
) -> tuple[Participant, ...]:
    """`there` with what has changed from `before` to `after`: who joins the series joins the meeting, who leaves it
    leaves. Who comes to this one alone, or not to this one, stays so; who answered keeps his answer."""
    was, comes = ({one.person: one for one in some} for some in (before, there))
    found = []
    for one in after:
        known = comes.get(one.person)
        if known is None:
            found += [] if one.person in was else [one]
        elif one.person in was and known.role != was[one.person].role:
            found.append(known)
        else:
            found.append(known.model_copy(update={"role": one.role}))
    usual = {one.person for one in (*before, *after)}
    return (*found, *(one for one in there if one.person not in usual))
