"""The next agenda goes out by itself: what the meeting before left open, and nobody who was invited was told of yet,
reaches them on the day by which an agenda is to be out."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from collabtui.domain.meeting_deadlines import agenda_goes_out
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Finding
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings import invite, invite_series
from collabtui.lifecycle.meetings.carry_over import carried, carry_findings, goes_first, left_over, meetings_before
from collabtui.lifecycle.meetings.invitation_fingerprint import plain_fingerprint
from collabtui.store.interface import Reader

_TOLD = ("published", "signed")


class CarriedAgendaDue:
    """Sends the update of a meeting that says nothing new but what was carried over to it. It waits for the minutes of
    the meeting before: until these are out, what was left open may be put otherwise."""

    kind = "carried-agenda"

    def find(self, reader: Reader, acting: Acting) -> Iterator[str]:
        for meeting in reader.find(Meeting, state="invited"):
            if meeting.start > acting.now and _is_time(acting, meeting) and will_go_out(reader, acting, meeting):
                yield meeting.ref

    def apply(self, acting: Acting) -> None:
        for ref in list(self.find(acting.store, acting)):
            invite.invite(acting, ref)


def goes_out_on(acting: Acting, meeting: Meeting) -> date:
    """The day on which the update goes out by itself."""
    zone = ZoneInfo(meeting.timezone)
    return agenda_goes_out(meeting.start, zone, acting.config.meeting.material_days, acting.is_working)


def will_go_out(reader: Reader, acting: Acting, meeting: Meeting) -> bool:
    """Whether the update goes out by itself on its day: the minutes before it are out."""
    return _is_news(reader, acting, meeting) and meetings_before(reader, meeting)[0].state in _TOLD


def _is_news(reader: Reader, acting: Acting, meeting: Meeting) -> bool:
    """Whether an update is owed of what was carried over and of nothing else. What else was changed is the
    facilitator's to send."""
    if meeting.state != "invited" or meeting.carried is not None or not (meeting.slots and meeting.participants):
        return False
    if meeting.invited_as != plain_fingerprint(meeting) or not carried(reader, meeting, acting.now):
        return False
    if meeting.series and invite_series.owed_for(reader, reader.get(Series, meeting.series)):
        return False
    return bool(meetings_before(reader, meeting))


def carry_news(acting: Acting, meeting: Meeting) -> Iterator[Finding]:
    """All that is to be said of how what is left open comes to a meeting that is to be held: which other one is in
    between, and when people are told."""
    reader, now = acting.store, acting.now
    if meeting.state not in ("planned", "invited") or meeting.start <= now:
        return
    yield from carry_findings(reader, meeting, now)
    if (first := goes_first(reader, meeting, now)[:1]) and left_over(reader, meeting, now):
        yield Finding(key="carry.goes_first", values={**_named(first[0]), "day": _day(first[0])})
        return
    refs = carried(reader, meeting, now)
    if refs and meeting.state == "planned":
        yield Finding(key="carry.comes_along", values={"refs": refs})
    if not refs or not _is_news(reader, acting, meeting):
        return
    before = meetings_before(reader, meeting)[0]
    if before.state in _TOLD:
        yield Finding(key="carry.goes_out", values={"refs": refs, "day": goes_out_on(acting, meeting)})
    else:
        yield Finding(key="carry.waits_for_minutes", values={"refs": refs, **_named(before)})


def _named(meeting: Meeting) -> dict[str, str]:
    return {"ref": meeting.ref, "title": meeting.title}


def _day(meeting: Meeting) -> date:
    return meeting.start.astimezone(ZoneInfo(meeting.timezone)).date()


def _is_time(acting: Acting, meeting: Meeting) -> bool:
    zone, hour = ZoneInfo(meeting.timezone), time.fromisoformat(acting.config.reminders.at)
    return datetime.combine(goes_out_on(acting, meeting), hour, zone) <= acting.now
