"""Overdue duties of the facilitator: agendas and minutes that are not out, and dates of a series that came while no
pass planned them. Each is reported once, by mail.

Unsigned minutes are no such duty: silence signs them (`silent_consent`), and a correction that waits for the
facilitator came by a mail of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, late_duties
from collabtui.lifecycle.meetings.series_ahead import missed_dates
from collabtui.store.interface import Reader


class FacilitatorDuties:
    """Agendas of meetings that begin soon, minutes of meetings that are over, dates of a series that nobody planned."""

    kinds: tuple[OwedKind, ...] = ("agenda-owed", "minutes-owed", "record-owed", "dates-missed")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for duty in late_duties(reader, acting):
            if duty.kind in self.kinds and not _is_known_missed(reader, duty):
                yield _mail(reader, acting, duty)
        for series in reader.find(Series, state="invited"):
            if dates := missed_dates(reader, acting, series):
                yield _missed(reader, acting, series, dates)


def _missed_mark(series: str, start: datetime) -> str:
    return f"{series}/{start.astimezone(UTC):%Y%m%dT%H%M}/dates-missed"


def _is_known_missed(reader: Reader, duty: Duty) -> bool:
    """Whether the meeting is made of a date that he was told of, with what to do about it, before it was a meeting."""
    if duty.kind != "record-owed":
        return False
    meeting = reader.get(Meeting, duty.ref)
    if not meeting.series or meeting.occurrence is None:
        return False
    return bool(reader.find(Reminded, ref=_missed_mark(meeting.series, meeting.occurrence), limit=1))


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    meeting, kind = reader.get(Meeting, duty.ref), duty.kind
    person = facilitator_of(reader, acting, meeting.matter)
    day = duty.due.astimezone(acting.zone).date()
    message = Message(
        kind="notice",
        key=outbox_keys.notice(kind, meeting.ref, person.ref),
        person=person,
        template="notice",
        context={"kind": kind, "meeting": meeting, "hours": acting.config.meeting.minutes_hours},
        meeting=meeting.ref,
        automatic=True,
    )
    return DueMail(message, (Owed(kind, meeting.ref, meeting.title, day, days_until(acting, day)),))


def _missed(reader: Reader, acting: Acting, series: Series, dates: list[datetime]) -> DueMail:
    """What the clock plans in the same pass (`series_due`) is named, so that somebody says what became of it."""
    person = facilitator_of(reader, acting, series.matter)
    message = Message(
        kind="notice",
        key=outbox_keys.dates_missed(series.ref, dates[-1], person.ref),
        person=person,
        template="dates-missed",
        context={"series": series, "dates": dates},
        series=series.ref,
        automatic=True,
    )
    days = [start.astimezone(acting.zone).date() for start in dates]
    owed = (Owed("dates-missed", series.ref, series.title, day, days_until(acting, day)) for day in days)
    return DueMail(message, tuple(owed), tuple(_missed_mark(series.ref, start) for start in dates))
