"""A meeting in another format: for people, for calendars, for programs."""

import json
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import organiser
from collabtui.lifecycle.matters.forms.talking import meeting_minutes
from collabtui.lifecycle.meetings.agenda_text import agenda_with_series
from collabtui.lifecycle.meetings.calendar_events import calendar_for
from collabtui.lifecycle.minutes.publish import minutes_as_read_by
from collabtui.text.catalogue import Catalogue

Format = Literal["md", "html", "txt", "ics", "json", "docx"]


def export_meeting(acting: Acting, ref: str, kind: Format) -> bytes:
    """`md` is the agenda file; `txt` and `html` are the minutes as the facilitator reads them, `docx` the form of that
    name; `ics` the event, without METHOD: a file for one's own calendar and no invitation (RFC 5546 section 1.4)."""
    seen = acting.as_seen()
    if kind == "docx":
        from collabtui.formats.documents.document_docx import write_docx  # large, and only for this

        words = Catalogue(acting.config.organiser.locale)
        return write_docx(meeting_minutes(seen.store, seen.store.get(Meeting, ref), words))
    if kind in ("html", "txt"):
        with acting.transaction() as tx:  # who may be entered by this
            organiser(tx, acting)
    return _as_text(seen, seen.store.get(Meeting, ref), kind).encode()


def _as_text(acting: Acting, meeting: Meeting, kind: Format) -> str:
    match kind:
        case "md":
            return agenda_with_series(acting.store, meeting.ref, acting.config.organiser.locale)
        case "json":
            return _as_json(meeting)
        case "ics":
            return calendar_for(acting.store, acting, meeting)
    (reader, *_) = acting.store.find(Person, email=acting.config.organiser.email.lower())
    minutes = minutes_as_read_by(acting, meeting, reader)
    return minutes.html if kind == "html" else minutes.text


def _as_json(meeting: Meeting) -> str:
    """Everything that is kept of it, times in the meeting's own zone."""
    data = meeting.model_dump(mode="json")
    zone = ZoneInfo(meeting.timezone)
    data |= {"start": meeting.start.astimezone(zone).isoformat(), "end": meeting.end.astimezone(zone).isoformat()}
    return json.dumps(data, ensure_ascii=False, indent=2)
