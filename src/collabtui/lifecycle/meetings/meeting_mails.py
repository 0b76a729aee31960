"""The mails about one meeting (invitation, update, cancellation): alone, or as one date of its series."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from types import MappingProxyType
from zoneinfo import ZoneInfo

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, slot_starts
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.sending_account import organising
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.superseded_mails import was_written_to
from collabtui.lifecycle.bookings.material_owners import with_whole_names
from collabtui.lifecycle.forms.handouts import handouts_for
from collabtui.lifecycle.meetings.calendar_events import calendar_key, meeting_part
from collabtui.lifecycle.meetings.calendar_holders import Held, calendars
from collabtui.lifecycle.meetings.carry_over import (
    carried_actions,
    carried_questions,
    matters_of,
    meetings_before,
    with_exceptions,
)
from collabtui.lifecycle.meetings.invitation_fingerprint import plain_fingerprint
from collabtui.store.interface import Reader

NOTHING_RECURS = MappingProxyType({"recurs": "", "last_one": None, "goes_on": False})
"""The part of a mail's context that is about a series, in a mail about one meeting."""


def event_uid(reader: Reader, meeting: Meeting) -> str:
    """The UID by which calendars know it."""
    return reader.get(Series, meeting.series).uid if meeting.series else meeting.uid


def agenda_context(reader: Reader, acting: Acting, meeting: Meeting) -> dict[str, object]:
    """Values that a mail with an agenda is rendered with; a series puts into it how it recurs."""
    people = people_by_ref(reader, (one.person for one in meeting.participants))
    actions = carried_actions(reader, meeting, acting.now)
    kinds = {one.action.ref: one.kinds for one in with_exceptions(reader, actions, acting.today)}
    before = {one.ref for one in meetings_before(reader, meeting)}
    owners = people_by_ref(reader, (one.owner for one in actions if one.owner))
    day = meeting.start.astimezone(ZoneInfo(meeting.timezone)).date()
    questions = (*meeting.questions, *(one.text for one in carried_questions(reader, meeting, acting.now)))
    meeting = with_whole_names(reader, meeting)
    return {
        "meeting": meeting,
        "questions": tuple(dict.fromkeys(questions)),
        **_talk_at_kick_off(reader, meeting),
        "ground_rules": acting.config.meeting.ground_rules,
        "carried": [
            {
                "action": one,
                "owner": owners[one.owner].name if one.owner else "",
                "away_until": owners[one.owner].away_until if one.owner and owners[one.owner].is_away(day) else None,
                "overdue": one.overdue(acting.today),
                "exceptions": kinds.get(one.ref, ()),
                "is_from_before": one.meeting in before,
            }
            for one in actions
        ],
        "handouts": (),
        "slots": list(zip(slot_starts(meeting), meeting.slots, strict=True)),
        "participants": [
            {"person": people[one.person], "role": one.role, "is_away": people[one.person].is_away(day)}
            for one in meeting.participants
        ],
        "minutes": sum(slot.minutes for slot in meeting.slots),
        "max_minutes": acting.config.meeting.max_minutes,
        "recurs": "",
        "recurred": "",
        "next_ones": [],
        "last_one": None,
        "goes_on": False,
        "only_carried": False,
        "organised_from": "",
        "was_at": None,
    }


def _talk_at_kick_off(reader: Reader, meeting: Meeting) -> dict[str, object]:
    """How and where the departments of its matter talk, of the first meeting of the matter alone: all read it once."""
    nothing: dict[str, object] = {"rules": "", "channels": ()}
    if meeting.matter is None:
        return nothing
    others = reader.find(Meeting, matter=meeting.matter)
    is_first = all(one.start >= meeting.start for one in others if one.state != "cancelled")
    matter = reader.get(Matter, meeting.matter)
    return {"rules": matter.rules, "channels": matter.channels} if is_first else nothing


def _only_carried(reader: Reader, meeting: Meeting) -> bool:
    """Whether nothing is new since the last invitation but what was carried over."""
    before = next(iter(reader.find(Meeting, ref=meeting.ref)), None)
    return before is not None and bool(meeting.carried) and before.invited_as == plain_fingerprint(meeting)


def is_organiser(reader: Reader, acting: Acting, event: Meeting | Series, person: Person) -> bool:
    """Whether it is he whom the calendars name: his mail is a copy, which does not ask him to come."""
    return person.email == organising(reader, acting, event).config.organiser.email.lower()


def date_invitation(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> Message:
    """The invitation, or the update; which reads as an invitation to who never got a mail about it."""
    known = meeting.sequence > 0
    changed = known and _has_it(reader, meeting, person)
    handouts = handouts_for(reader, acting, meeting, matters_of(reader, meeting), person)
    return Message(
        kind="update" if known else "invitation",
        key=outbox_keys.invitation(_name(reader, meeting), meeting.sequence, person.ref),
        person=person,
        template="invitation",
        context={
            **agenda_context(reader, acting, meeting),
            "changed": changed,
            "was_at": start_known_to(reader, meeting, person, (event_uid(reader, meeting),)) if changed else None,
            "only_carried": _only_carried(reader, meeting),
            "own_copy": is_organiser(reader, acting, meeting, person),
            "handouts": handouts,
        },
        files=tuple(one.file for one in handouts),
        meeting=meeting.ref,
        calendar_uid=event_uid(reader, meeting),
        calendar_date=meeting.occurrence if meeting.series else None,
        calendar=meeting_part(reader, acting, meeting, person, cancelled=False),
        token_key=calendar_key(meeting, person),
    )


def date_cancellation(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> Message:
    return Message(
        kind="cancellation",
        key=outbox_keys.cancellation(_name(reader, meeting), meeting.sequence, person.ref),
        person=person,
        template="cancellation",
        context={
            "meeting": meeting,
            "dropped": meeting.state != "cancelled",
            "recurs": "",
            "last_one": None,
            "goes_on": False,
        },
        meeting=meeting.ref,
        calendar_uid=event_uid(reader, meeting),
        calendar_date=meeting.occurrence if meeting.series else None,
        calendar=meeting_part(reader, acting, meeting, person, cancelled=True),
        token_key=calendar_key(meeting, person),
    )


def _has_it(reader: Reader, meeting: Meeting, person: Person) -> bool:
    """Whether he knows of it by the time that he reads of a change: the invitation to a series leaves before a mail
    about one of its dates."""
    uid = event_uid(reader, meeting)
    with_series = meeting.series is not None and calendars(reader, uid).get(person.ref, Held()).whole
    return with_series or was_written_to(reader, uid, person.ref)


def start_known_to(reader: Reader, meeting: Meeting, person: Person, uids: Sequence[str]) -> datetime | None:
    """The start by the invitation that he has, under one of these UIDs, where it was another one; None while a further
    one waits, which may never leave."""
    if has_news_waiting(reader, uids, person):
        return None
    news = takewhile(lambda entry: entry.field != "invited_as", reader.changes(meeting.ref))
    starts = [datetime.fromisoformat(entry.old) for entry in news if entry.field == "start" and entry.old]
    return starts[-1] if starts and starts[-1] != meeting.start else None


def has_news_waiting(reader: Reader, uids: Sequence[str], person: Person) -> bool:
    """Whether a mail about one of these UIDs has not left for him yet."""
    mails = (one for uid in uids for one in reader.find(Outgoing, calendar_uid=uid, person=person.ref))
    return any(one.state in ("queued", "sending") for one in mails)


def _name(reader: Reader, meeting: Meeting) -> str:
    """What its mails are named by. A meeting that went over to another series has another UID there, and SEQUENCE
    counts anew."""
    series = reader.get(Series, meeting.series) if meeting.series else None
    return f"{meeting.ref}@{series.ref}" if series and series.follows else meeting.ref


def naming_the_address(acting: Acting, messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Updates that say nothing else than where the meeting is organised from now on (RFC 5546 section 3.2.2.4)."""
    own = acting.config.organiser.email
    return tuple(
        replace(one, context={**one.context, "organised_from": own}) if one.context.get("changed") else one
        for one in messages
    )
