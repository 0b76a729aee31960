"""Findings on a series when it is planned: days that it does not have, and days on which nobody works."""

from collections.abc import Iterator
from itertools import takewhile

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import leaves_out_months
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Finding
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import LOOKED_AHEAD, findings_ahead, planned_findings

NAMED = 6
"""Days off that are named one by one."""


def series_findings(
    acting: Acting, series: Series, meeting: Meeting, gone: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """`gone`: meetings for which the rule has no date any more."""
    return (
        *(one for one in planned_findings(acting.store, acting, meeting) if one.key != "booking.day_off"),
        *_of_rule(acting, series, meeting),
        *findings_ahead(acting.store, acting, series, meeting),
        *((Finding(key="series.gone", values={"refs": gone}),) if gone else ()),
    )


def _of_rule(acting: Acting, series: Series, meeting: Meeting) -> Iterator[Finding]:
    first = series.start.astimezone(series.zone).date()
    if leaves_out_months(series.rule, first):
        yield Finding(key="series.leaves_out", values={"ref": meeting.ref, "day": first.day})
    end = acting.now + LOOKED_AHEAD
    days = [start.astimezone(series.zone).date() for start in takewhile(lambda one: one <= end, series.starts())]
    off = [day for day in days if day >= acting.today and not acting.is_working(day)]
    if off:
        named = tuple(off[:NAMED])
        key = "series.days_off" if len(off) <= NAMED else "series.days_off.more"
        yield Finding(key=key, values={"ref": meeting.ref, "days": named, "n": len(off), "of": len(days)})
