"""Answers to a meeting, to a series with all that is still to come, or to a date that is no meeting yet."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.mail_about import InvitationTo
from collabtui.domain.meetings.meeting import Meeting, Participant, Partstat
from collabtui.domain.meetings.recurrence import Rule, pattern
from collabtui.domain.meetings.series import (
    DateAnswer,
    Series,
    answer_to_date,
    answer_to_series,
    date_answer,
    start_named,
    with_date_answer,
)
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.store.interface import Reader, Transaction

_TIMES = frozenset({"start", "end", "rule", "minutes"})


def answer_series(
    tx: Transaction, series_ref: str, person: str, partstat: Partstat, comment: str, stated_at: datetime, now: datetime
) -> None:
    """Meetings that began before it was said stay as they are, and so does one that the person has answered by
    itself: the exception goes before the rule. Dates that are planned later begin with it."""
    series = tx.get(Series, series_ref)
    answer = {"partstat": partstat, "comment": comment, "answered_at": stated_at}
    known = _of(series.participants, person)
    before = known.answered_at if known else None

    def answered(there: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(
            one.model_copy(update=answer) if one.person == person and one.answered_at in (None, before) else one
            for one in there
        )

    if is_outdated(stated_at, before, now):
        return
    tx.put(series.model_copy(update={"participants": answered(series.participants)}))
    for meeting in tx.find(Meeting, series=series.ref, state=["planned", "invited"]):
        if meeting.start > stated_at:
            tx.put(meeting.model_copy(update={"participants": answered(meeting.participants)}))


def answer_date(tx: Transaction, series_ref: str, answer: DateAnswer, now: datetime) -> None:
    """It counts once that date is a meeting."""
    tx.put(with_date_answer(tx.get(Series, series_ref), answer, now))


def on_day(reader: Reader, about: InvitationTo, day: date | None) -> InvitationTo:
    """The one date of the series that comes on that day, as a meeting or ahead; the invitation itself where none is
    named, or none comes then."""
    if about.series is None or about.date or day is None:
        return about
    series = reader.get(Series, about.series)
    meetings = [one for one in reader.find(Meeting, series=series.ref) if one.state != "cancelled"]
    there = next((one for one in meetings if one.start.astimezone(series.zone).date() == day), None)
    if there is not None:
        return InvitationTo(meeting=there.ref)
    start = start_named(series, day)
    if start is None or start in {one.occurrence for one in meetings}:
        return about
    return InvitationTo(meeting=about.meeting, series=series.ref, date=start)


def known_answer(reader: Reader, about: InvitationTo, person: str) -> Participant | DateAnswer | None:
    """The person's answer to this very question: an answer to the series is none to one of its meetings."""
    series = reader.get(Series, about.series) if about.series else None
    if series and about.date:
        return date_answer(series, about.date, person)
    meeting = reader.get(Meeting, about.meeting)
    known = _of(series.participants if series else meeting.participants, person)
    if known is None or series or meeting.series is None:
        return known
    of_series = _of(reader.get(Series, meeting.series).participants, person)
    return None if of_series and of_series.answered_at == known.answered_at else known


def moved_since(reader: Reader, about: InvitationTo, stated_at: datetime, now: datetime | None) -> TrailEntry | None:
    """That what was answered took another time afterwards: a yes to the time before is none to this one."""
    moves = (change for change in reader.changes(about.series or about.meeting) if _moves_dates(reader, change))
    last = next(moves, None)
    return last if last and is_outdated(stated_at, last.at, now) else None


def asked_for_another_time(reader: Reader, about: InvitationTo, asked_at: datetime, now: datetime | None) -> bool:
    """Whether what was asked then began at another time, or came again in another rhythm, than it does now."""
    changes = reader.changes(about.series or about.meeting)
    later = [one for one in changes if one.field in ("start", "rule") and is_outdated(asked_at, one.at, now)]
    moves = [one for one in later if _moves_dates(reader, one)]
    return any(
        next(one.new for one in moves if one.field == field) != [one.old for one in moves if one.field == field][-1]
        for field in {one.field for one in moves}
    )


def is_cancelled(reader: Reader, about: InvitationTo) -> bool:
    """Of a series: all its meetings."""
    if about.series is None:
        return reader.get(Meeting, about.meeting).state == "cancelled"
    return all(one.state == "cancelled" for one in reader.find(Meeting, series=about.series))


def is_over(reader: Reader, about: InvitationTo, stated_at: datetime) -> bool:
    """Of a series: never, its dates that were over then stay as they are."""
    return about.series is None and reader.get(Meeting, about.meeting).end <= stated_at


def _moves_dates(reader: Reader, change: TrailEntry) -> bool:
    """A rule that only goes on longer, or ends earlier, has its dates where they were."""
    if change.field != "rule":
        return change.field in _TIMES
    series = reader.get(Series, change.ref)
    first = series.start.astimezone(series.zone).date()
    old, new = (pattern(Rule.model_validate(rule), first) for rule in (change.old, change.new))
    return old != new


def take_back_taken_over(tx: Transaction, changes: Iterable[TrailEntry]) -> None:
    """After these changes were undone: the answers that they brought to a series, or to its dates ahead, were taken
    over by meetings that were planned since, and by series that go on from it. They get what is the answer now; what
    somebody said to such a meeting itself stays."""
    gone: dict[str, set[_Given]] = {}
    for change in changes:
        if change.field in _ANSWERS and model_of(change.ref) is Series:
            brought = _answers(change.field, change.new) - _answers(change.field, change.old)
            gone.setdefault(change.ref, set()).update(brought)
    for ref, answers in gone.items():
        _take_back(tx, tx.get(Series, ref), answers)


def _take_back(tx: Transaction, series: Series, gone: "set[_Given]") -> None:
    for meeting in tx.find(Meeting, series=series.ref):
        participants = tuple(
            answer_to_date(series, meeting.occurrence, one) if meeting.occurrence and _given(one) in gone else one
            for one in meeting.participants
        )
        if participants != meeting.participants:
            tx.put(meeting.model_copy(update={"participants": participants}))
    for following in tx.find(Series, follows=series.ref):
        ahead = tuple(one for one in following.dates_answered if _given(one) not in gone)
        people = tuple(answer_to_series(series, one) if _given(one) in gone else one for one in following.participants)
        if (ahead, people) != (following.dates_answered, following.participants):
            following = tx.put(following.model_copy(update={"dates_answered": ahead, "participants": people}))
        _take_back(tx, following, gone)


_ANSWERS: dict[str, Callable[[object], Participant | DateAnswer]] = {
    "participants": Participant.model_validate,
    "dates_answered": DateAnswer.model_validate,
}


def _answers(field: str, value: Iterable[object]) -> "set[_Given]":
    """As the trail keeps them."""
    found = map(_ANSWERS[field], value)
    return {_given(one) for one in found if one.answered_at}


class _Given(NamedTuple):
    """An answer: whose it is, what, and when it was given."""

    person: str
    partstat: Partstat
    at: datetime | None


def _given(one: Participant | DateAnswer) -> _Given:
    return _Given(one.person, one.partstat, one.answered_at)


def _of(participants: Iterable[Participant], person: str) -> Participant | None:
    return next((one for one in participants if one.person == person), None)
