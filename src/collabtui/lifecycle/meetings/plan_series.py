"""Planning what comes again: the series with its usual agenda, and the next of its occurrences as meetings."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import with_clock
from collabtui.domain.meetings.series import Series, next_starts, occurrence, usual_of
from collabtui.domain.meetings.series_split import Scope, continued, cut
from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.series_findings import series_findings
from collabtui.lifecycle.meetings.agenda_text import draft_of, rule_as_written
from collabtui.lifecycle.meetings.invite_series import meetings_of, series_of
from collabtui.lifecycle.meetings.plan_rules import Planned, as_drafted, new_uid
from collabtui.lifecycle.meetings.series_ahead import planned, planned_ahead
from collabtui.store.interface import Reader, Transaction

SLACK = timedelta(seconds=1)


def new_series(acting: Acting, draft: AgendaDraft) -> Planned:
    """The series, and its first occurrences as meetings; the first of them comes back. Raises as `new_meeting`."""
    with acting.transaction() as tx:
        ref = tx.next_ref(Series)
        uid = new_uid(acting, ref)
        drafted = as_drafted(tx, acting, _blank(acting, ref, uid), draft)
        if draft.series is None:
            raise Refused("series.no_rule", title=draft.title)
        made = Series.model_validate({"ref": ref, "uid": uid, "rule": draft.series, **_usual(drafted)})
        if draft.occurrence is not None:
            made = made.model_copy(update={"start": draft.occurrence.replace(tzinfo=made.zone).astimezone(UTC)})
        wall = draft.occurrence or draft.start
        made = made.model_copy(update={"rule": with_clock(made.rule, wall, made.zone)})
        series = tx.put(made.model_copy(update={"called_off": _starts_on(made, draft)}))
        first, *_ = planned_ahead(tx, acting, series, series.start - SLACK)
        if draft.occurrence is not None and first.occurrence == series.start:
            first = tx.put(first.model_copy(update={"start": drafted.start, "end": drafted.end}))
        _move(tx, acting, series, draft)
    return Planned(first, series_findings(acting, series, first))


def series_draft(reader: Reader, acting: Acting, ref: str, scope: Scope = "following") -> AgendaDraft:
    """The usual agenda as a file, with its rule. It starts with the meeting `ref`, or with the first one to come."""
    series, of = series_of(reader, ref), reader.get(Meeting, ref)
    made = cut(series, meetings_of(reader, series), scope, of, acting.now)
    if made.first is None:
        raise Refused("series.ended", title=series.title)
    before = continued(series, made)
    usual = draft_of(reader, occurrence(before, before.start, ref=of.ref, uid=before.uid))
    if usual.start != before.on_wall:  # the clocks leave its hour out on that day
        span = {"start": before.on_wall, "end": before.on_wall + timedelta(minutes=before.minutes)}
        usual = usual.model_copy(update=span)
    days = tuple(start.astimezone(before.zone).date() for start in before.called_off if start not in made.kept)
    return usual.model_copy(update={"series": rule_as_written(before, before.start), "called_off": days})


def series_text(acting: Acting, ref: str, locale: Locale, scope: Scope = "following") -> str:
    """The text that an editor opens, and `edit_series` reads back."""
    from collabtui.formats.agenda.agenda_writing import write_agenda

    return write_agenda(series_draft(acting.store, acting, ref, scope), locale=locale)


def plan_next(acting: Acting, series_ref: str) -> Planned:
    """One more occurrence than there are, before its time. Raises `Refused` (series.ended) after the last."""
    with acting.transaction() as tx:
        series = tx.get(Series, series_ref)
        there = [one.occurrence for one in tx.find(Meeting, series=series.ref) if one.occurrence]
        planned = planned_ahead(tx, acting, series, max((*there, acting.now)), most=1)
        if not planned:
            raise Refused("series.ended", title=series.title)
    return Planned(planned[0], series_findings(acting, series, planned[0]))


def running_series(reader: Reader, now: datetime) -> list[Series]:
    """Those that have dates to come, by title."""
    found = (one for one in reader.find(Series, state=["planned", "invited"]) if next_starts(one, now, 1))
    return sorted(found, key=lambda one: one.title)


def _blank(acting: Acting, ref: str, uid: str) -> Meeting:
    return Meeting(ref=ref, title=ref, start=acting.now, end=acting.now, timezone="UTC", uid=uid)


def _usual(drafted: Meeting) -> dict[str, object]:
    minutes = (drafted.end - drafted.start) // timedelta(minutes=1)
    return {**usual_of(drafted), "start": drafted.start, "minutes": minutes}


def _starts_on(series: Series, draft: AgendaDraft) -> tuple[datetime, ...]:
    """The starts of the days that the draft leaves out. Raises `Refused` (series.no_date: day) for any other day."""
    return tuple(sorted(_by_day(series, draft.called_off, "series.no_date").values()))


def _by_day(series: Series, days: Sequence[date], refusal: str) -> dict[date, datetime]:
    """The dates of the series on these days. Raises `Refused` (`refusal`: day) where it has none."""
    clock = series.on_wall.time()
    starts = {day: datetime.combine(day, clock, series.zone).astimezone(UTC) for day in days}
    dates = set(_until(series, max(starts.values(), default=series.start)))
    for day, start in starts.items():
        if start not in dates:
            raise Refused(refusal, day=day, title=series.title)
    return starts


def _move(tx: Transaction, acting: Acting, series: Series, draft: AgendaDraft) -> None:
    """The dates that the draft has at another time. Raises `Refused` (series.no_moved_date: day) for a day on which it
    does not come."""
    starts = _by_day(series, [one.day for one in draft.moved], "series.no_moved_date")
    planned(tx, acting, series, sorted(starts.values()))
    there = {one.occurrence: one for one in meetings_of(tx, series)}
    for one in draft.moved:
        span = {
            "start": one.start.replace(tzinfo=series.zone).astimezone(UTC),
            "end": one.end.replace(tzinfo=series.zone).astimezone(UTC),
        }
        tx.put(there[starts[one.day]].model_copy(update=span))


def _until(series: Series, last: datetime) -> list[datetime]:
    return list(takewhile(lambda start: start <= last, series.starts()))
