"""A meeting in another format: for people, for calendars, for programs."""

import json
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.meeting import Meeting
from collabtui.lifecycle.agenda_text import agenda_text
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import organiser
from collabtui.lifecycle.events import calendar_for
from collabtui.lifecycle.publish import minutes_as_read_by

Format = Literal["md", "html", "txt", "ics", "json"]


def export_meeting(desk: Desk, ref: str, kind: Format) -> str:
    """`md` is the agenda file; `txt` and `html` are the minutes as the facilitator reads them; `ics` the event,
    without METHOD: a file for one's own calendar and no invitation (RFC 5546 section 1.4)."""
    meeting = desk.store.get(Meeting, ref)
    match kind:
        case "md":
            return agenda_text(desk.store, meeting.ref, desk.config.organiser.locale)
        case "json":
            return _as_json(meeting)
        case "ics":
            return calendar_for(desk.store, desk, meeting)
    with desk.transaction() as tx:
        reader = organiser(tx, desk)
    said = minutes_as_read_by(desk, meeting, reader)
    return said.html if kind == "html" else said.text


def _as_json(meeting: Meeting) -> str:
    """Everything that is kept of it, times in the meeting's own zone."""
    data = meeting.model_dump(mode="json")
    zone = ZoneInfo(meeting.timezone)
    data |= {"start": meeting.start.astimezone(zone).isoformat(), "end": meeting.end.astimezone(zone).isoformat()}
    return json.dumps(data, ensure_ascii=False, indent=2)
