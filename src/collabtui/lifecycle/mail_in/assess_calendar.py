"""Calendars' answers to an invitation: PARTSTAT, or another time for the facilitator to weigh."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.mail_about import InvitationTo
from collabtui.domain.mail.mail_records import ASKING, Incoming, Outgoing
from collabtui.domain.mail.reason_codes import ObsoleteReason
from collabtui.domain.mail.reply import NewText, ReplyLine, Request, TextSpan, Understanding
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.series import Series, start_named
from collabtui.domain.people import Person
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.mail_in.identify_sender import people_at
from collabtui.lifecycle.meetings.series_answers import is_cancelled, is_over, known_answer, moved_since
from collabtui.mail.calendar.calendar_answer import CalendarAnswer, read_calendar
from collabtui.mail.parse.message import Received, read
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class AskedMeeting:
    """The meeting, or the series, that a calendar's answer is about."""

    meeting: Meeting
    participants: tuple[Participant, ...]
    """Who was asked."""
    sequence: int
    """Of what was last asked."""
    series: str | None = None
    """Where the whole series is answered; `meeting` is then the next of it."""
    date: datetime | None = None
    """The date of the series that is meant, where that is no meeting yet."""
    elsewhere: bool = False
    """A date is meant on which we do not meet."""
    newest: int = 0
    """The highest SEQUENCE that anybody can have been sent of it, where that is more than `sequence`."""
    begins: datetime | None = None
    """DTSTART of the series by whose UID it was found, which calendars repeat for any date of it."""

    @property
    def about(self) -> InvitationTo:
        return InvitationTo(meeting=self.meeting.ref, series=self.series, date=self.date)


def about_of_calendar(reader: Reader, incoming: Incoming) -> InvitationTo | None:
    """The invitation that a kept mail answers, as things are now: a date may have become a meeting since."""
    answer = read_calendar(read(incoming.raw).calendar or "", incoming.sender)
    asked = _asked(reader, answer, incoming.written_at) if answer and answer.uid else None
    return asked.about if asked and not asked.elsewhere else None


def assess_calendar(
    reader: Reader, received: Received, written: datetime, origin: SenderIdentity, now: datetime
) -> Assessment:
    answer = read_calendar(received.calendar or "", received.sender)
    asked = _asked(reader, answer, written) if answer and answer.uid else None
    if answer is None or asked is None:
        return _to_nothing_known(received, written, origin, answer)
    meeting = asked.meeting
    origin = replace(origin, answers=origin.answers or _invitation(reader, meeting, origin.person))
    spoken = min(answer.stamp or written, written)
    assessment = Assessment(
        received, spoken, origin, "calendar-reply", "apply", "calendar", new_text=_remark(answer.comment),
        about=asked.about,
    )  # fmt: skip
    person = _answering(reader, origin.person, answer)
    is_for_another = not _is_own(origin.person, answer) and origin.trust != "forged"
    for_whom = (person.email if person else "") if is_for_another else None
    obsolete = _obsolete(reader, asked, person, answer, spoken, now)
    if obsolete and not (answer.is_unclear and (obsolete == "no-partstat" or not answer.attendee)):
        if not _is_lost_otherwise(reader, asked, answer, obsolete, written):
            return replace(assessment, verdict="ignore", reason=obsolete)
        understood = Understanding() if asked.elsewhere or answer.is_unclear else _meaning(asked, answer, for_whom)
        return replace(assessment, understanding=understood, verdict="review", reason=obsolete)
    if answer.is_unclear or _is_of_another_time(asked, answer):
        return replace(assessment, verdict="review", reason="calendar-unclear")
    assessment = replace(assessment, understanding=_meaning(asked, answer, for_whom))
    if for_whom is not None:
        return replace(assessment, verdict="review", reason="foreign-attendee")
    if not origin.is_trusted:
        return replace(assessment, verdict="review", reason=origin.trust_reason)
    if assessment.understanding.requests:
        return replace(assessment, verdict="review", reason="calendar-counter")
    if received.calendar_methods_differ:
        return replace(assessment, verdict="review", reason="calendar-unclear")
    return replace(assessment, verdict="apply", reason="calendar-ahead" if asked.date else "calendar")


def _to_nothing_known(
    received: Received, written: datetime, origin: SenderIdentity, answer: CalendarAnswer | None
) -> Assessment:
    """An answer to an event of nobody we know. A no that brings back what we wrote is looked at."""
    is_no = answer is not None and answer.method == "REPLY" and _is_no_yes(answer)
    unknown = Assessment(received, written, origin, "calendar-reply", "ignore", "unknown-uid")
    return replace(unknown, verdict="review") if is_no and origin.trust == "token" else unknown


def _is_of_another_time(asked: AskedMeeting, answer: CalendarAnswer) -> bool:
    """Whether it answers a version that nobody was sent, or says yes or no to another time than the one that we meet
    at: a calendar repeats what it was asked."""
    if answer.sequence > max(asked.sequence, asked.newest):
        return True
    if answer.method != "REPLY" or answer.start is None or answer.start == asked.begins:
        return False
    whole = asked.series and not answer.recurrence_id
    return bool(whole) or answer.start not in (asked.meeting.start, asked.meeting.occurrence, asked.date)


def _asked(reader: Reader, answer: CalendarAnswer, written: datetime) -> AskedMeeting | None:
    """By UID and, for one occurrence of a series, RECURRENCE-ID (RFC 5546 section 3.2.3)."""
    alone = reader.find(Meeting, uid=answer.uid, limit=1)
    if alone:
        return AskedMeeting(
            alone[0], alone[0].participants, alone[0].sequence, elsewhere=not _names(alone[0].start, alone[0], answer)
        )
    found = reader.find(Series, uid=answer.uid, limit=1)
    if not found:
        return None
    if answer.recurrence_id is None:
        meetings = _meetings(reader, found[0])
        coming = [one for one in meetings if one.start > written and one.state in ("planned", "invited")] or meetings
        of_series = found[0].participants, found[0].sequence, found[0].ref
        return AskedMeeting(coming[0], *of_series, begins=found[0].start) if coming else None
    asked = (
        _asked_date(reader, series, answer, answer.recurrence_id) for series in _with_continuations(reader, found[0])
    )
    dates = [replace(one, begins=found[0].start) for one in asked if one]
    return next((one for one in dates if not one.elsewhere), dates[0] if dates else None)


def _asked_date(reader: Reader, series: Series, answer: CalendarAnswer, named: datetime | date) -> AskedMeeting | None:
    """One date of this very series, as a meeting or ahead; None where the series has no meetings at all."""
    meetings = _meetings(reader, series)
    occurrences = (one for one in meetings if one.occurrence and _names(one.occurrence, one, answer))
    occurrence = next(occurrences, None)
    if occurrence is not None:
        return AskedMeeting(occurrence, occurrence.participants, occurrence.sequence, newest=series.sequence)
    if not meetings:
        return None
    start = start_named(series, named)
    of_series = series.participants, series.sequence, series.ref
    return AskedMeeting(meetings[0], *of_series, date=start, elsewhere=start is None)


def _with_continuations(reader: Reader, series: Series) -> Iterator[Series]:
    """It, and what went on from it as series of their own: until they are invited to those, people have all its dates
    in their calendars under its UID."""
    yield series
    for following in reader.find(Series, follows=series.ref):
        yield from _with_continuations(reader, following)


def _meetings(reader: Reader, series: Series) -> list[Meeting]:
    return sorted(reader.find(Meeting, series=series.ref), key=lambda one: one.start)


def _names(start: datetime, meeting: Meeting, answer: CalendarAnswer) -> bool:
    """Whether the answer's RECURRENCE-ID, if it has one, is that start: an instant, or its day where the meeting
    is."""
    recurrence = answer.recurrence_id
    if isinstance(recurrence, datetime):
        return recurrence == start
    return recurrence is None or recurrence == start.astimezone(ZoneInfo(meeting.timezone)).date()


def _invitation(reader: Reader, meeting: Meeting, person: Person | None) -> Outgoing | None:
    """Where the calendar brought no secret back and named no mail: the last one that asked this person."""
    if person is None:
        return None
    sent = reader.find(Outgoing, meeting=meeting.ref, person=person.ref, newest_first=True)
    return next((mail for mail in sent if mail.kind in ASKING), None)


def _is_own(sender: Person | None, answer: CalendarAnswer) -> bool:
    """Whether the attendee who answers is the one who writes (RFC 5546 section 6.1.2)."""
    return sender is not None and answer.attendee in sender.addresses


def _answering(reader: Reader, sender: Person | None, answer: CalendarAnswer) -> Person | None:
    """The person whose answer it is: an assistant's calendar answers for somebody else, and an address that nobody
    has may be another one of the sender's."""
    if _is_own(sender, answer) or not answer.attendee:
        return sender if answer.attendee else None
    named = people_at(reader, answer.attendee)
    return sender if not named else named[0] if len(named) == 1 else None


def _obsolete(
    reader: Reader, asked: AskedMeeting, person: Person | None, answer: CalendarAnswer, spoken: datetime, now: datetime
) -> ObsoleteReason | None:
    """The reason why an answer counts for nothing by itself, or None. RFC 5546 section 2.1.5: one to an older SEQUENCE
    is obsolete, and so is one with an older DTSTAMP."""
    participant = next((one for one in asked.participants if person and one.person == person.ref), None)
    if person is None or participant is None:
        return "foreign-attendee"
    if asked.elsewhere:
        return "other-occurrence"
    if answer.method == "REPLY" and (answer.partstat is None or answer.partstat == "needs-action"):
        return "no-partstat"
    known = known_answer(reader, asked.about, person.ref)
    if known is not None and is_outdated(spoken, known.answered_at, now):
        return "older-than-known"
    if answer.sequence < asked.sequence:
        return "old-sequence"
    return "asked-for-another-time" if moved_since(reader, asked.about, spoken, now) else None


def _is_lost_otherwise(
    reader: Reader, asked: AskedMeeting, answer: CalendarAnswer, obsolete: ObsoleteReason, written: datetime
) -> bool:
    """Whether the facilitator has to see it all the same. Who says no, or another time, to what is asked otherwise by
    now, or to a date that is none of ours, means something by it, and his calendar may not ask him again; of a yes he
    is asked anew. What he has answered since, or what is not held any more, needs no look."""
    if not _is_no_yes(answer):
        return False
    if obsolete in ("old-sequence", "asked-for-another-time"):
        return not is_cancelled(reader, asked.about) and not is_over(reader, asked.about, written)
    return obsolete == "other-occurrence"


def _is_no_yes(answer: CalendarAnswer) -> bool:
    return answer.method == "COUNTER" or answer.partstat not in (None, "needs-action", "accepted")


def _meaning(asked: AskedMeeting, answer: CalendarAnswer, for_whom: str | None) -> Understanding:
    """`for_whom`: the address of the one that somebody else's calendar answers for."""
    if answer.method == "COUNTER":
        other = _other_time(asked.meeting, answer)
        # a date that is no meeting yet cannot be moved
        request = other.model_copy(update={"ref": None, "start": None, "end": None}) if asked.date else other
        return Understanding(requests=(request,), rsvp_for=for_whom or "")
    return Understanding(rsvp=answer.partstat, rsvp_for=for_whom or "")


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
    return NewText(shown=comment, lines=(ReplyLine(text=comment, span=TextSpan(start=0, end=len(comment))),))
