"""Planning what comes again: the series with its usual agenda, and the next of its occurrences as meetings."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.agenda import agenda_findings
from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting, Participant, asked_again
from collabtui.domain.meetings.recurrence import leaves_out_months
from collabtui.domain.meetings.series import Series, next_starts, occurrence, usual_of
from collabtui.domain.model import Finding
from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.agenda_text import draft_of
from collabtui.lifecycle.meetings.invitation_fingerprint import as_the_series_has_it, fingerprint
from collabtui.lifecycle.meetings.invite_series import coming_of, series_of
from collabtui.lifecycle.meetings.plan_rules import Planned, as_drafted, new_uid
from collabtui.lifecycle.meetings.series_ahead import planned_ahead
from collabtui.store.interface import Reader

SLACK = timedelta(seconds=1)


def new_series(acting: Acting, draft: AgendaDraft) -> Planned:
    """The series, and its first occurrences as meetings; the first of them comes back. Raises as `new_meeting`."""
    with acting.transaction() as tx:
        ref = tx.next_ref(Series)
        uid = new_uid(acting, ref)
        drafted = as_drafted(tx, acting, _blank(acting, ref, uid), draft)
        if draft.series is None:
            raise Refused("series.no_rule", title=draft.title)
        series = tx.put(Series.model_validate({"ref": ref, "uid": uid, "rule": draft.series, **_usual(drafted)}))
        planned = planned_ahead(tx, acting, series, series.start - SLACK)
    return Planned(planned[0], _findings(acting, series, planned[0]))


def edit_series(acting: Acting, ref: str, draft: AgendaDraft) -> Planned:
    """The usual agenda, the rule or the time as the draft has it, for all that is still to come; what was changed of
    one occurrence stays its own. Another rule or time counts from the draft's start on: held meetings keep theirs.

    `ref` is any of its meetings. Raises `Refused`: series.none, series.over, series.no_rule."""
    with acting.transaction() as tx:
        before = series_of(tx, ref)
        if draft.series is None:
            raise Refused("series.no_rule", title=draft.title)
        coming = coming_of(tx, acting, before)
        drafted = as_drafted(tx, acting, _as_meeting(before, _anchor(before, coming)), draft)
        usual = _usual(drafted)
        moved = draft.series != before.rule or usual["start"] != _anchor(before, coming)
        restarted: dict[str, object] = {"start": before.start}
        if moved:
            again = asked_again(drafted).participants
            restarted = {"rule": draft.series, "called_off": (), "dates_answered": (), "participants": again}
        series = tx.put(before.model_copy(update={**usual, **restarted}))
        after = _retimed(series, before, coming) if moved else [_reshaped(series, before, one) for one in coming]
        for one in after:
            tx.put(one)
        planned = planned_ahead(tx, acting, series, acting.now)
        first = min((*coming_of(tx, acting, series), *planned), key=lambda one: one.start, default=tx.get(Meeting, ref))
    return Planned(first, _findings(acting, series, first))


def series_draft(reader: Reader, acting: Acting, ref: str) -> AgendaDraft:
    """The usual agenda as a file, with its rule; it starts with the next occurrence."""
    series = series_of(reader, ref)
    meeting = _as_meeting(series, _anchor(series, coming_of(reader, acting, series)))
    return draft_of(reader, meeting).model_copy(update={"series": series.rule})


def series_text(acting: Acting, ref: str, locale: Locale) -> str:
    """The text that an editor opens, and `edit_series` reads back."""
    from collabtui.formats.agenda.agenda_writing import write_agenda

    return write_agenda(series_draft(acting.store, acting, ref), locale=locale)


def plan_next(acting: Acting, series_ref: str) -> Planned:
    """One more occurrence than there are, before its time. Raises `Refused` (series.ended) after the last."""
    with acting.transaction() as tx:
        series = tx.get(Series, series_ref)
        there = [one.occurrence for one in tx.find(Meeting, series=series.ref) if one.occurrence]
        planned = planned_ahead(tx, acting, series, max((*there, acting.now)), most=1)
        if not planned:
            raise Refused("series.ended", title=series.title)
    return Planned(planned[0], _findings(acting, series, planned[0]))


def running_series(reader: Reader) -> list[Series]:
    """Those that are not called off, by title."""
    return sorted(reader.find(Series, state=["planned", "invited"]), key=lambda one: one.title)


def _blank(acting: Acting, ref: str, uid: str) -> Meeting:
    return Meeting(ref=ref, title=ref, start=acting.now, end=acting.now, timezone="UTC", uid=uid)


def _as_meeting(series: Series, start: datetime) -> Meeting:
    return occurrence(series, start, ref=series.ref, uid=series.uid)


def _anchor(series: Series, coming: list[Meeting]) -> datetime:
    """The next occurrence as the rule has it: what an edit of the series starts from."""
    return min((one.occurrence for one in coming if one.occurrence), default=series.start)


def _usual(drafted: Meeting) -> dict[str, object]:
    minutes = (drafted.end - drafted.start) // timedelta(minutes=1)
    return {**usual_of(drafted), "start": drafted.start, "minutes": minutes}


def _retimed(series: Series, before: Series, coming: list[Meeting]) -> list[Meeting]:
    """The next meetings take the next dates in order; those for which there is none are called off."""
    starts = next_starts(series, series.start - SLACK, len(coming))
    after = []
    for number, meeting in enumerate(coming):
        if number >= len(starts):
            after.append(meeting.model_copy(update={"state": "cancelled"}))
            continue
        shaped = _reshaped(series, before, meeting)
        end = starts[number] + timedelta(minutes=series.minutes)
        moved = shaped.model_copy(update={"start": starts[number], "end": end, "occurrence": starts[number]})
        after.append(asked_again(moved))
    return after


def _reshaped(series: Series, before: Series, meeting: Meeting) -> Meeting:
    """With the new usual agenda, unless this one has its own."""
    if fingerprint(meeting.model_copy(update={"carried": None})) != as_the_series_has_it(before, meeting):
        return meeting
    fresh = occurrence(series, meeting.occurrence or meeting.start, ref=meeting.ref, uid=meeting.uid)
    answered = {one.person: one for one in meeting.participants}
    kept = tuple(_with_answer(one, answered.get(one.person)) for one in fresh.participants)
    same = {**usual_of(fresh), "start": fresh.start, "end": fresh.end, "participants": kept}
    return meeting.model_copy(update=same)


def _with_answer(one: Participant, before: Participant | None) -> Participant:
    return before.model_copy(update={"role": one.role}) if before else one


def _findings(acting: Acting, series: Series, meeting: Meeting) -> tuple[Finding, ...]:
    found = agenda_findings(meeting, acting.config.meeting.max_minutes)
    first = series.start.astimezone(ZoneInfo(series.timezone)).date()
    if leaves_out_months(series.rule, first):
        return (*found, Finding(key="series.leaves_out", values={"ref": meeting.ref, "day": first.day}))
    return found
