"""Answers to a meeting, to a series with all that is still to come, or to a date that is no meeting yet."""

from collections.abc import Iterable
from datetime import datetime

from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.about import InvitationTo
from collabtui.domain.meetings.meeting import Meeting, Participant, Partstat
from collabtui.domain.meetings.series import DateAnswer, Series, date_answer, with_date_answer
from collabtui.domain.trail import TrailEntry
from collabtui.store.interface import Reader, Transaction

_TIMES = frozenset({"start", "end", "rule", "minutes"})


def answer_series(
    tx: Transaction, series_ref: str, person: str, partstat: Partstat, comment: str, stated_at: datetime
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

    if is_outdated(stated_at, before):
        return
    tx.put(series.model_copy(update={"participants": answered(series.participants)}))
    for meeting in tx.find(Meeting, series=series.ref, state=["planned", "invited"]):
        if meeting.start > stated_at:
            tx.put(meeting.model_copy(update={"participants": answered(meeting.participants)}))


def answer_date(tx: Transaction, series_ref: str, answer: DateAnswer) -> None:
    """It counts once that date is a meeting."""
    tx.put(with_date_answer(tx.get(Series, series_ref), answer))


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


def moved_since(reader: Reader, about: InvitationTo, stated_at: datetime) -> TrailEntry | None:
    """That what was answered took another time afterwards: a yes to the time before is none to this one."""
    moves = (change for change in reader.changes(about.series or about.meeting) if change.field in _TIMES)
    last = next(moves, None)
    return last if last and is_outdated(stated_at, last.at) else None


def _of(participants: Iterable[Participant], person: str) -> Participant | None:
    return next((one for one in participants if one.person == person), None)
