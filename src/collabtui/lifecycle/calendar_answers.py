"""What a calendar's answer to an invitation would do: PARTSTAT, or another time for the facilitator to weigh."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.letters import Outgoing
from collabtui.domain.meeting import Meeting, Participant
from collabtui.domain.people import Person
from collabtui.domain.reply import Line, NewText, Request, Span, Understanding
from collabtui.lifecycle.judged import Judged, Origin
from collabtui.mail.itip import CalendarAnswer, read_calendar
from collabtui.mail.read import Received
from collabtui.store.interface import Reader


def calendar_judged(reader: Reader, received: Received, written: datetime, origin: Origin) -> Judged:
    answer = read_calendar(received.calendar or "", received.sender)
    found = reader.find(Meeting, uid=answer.uid, limit=1) if answer and answer.uid else []
    if answer is None or not found:
        return Judged(received, written, origin, "calendar-reply", "ignore", "unknown-uid")
    meeting = found[0]
    origin = replace(origin, answers=origin.answers or _invitation(reader, meeting, origin.person))
    spoken = min(answer.stamp or written, written)
    judged = Judged(
        received, spoken, origin, "calendar-reply", "ignore", "", new_text=_remark(answer.comment), meeting=meeting
    )
    obsolete = _obsolete(meeting, origin.person, answer, spoken)
    if obsolete:
        return replace(judged, reason=obsolete)
    judged = replace(judged, understanding=_meaning(meeting, answer))
    if not origin.believed:
        return replace(judged, verdict="review", reason=origin.trust_reason)
    if judged.understanding.requests:
        return replace(judged, verdict="review", reason="calendar-counter")
    return replace(judged, verdict="apply", reason="calendar")


def _invitation(reader: Reader, meeting: Meeting, person: Person | None) -> Outgoing | None:
    """Where the calendar brought no secret back and named no mail: the last one that asked this person."""
    if person is None:
        return None
    sent = reader.find(Outgoing, meeting=meeting.ref, person=person.ref, newest_first=True)
    return next((mail for mail in sent if mail.kind in ("invitation", "update")), None)


def _obsolete(meeting: Meeting, person: Person | None, answer: CalendarAnswer, spoken: datetime) -> str:
    """The reason why an answer counts for nothing, or "". RFC 5546 section 2.1.5: one to an older SEQUENCE is
    obsolete, and so is one with an older DTSTAMP; section 6.1.2: the attendee has to be the one who writes."""
    participant = meeting.participant(person.ref) if person else None
    if person is None or participant is None or answer.attendee not in person.addresses:
        return "foreign-attendee"
    if answer.sequence < meeting.sequence:
        return "old-sequence"
    if _is_other_occurrence(meeting, answer):
        return "other-occurrence"
    if answer.method == "REPLY" and (answer.partstat is None or answer.partstat == "needs-action"):
        return "no-partstat"
    return "older-than-known" if _said_later(participant, spoken) else ""


def _is_other_occurrence(meeting: Meeting, answer: CalendarAnswer) -> bool:
    """A meeting of ours happens once; who answers one occurrence of a series answers something else."""
    recurrence = answer.recurrence_id
    if isinstance(recurrence, datetime):
        return recurrence != meeting.start
    return recurrence is not None and recurrence != meeting.start.astimezone(ZoneInfo(meeting.timezone)).date()


def _said_later(participant: Participant, spoken: datetime) -> bool:
    return participant.answered_at is not None and participant.answered_at > spoken


def _meaning(meeting: Meeting, answer: CalendarAnswer) -> Understanding:
    if answer.method == "COUNTER":
        return Understanding(requests=(_other_time(meeting, answer),))
    return Understanding(rsvp=answer.partstat)


def _other_time(meeting: Meeting, answer: CalendarAnswer) -> Request:
    """Its text is for programs that know requests as words. A calendar that names no end leaves the length alone."""
    asked = Request(ref=meeting.ref, ask="other", reason=answer.comment or None)
    start = answer.start
    if start is None:
        return asked
    end = answer.end if answer.end and answer.end > start else start + (meeting.end - meeting.start)
    shown = f"{start.astimezone(ZoneInfo(meeting.timezone)):%Y-%m-%d %H:%M}"
    return asked.model_copy(update={"text": shown, "start": start, "end": end})


def _remark(comment: str) -> NewText | None:
    """What was written beside yes and no."""
    if not comment:
        return None
    return NewText(shown=comment, lines=(Line(text=comment, span=Span(start=0, end=len(comment))),))
