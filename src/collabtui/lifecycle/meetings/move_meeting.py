"""Another time for a meeting, and the word of it to everybody who was invited, in one step with one undo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.model import Finding
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.dry_run import joined
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo_window import AT_ONCE
from collabtui.lifecycle.bookings.typed_time import at_typed_time, retimed
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from collabtui.lifecycle.meetings.invite import invite


@dataclass(frozen=True)
class MovedMeeting:
    meeting: Meeting
    findings: tuple[Finding, ...]
    queued: tuple[Outgoing, ...]
    """Updates to those who have the old time in their calendars."""


def move_meeting(
    acting: Acting, ref: str, typed: str, scope: Scope = "one", *, leaving_in: timedelta = AT_ONCE
) -> MovedMeeting:
    """To a time as it is typed, `周五 14:00-15:30`: this meeting, it and all of its series that follow, or all to come.
    Raises `Refused`: meeting.over, agenda.when, meeting.ends_before_start; of several as `edit_series`."""
    return _moved(acting, ref, lambda meeting: at_typed_time(acting, meeting, typed), scope, leaving_in)


def move_meeting_to(
    acting: Acting, ref: str, start: datetime, scope: Scope = "one", *, leaving_in: timedelta = AT_ONCE
) -> MovedMeeting:
    """To an instant, as long as it was. Raises as `move_meeting`."""
    return _moved(
        acting, ref, lambda meeting: retimed(meeting, start, start + (meeting.end - meeting.start)), scope, leaving_in
    )


@mails_ahead
def _moved(
    acting: Acting, ref: str, change: Callable[[Meeting], Meeting], scope: Scope, leaving_in: timedelta
) -> MovedMeeting:
    with acting.transaction() as tx:
        own = joined(acting, tx)
        before = tx.get(Meeting, ref)
        planned = change_dates(own, ref, scope, lambda _, meeting: change(meeting))
        meeting = planned.meeting
        if before.state != "invited" or (meeting.ref == before.ref and _spans(meeting) == _spans(before)):
            return MovedMeeting(meeting, planned.findings, ())
        invited = invite(own, meeting.ref, leaving_in=leaving_in)
        return MovedMeeting(invited.meeting, planned.findings, invited.queued)


def _spans(meeting: Meeting) -> tuple[datetime, datetime]:
    return meeting.start, meeting.end
