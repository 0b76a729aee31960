"""The times of an agenda that is being planned: its zone, its start and its end."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.recurrence import with_clock
from collabtui.errors import Refused
from collabtui.formats.time_zone_names import known_zone

DEFAULT_MINUTES = 60
"""Length of a meeting whose agenda has neither an end nor slots."""


def span_of(draft: AgendaDraft, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end as the draft has them, or an end as its slots give it: they take as long in a night in which the
    clocks are changed, and a time that such a night leaves out is an hour later. A series takes as long as it does on
    all other dates, also where its first one begins at such a time.

    Raises `Refused` (meeting.ends_before_start)."""
    start = draft.start.replace(tzinfo=zone).astimezone(UTC)
    total = sum(slot.minutes for slot in draft.slots) or DEFAULT_MINUTES
    end = draft.end.replace(tzinfo=zone).astimezone(UTC) if draft.end else start + timedelta(minutes=total)
    if draft.series and draft.end and with_clock(draft.series, draft.start, zone).clock:
        end = start + (draft.end - draft.start)
    local = start.astimezone(zone), end.astimezone(zone)
    if end <= start:
        raise Refused("meeting.ends_before_start", start=local[0], end=local[1])
    return local


def zone_named(name: str) -> ZoneInfo:
    zone = known_zone(name)
    if zone is None:
        raise Refused("agenda.zone", value=name)
    return ZoneInfo(zone)
