"""Changing several dates of a series: those that follow, or all that are to come, in one step.

What stays as it was stays with the series, and what is changed goes on as a series of its own, with a UID of its own,
as calendars do it. Where nothing stays behind the series itself is changed. People hear of it with the next invitation.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import date as date_type
from itertools import takewhile

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting, asked_again
from collabtui.domain.meetings.recurrence import Rule, has_day, moved, with_clock
from collabtui.domain.meetings.series import USUAL, Series, occurrence, usual_of
from collabtui.domain.meetings.series_change import Reshaped, is_retimed, people_merged, reshaped
from collabtui.domain.meetings.series_split import Scope, SeriesCut, continued, cut, dates, shortened
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.bookings.booked import planned_findings
from collabtui.lifecycle.bookings.draft_times import zone_named
from collabtui.lifecycle.bookings.series_findings import series_findings
from collabtui.lifecycle.meetings.agenda_text import refuse_moves, rule_as_written
from collabtui.lifecycle.meetings.calendar_holders import calendars
from collabtui.lifecycle.meetings.invite_series import coming_of, meetings_of, series_of
from collabtui.lifecycle.meetings.plan_rules import Planned, as_drafted, changeable, new_uid
from collabtui.lifecycle.meetings.series_ahead import planned_ahead
from collabtui.lifecycle.votes.votes_of_meetings import end_votes
from collabtui.store.interface import Transaction

Change = Callable[[Transaction, Meeting], Meeting]
"""Of one meeting; names are looked up in the transaction."""


@mails_ahead
def edit_series(acting: Acting, ref: str, draft: AgendaDraft, scope: Scope = "following") -> Planned:
    """The usual agenda, the rule and the time as the draft has them. The draft's start is that of the meeting `ref`;
    where all are changed that of the first one to come, unless the draft says which date it is.

    Raises `Refused`: series.none, series.over, series.no_rule, series.ended, series.day."""
    with acting.transaction() as tx:
        series, of = series_of(tx, ref), tx.get(Meeting, ref)
        if draft.series is None:
            raise Refused("series.no_rule", title=draft.title)
        made = _cut(tx, acting, series, scope, of)
        before = continued(series, made)
        return _carried_out(tx, acting, of, series, made, _drafted(tx, acting, series, before, of, draft))


@mails_ahead
def change_dates(acting: Acting, ref: str, scope: Scope, change: Change) -> Planned:
    """Do what `change` does to the meeting to it, to it and all that follow, or to all that are to come: title,
    place, time, people, whatever it changes. Raises `Refused`: meeting.over; of several as `edit_series`."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        changed = change(tx, meeting)
        if scope == "one":
            own = tx.put(changed)
            return Planned(own, planned_findings(tx, acting, own))
        series = series_of(tx, ref)
        made = _cut(tx, acting, series, scope, meeting)
        after = _with_change(continued(series, made), meeting, changed)
        planned = _carried_out(tx, acting, meeting, series, made, after)
        for one in made.changed:
            tx.put(_as_asked(tx.get(Meeting, one.ref), meeting, changed))
        return Planned(tx.get(Meeting, meeting.ref), planned.findings)


def _as_asked(one: Meeting, meeting: Meeting, changed: Meeting) -> Meeting:
    """Who was added or left out is added or left out at each of the dates, whoever came to one of them alone; the
    meeting itself becomes what was asked for."""
    if one.state == "cancelled":
        return one
    people = people_merged(meeting.participants, changed.participants, one.participants)
    own = {name: getattr(changed, name) for name in _changed_fields(meeting, changed)} if one.ref == meeting.ref else {}
    return one.model_copy(update={**own, "participants": people})


def _cut(tx: Transaction, acting: Acting, series: Series, scope: Scope, of: Meeting) -> SeriesCut:
    made = cut(series, meetings_of(tx, series), scope, of, acting.now)
    if made.first is None:
        raise Refused("series.ended", title=series.title)
    return made


def _carried_out(
    tx: Transaction, acting: Acting, of: Meeting, series: Series, made: SeriesCut, after: Series
) -> Planned:
    """`after` is what the changed part becomes, by its content; what was called off and answered is worked out."""
    before = continued(series, made)
    if after == before:
        return Planned(of, series_findings(acting, series, of))
    rest = shortened(series, made)
    alone = any(held.dates for held in calendars(tx, series.uid).values())
    if rest is not None or (alone and is_retimed(before, after)):
        ref = tx.next_ref(Series)
        new = {"ref": ref, "version": 0, "uid": new_uid(acting, ref), "follows": series.ref, "sequence": 0}
        after = after.model_copy(update={**new, "state": "planned", "invited_at": None, "invited_as": ""})
        left = {"state": "cancelled"} if rest is None else {"invited_as": ""}
        tx.put((rest or series).model_copy(update=left))
    result = reshaped(before, after, made.changed)
    return _put(tx, acting, of, result)


def _put(tx: Transaction, acting: Acting, of: Meeting, result: Reshaped) -> Planned:
    for one in result.meetings:
        tx.put(one)
    end_votes(tx, acting, result.meetings)
    kept = tx.put(_still_called_off(tx, result.series))
    planned_ahead(tx, acting, kept, acting.now)
    own = tx.get(Meeting, of.ref)
    coming = coming_of(tx, acting, kept)
    shown = own if own.series == kept.ref and own.state != "cancelled" else next(iter(coming), own)
    gone = tuple(one.ref for one in result.meetings if one.state == "cancelled")
    return Planned(shown, series_findings(acting, kept, shown, gone))


def _still_called_off(tx: Transaction, series: Series) -> Series:
    """A rule that reaches further again brings back no date that was called off when it ended before it: calendars
    are without it as well."""
    there = meetings_of(tx, series)
    off = {one.occurrence for one in there if one.occurrence and one.state == "cancelled"}
    off -= {one.occurrence for one in there if one.state != "cancelled"}
    if not off:
        return series
    given = set(takewhile(lambda start: start <= max(off), dates(series)))
    return series.model_copy(update={"called_off": tuple(sorted({*series.called_off, *(off & given)}))})


def _drafted(
    tx: Transaction, acting: Acting, series: Series, before: Series, of: Meeting, draft: AgendaDraft
) -> Series:
    drafted = as_drafted(tx, acting, occurrence(before, before.start, ref=of.ref, uid=before.uid), draft)
    date = _date_of(series, before, drafted.start, draft)
    reads_own = date == of.occurrence and (drafted.start, drafted.end) == (of.start, of.end)
    zone = zone_named(drafted.timezone)
    wall = before.on_wall if reads_own else _shifted(before, date, draft.start)
    start = before.start if reads_own else wall.replace(tzinfo=zone).astimezone(UTC)
    minutes = before.minutes if reads_own else (drafted.end - drafted.start) // timedelta(minutes=1)
    day = start.astimezone(zone).date()
    rule = with_clock(_rule(series, before, date, day, draft), wall, before.zone if reads_own else zone)
    if not has_day(rule, day):
        raise Refused("series.day", day=day, title=draft.title)
    elsewhere = set(draft.called_off) - {one.astimezone(series.zone).date() for one in series.called_off}
    if elsewhere:
        raise Refused("series.call_off_first", day=min(elsewhere))
    refuse_moves(tx, series, draft)
    after = before.model_copy(update={**usual_of(drafted), "start": start, "minutes": minutes, "rule": rule})
    return _asked(before, after)


def _date_of(series: Series, before: Series, start: datetime, draft: AgendaDraft) -> datetime:
    """The date of the series that the draft speaks of. A file that begins on an earlier date of the series is that of
    the series as it was planned: it moves nothing."""
    if draft.occurrence is not None:
        return draft.occurrence.replace(tzinfo=before.zone).astimezone(UTC)
    earlier = takewhile(lambda one: one <= before.start, dates(series))
    return start if start in earlier else before.start


def _rule(series: Series, before: Series, date: datetime, day: date_type, draft: AgendaDraft) -> Rule:
    """The draft's rule as it counts from the first date that is changed; the one there was goes where that goes."""
    rule = draft.series or before.rule
    if rule == rule_as_written(series, date):
        return moved(before.rule, before.start.astimezone(before.zone).date(), day)
    if rule.count is None:
        return rule
    over = sum(1 for one in takewhile(lambda one: one < before.start, dates(series)) if one >= date)
    return rule.model_copy(update={"count": max(1, rule.count - over)})


def _with_change(before: Series, meeting: Meeting, changed: Meeting) -> Series:
    """The usual agenda with what was changed of one meeting."""
    fields = {name: getattr(changed, name) for name in _changed_fields(meeting, changed) if name in USUAL}
    people = people_merged(meeting.participants, changed.participants, before.participants)
    update: dict[str, object] = {**fields, "participants": people}
    if changed.start != meeting.start:
        zone = zone_named(changed.timezone)
        there = changed.start.astimezone(zone).replace(tzinfo=None)
        wall = _shifted(before, meeting.occurrence or meeting.start, there)
        start = wall.replace(tzinfo=zone).astimezone(UTC)
        days = (one.astimezone(zone).date() for one in (before.start, start))
        update |= {"start": start, "rule": with_clock(moved(before.rule, *days), wall, zone)}
    length = changed.end - changed.start
    if length != meeting.end - meeting.start:
        update["minutes"] = length // timedelta(minutes=1)
    return _asked(before, before.model_copy(update=update))


def _changed_fields(meeting: Meeting, changed: Meeting) -> list[str]:
    fields = (*(name for name in USUAL if name != "participants"), "start", "end")
    return [name for name in fields if getattr(meeting, name) != getattr(changed, name)]


def _asked(before: Series, after: Series) -> Series:
    """Who said yes to another time has not said yes to this one."""
    if not is_retimed(before, after):
        return after
    again = asked_again(occurrence(after, after.start, ref=after.ref, uid=after.uid))
    return after.model_copy(update={"participants": again.participants})


def _shifted(before: Series, date: datetime, to: datetime) -> datetime:
    """The start of the first date on the wall, where `date` goes to `to` on the wall: as far. Naive, as that is."""
    own = before.on_wall if date == before.start else date.astimezone(before.zone).replace(tzinfo=None)
    return before.on_wall + (to - own)
