"""One invitation for all occurrences of a series, and what goes out when the series changes, ends or is split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series, next_starts
from collabtui.domain.meetings.series_split import is_to_come
from collabtui.domain.model import Record
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.sending_account import organising
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.meetings.calendar_holders import calendars, highest_sequence, is_withheld, names_another
from collabtui.lifecycle.meetings.invitation_fingerprint import (
    current_fingerprint,
    plain_fingerprint,
    series_fingerprint,
    series_update_owed,
    update_owed,
    with_carried_settled,
)
from collabtui.lifecycle.meetings.invitation_sequence import sequence_after
from collabtui.lifecycle.meetings.prepared_invitation import Prepared
from collabtui.lifecycle.meetings.series_line import predecessors
from collabtui.lifecycle.meetings.series_mails import SeriesMails
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class SeriesPrepared:
    """A series with its meetings as they will be, and what will be said of it."""

    series: Series
    meetings: tuple[Meeting, ...]
    messages: tuple[Message, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        return (self.series, *self.meetings)


def to_be_invited(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    """`meeting` is any of its occurrences that is still to come; the mails belong to it. What the series goes on from
    ends in the same step."""
    series = reader.get(Series, meeting.series or "")
    meetings = meetings_of(reader, series)
    goes_out = series_update_owed(series) or names_another(reader, organising(reader, acting, series), series.uid)
    goes_out = goes_out or is_withheld(reader, acting, series)
    own = [invited(reader, acting, series, meetings)] if goes_out else []
    return prepared(meeting, [*before_it(reader, acting, series), *own])


def prepared(meeting: Meeting, parts: Sequence[SeriesPrepared]) -> Prepared:
    """`meeting` is the one that was named; the records are those of all parts."""
    records = {record.ref: record for part in parts for record in part.records}
    own = records.pop(meeting.ref, meeting)
    messages = tuple(message for part in parts for message in part.messages)
    return Prepared(own if isinstance(own, Meeting) else meeting, messages, tuple(records.values()))


def is_known(reader: Reader, series: Series) -> bool:
    """Whether anybody has the series, or what it goes on from, in his calendar."""
    line = (*predecessors(reader, series), series)
    return any(not held.nothing for one in line for held in calendars(reader, one.uid).values())


def owed_for(reader: Reader, series: Series) -> bool:
    """Whether people have the series otherwise than it is, or what it goes on from: then it goes out as a whole."""
    return series_update_owed(series) or any(_end_owed(reader, one) for one in predecessors(reader, series))


def invited(
    reader: Reader, acting: Acting, before: Series, meetings: Sequence[Meeting], successor: Series | None = None
) -> SeriesPrepared:
    """The series once its invitation is out, to those who have none, and as an update to the others; who is not among
    its people any more is told. `successor` goes on where it ends."""
    sequence = sequence_after(reader, before, known=highest_sequence(reader, before.uid) >= 0)
    now = {"state": "invited", "sequence": sequence, "invited_at": acting.now}
    series = before.model_copy(update={**now, "invited_as": series_fingerprint(before)})
    after = tuple(_as_invited(reader, acting, series, one) for one in meetings)
    mails = SeriesMails(reader, acting, series, after, successor)
    return SeriesPrepared(series, after, tuple(mails.asking()))


def ended(
    reader: Reader, acting: Acting, before: Series, meetings: Sequence[Meeting], successor: Series | None = None
) -> SeriesPrepared:
    """The series called off as a whole; `successor` takes its place."""
    known = any(not held.nothing for held in calendars(reader, before.uid).values())
    sequence = sequence_after(reader, before, known=known)
    series = before.model_copy(update={"state": "cancelled", "sequence": sequence})
    after = tuple(
        one.model_copy(update={"sequence": sequence}) if one.state == "cancelled" else one for one in meetings
    )
    return SeriesPrepared(series, after, tuple(SeriesMails(reader, acting, series, after, successor).calling_off()))


def cut_short(
    reader: Reader, acting: Acting, before: Series, meetings: Sequence[Meeting], first: datetime
) -> SeriesPrepared:
    """`before` is what stays of the series, `first` the first date that does not; who has more of it is told."""
    after = invited(reader, acting, before, meetings)
    mails = SeriesMails(reader, acting, after.series, after.meetings, called_off=first)
    return replace(after, messages=tuple(mails.cutting_short()))


def meetings_of(reader: Reader, series: Series) -> list[Meeting]:
    """All of it, in the order of their dates."""
    return sorted(reader.find(Meeting, series=series.ref), key=lambda one: one.start)


def coming_of(reader: Reader, acting: Acting, series: Series) -> list[Meeting]:
    """Occurrences that are still to be held, the next first."""
    return [one for one in meetings_of(reader, series) if is_to_come(one, acting.now)]


def series_of(reader: Reader, ref: str) -> Series:
    """The series that a meeting belongs to. Raises `Refused` (series.none, series.over)."""
    meeting = reader.get(Meeting, ref)
    if meeting.series is None:
        raise Refused("series.none", ref=meeting.ref)
    series = reader.get(Series, meeting.series)
    if series.state == "cancelled":
        raise Refused("series.over", ref=meeting.ref)
    return series


def before_it(reader: Reader, acting: Acting, series: Series) -> list[SeriesPrepared]:
    """The series that it goes on from, where people do not know yet that it ends."""
    parts = []
    for one in predecessors(reader, series):
        if _end_owed(reader, one):
            meetings = meetings_of(reader, one)
            off = one.state == "cancelled"
            parts.append(
                ended(reader, acting, one, meetings, series) if off else invited(reader, acting, one, meetings, series)
            )
    return parts


def _end_owed(reader: Reader, series: Series) -> bool:
    if series.state == "cancelled":
        return any(not held.nothing for held in calendars(reader, series.uid).values())
    return series.state == "invited" and series_update_owed(series)


def _as_invited(reader: Reader, acting: Acting, series: Series, meeting: Meeting) -> Meeting:
    """An occurrence after people were told of the series: the mails name what is carried over to the next date; what
    was carried over to another, and not said before, is owed."""
    if not is_to_come(meeting, acting.now):
        return meeting
    stands = meeting.state == "invited" and not update_owed(reader, meeting, acting.now)
    now = {"state": "invited", "sequence": series.sequence, "invited_at": acting.now}
    if stands:
        return meeting.model_copy(update=now)
    if [meeting.occurrence] != next_starts(series, acting.now, 1):
        return meeting.model_copy(update={**now, "invited_as": plain_fingerprint(meeting)})
    return with_carried_settled(reader, meeting, acting.now).model_copy(
        update={**now, "invited_as": current_fingerprint(reader, meeting, acting.now)}
    )
