"""A meeting that the program offers, with its people and a time: planned once, at the time that was typed or the first
at which all are free."""

from datetime import datetime
from typing import NamedTuple

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import draft_findings, free_starts
from collabtui.lifecycle.bookings.draft_times import span_of
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.store.interface import Reader


class OfferedMeeting(NamedTuple):
    draft: AgendaDraft
    start: datetime
    by: datetime
    """The last moment at which it is to begin."""
    findings: tuple[Finding, ...]
    """What speaks against the time."""
    planned: str = ""
    """Ref of the meeting, where it is planned already and nobody is invited yet."""
    first_free: datetime | None = None
    """The first time at which all are at work and free; None where there is none in the days ahead."""

    @property
    def is_late(self) -> bool:
        return self.start > self.by


def meeting_called(reader: Reader, matter: str, title: str) -> Meeting | None:
    """The meeting of a matter (ref) that was planned under this title, unless it was cancelled."""
    there = (one for one in reader.find(Meeting, matter=matter) if one.title == title and one.state != "cancelled")
    return next(there, None)


def is_settled(there: Meeting, when: str) -> bool:
    """Whether it cannot be offered once more: it was invited to, or is planned and another time was typed."""
    return bool(when) or there.state != "planned"


def offered(
    reader: Reader, acting: Acting, draft: AgendaDraft, there: Meeting | None, *, when: str, by: datetime
) -> OfferedMeeting:
    """The meeting of a draft that begins at the earliest time there may be: as it is planned already (`there`), at
    `when`, as typed, or at the first time at which all are at work and free. Raises `Refused` (agenda.when)."""
    free = free_starts(reader, acting, draft)
    if there:
        begins = there.start.astimezone(acting.zone).replace(tzinfo=None)
        draft = draft.model_copy(update={"start": begins, "end": None})
    elif when:
        today = acting.now.astimezone(acting.zone).date()
        typed = read_when(when, locale=acting.config.organiser.locale, today=today)
        draft = draft.model_copy(update={"start": typed.start, "end": typed.end})
    elif free:
        draft = draft.model_copy(update={"start": free[0].replace(tzinfo=None)})
    start, _ = span_of(draft, acting.zone)
    planned = there.ref if there else ""
    findings = draft_findings(reader, acting, draft, planned)
    return OfferedMeeting(draft, start, by, findings, planned, free[0] if free else None)
