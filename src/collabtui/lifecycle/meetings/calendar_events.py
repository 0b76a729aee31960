"""A meeting, or a series of them, as calendars see it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting, Participant, slot_starts
from collabtui.domain.meetings.series import Series, occurrence
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.sending_account import organising
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.meetings.invitation_fingerprint import is_exception
from collabtui.mail.calendar.invitation import (
    Attendee,
    CalendarEvent,
    cancellation,
    decline_counter,
    published,
    request,
)
from collabtui.mail.compose.compose import CalendarPart
from collabtui.mail.identity import reply_token
from collabtui.store.interface import Reader


def calendar_key(meeting: Meeting, person: Person) -> str:
    """One secret for all invitations of a meeting, or of a series, to a person: ORGANIZER may not change between
    updates."""
    return outbox_keys.calendar(meeting.series or meeting.ref, person.ref)


def calendar_for(reader: Reader, acting: Acting, meeting: Meeting) -> str:
    """The event as a file for anybody's calendar: nobody is asked to answer it."""
    acting = organising(reader, acting, meeting)
    return published(meeting_event(reader, acting, meeting, acting.config.organiser.email)).decode()


def meeting_part(reader: Reader, acting: Acting, meeting: Meeting, person: Person, *, cancelled: bool) -> CalendarPart:
    """For one person; the occurrence alone where it belongs to a series."""
    acting = organising(reader, acting, meeting)
    own = _reply_address(acting, calendar_key(meeting, person))
    event = _addressed(meeting_event(reader, acting, meeting, own), meeting.participant(person.ref), person)
    return cancellation(event) if cancelled else request(event)


def series_part(
    reader: Reader, acting: Acting, series: Series, meetings: Sequence[Meeting], person: Person, *, cancelled: bool
) -> CalendarPart:
    """The whole series for one person: without the dates that he does not come to, and with those that are otherwise
    than the rest. `meetings` are all of the series."""
    acting = organising(reader, acting, series)
    own = _reply_address(acting, outbox_keys.calendar(series.ref, person.ref))
    there = next((one for one in series.participants if one.person == person.ref), None)
    event = _addressed(_series_event(reader, acting, series, own), there, person)
    if cancelled:
        return cancellation(event)
    event = event.model_copy(update={"called_off": dates_left_out(series, meetings, person.ref)})
    otherwise = (one for one in meetings if one.participant(person.ref) and is_exception(series, one))
    overrides = (_at_sequence(meeting_event(reader, acting, one, own), series) for one in otherwise)
    return request(event, *overrides)


def date_cancelled_part(reader: Reader, acting: Acting, series: Series, date: datetime, person: Person) -> CalendarPart:
    """Takes one date out of the calendar of a person who was asked to it alone, whatever it belongs to by now."""
    acting = organising(reader, acting, series)
    own = _reply_address(acting, outbox_keys.calendar(series.ref, person.ref))
    shown = occurrence(series, date, ref=series.ref, uid=series.uid)
    event = _at_sequence(meeting_event(reader, acting, shown, own), series)
    return cancellation(_addressed(event, None, person))


def _at_sequence(event: CalendarEvent, series: Series) -> CalendarEvent:
    return event.model_copy(update={"sequence": series.sequence})


def dates_left_out(series: Series, meetings: Iterable[Meeting], person: str) -> tuple[datetime, ...]:
    """Those that are called off, and those to which this one of its people does not come."""
    absent = (one.occurrence for one in meetings if one.state != "cancelled" and not one.participant(person))
    return tuple(sorted({*series.called_off, *(start for start in absent if start)}))


def counter_declined(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> CalendarPart:
    """The part that tells who proposed another time: the invitation stands as it is."""
    acting = organising(reader, acting, meeting)
    own = _reply_address(acting, calendar_key(meeting, person))
    return decline_counter(meeting_event(reader, acting, meeting, own), person.email)


def meeting_event(reader: Reader, acting: Acting, meeting: Meeting, organiser_address: str) -> CalendarEvent:
    """An occurrence has the UID of its series, and the start that the rule gives it as RECURRENCE-ID."""
    series = reader.get(Series, meeting.series) if meeting.series else None
    return CalendarEvent(
        uid=series.uid if series else meeting.uid,
        sequence=meeting.sequence,
        title=meeting.title,
        start=meeting.start,
        end=meeting.end,
        timezone=meeting.timezone,
        place=meeting.place,
        description=_description(meeting),
        organiser_name=acting.config.organiser.name,
        organiser_address=organiser_address,
        attendees=_attendees(reader, meeting.participants),
        stamp=acting.now,
        recurrence_id=meeting.occurrence if series else None,
    )


def _series_event(reader: Reader, acting: Acting, series: Series, organiser_address: str) -> CalendarEvent:
    first = occurrence(series, series.start, ref=series.ref, uid=series.uid)
    event = meeting_event(reader, acting, first.model_copy(update={"series": None}), organiser_address)
    return event.model_copy(
        update={"sequence": series.sequence, "rule": series.rule, "called_off": tuple(sorted(series.called_off))}
    )


def _attendees(reader: Reader, participants: tuple[Participant, ...]) -> tuple[Attendee, ...]:
    people = people_by_ref(reader, (one.person for one in participants))
    return tuple(
        Attendee(name=people[one.person].name, address=people[one.person].email, role=one.role, partstat=one.partstat)
        for one in participants
    )


def _addressed(event: CalendarEvent, there: Participant | None, person: Person) -> CalendarEvent:
    """Who is no longer among the participants is told alone."""
    if there is not None:
        return event
    alone = Attendee(name=person.name, address=person.email, role="participant", partstat="needs-action")
    return event.model_copy(update={"attendees": (alone,)})


def _reply_address(acting: Acting, key: str) -> str:
    """ORGANIZER is the reply address that only this recipient has, so that a calendar's answer brings the secret back
    as a person's does."""
    token = reply_token.token(acting.store.signed, key)
    return reply_token.reply_address(acting.config.organiser.email, token, acting.config.reply.subaddress)


def _description(meeting: Meeting) -> str:
    zone = ZoneInfo(meeting.timezone)
    lines = [meeting.goal] if meeting.goal else []
    for start, slot in zip(slot_starts(meeting), meeting.slots, strict=True):
        lead = f" ({slot.lead})" if slot.lead else ""
        lines.append(f"{start.astimezone(zone):%H:%M} {slot.title}{lead}")
    return "\n".join(lines)
