"""Inviting: the agenda with the .ics to each participant, an update after a change, a cancellation."""

import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from collabtui.domain.letters import Outgoing
from collabtui.domain.meeting import Meeting, slot_starts
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.directory import people_by_ref
from collabtui.lifecycle.post import Message, queue, rendered
from collabtui.mail import address
from collabtui.mail.compose import CalendarPart
from collabtui.mail.invite import Attendee, Event, cancellation, decline_counter, published, request
from collabtui.rendering import Rendered
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Invited:
    meeting: Meeting
    queued: tuple[Outgoing, ...]


def invite(desk: Desk, ref: str) -> Invited:
    """Invite everyone, or send an update with the next SEQUENCE when what the invitation says has changed; who was
    dropped gets a CANCEL (RFC 5546 section 3.2.2.6).

    Raises `Refused`: meeting.over, meeting.no_slots, meeting.no_participants, invite.unchanged."""
    with desk.transaction() as tx:
        meeting = _to_be_sent(tx, desk, ref)
        messages = [_invitation(tx, desk, meeting, person) for person in _participants(tx, meeting)]
        messages += [_cancellation(tx, desk, meeting, person) for person in _dropped(tx, meeting)]
        queued = [outgoing for message in messages if (outgoing := queue(tx, desk, message))]
        return Invited(tx.put(meeting), tuple(queued))


def preview_invitations(desk: Desk, ref: str) -> list[tuple[Person, Rendered]]:
    """What `invite` would send to whom, who was dropped at the end; raises what it would raise."""
    reader, meeting = desk.store, _to_be_sent(desk.store, desk, ref)
    messages = [_invitation(reader, desk, meeting, person) for person in _participants(reader, meeting)]
    messages += [_cancellation(reader, desk, meeting, person) for person in _dropped(reader, meeting)]
    return [(message.person, rendered(desk, message)) for message in messages]


def cancel(desk: Desk, ref: str) -> Invited:
    """Call the meeting off; whoever was invited is told. Raises `Refused` (meeting.over) once it has run."""
    with desk.transaction() as tx:
        meeting, told = _called_off(tx, ref)
        meeting = tx.put(meeting)
        messages = [_cancellation(tx, desk, meeting, person) for person in told]
        return Invited(meeting, tuple(mail for message in messages if (mail := queue(tx, desk, message))))


def preview_cancellations(desk: Desk, ref: str) -> list[tuple[Person, Rendered]]:
    """What `cancel` would send to whom; nothing to anybody when nobody was invited."""
    meeting, told = _called_off(desk.store, ref)
    return [(person, rendered(desk, _cancellation(desk.store, desk, meeting, person))) for person in told]


def _called_off(reader: Reader, ref: str) -> tuple[Meeting, list[Person]]:
    """The meeting as it will be, and who is to be told."""
    meeting = reader.get(Meeting, ref)
    if meeting.state not in ("planned", "invited"):
        raise Refused("meeting.over", ref=meeting.ref, state=meeting.state)
    told = list(people_by_ref(reader, _invited(reader, meeting)).values())
    sequence = meeting.sequence + 1 if told else meeting.sequence
    return meeting.model_copy(update={"state": "cancelled", "sequence": sequence}), told


def update_owed(meeting: Meeting) -> bool:
    """Whether the invitation that people have no longer says what the agenda says."""
    return meeting.state == "invited" and meeting.invited_as != _fingerprint(meeting)


def _to_be_sent(reader: Reader, desk: Desk, ref: str) -> Meeting:
    """The meeting as it will be once the invitation is out."""
    meeting = reader.get(Meeting, ref)
    if meeting.state not in ("planned", "invited"):
        raise Refused("meeting.over", ref=meeting.ref, state=meeting.state)
    if not meeting.slots:
        raise Refused("meeting.no_slots", ref=meeting.ref)
    if not meeting.participants:
        raise Refused("meeting.no_participants", ref=meeting.ref)
    if meeting.state == "invited" and not update_owed(meeting):
        raise Refused("invite.unchanged", ref=meeting.ref)
    sequence = meeting.sequence + 1 if meeting.state == "invited" else meeting.sequence
    now = {"state": "invited", "sequence": sequence, "invited_at": desk.now, "invited_as": _fingerprint(meeting)}
    return meeting.model_copy(update=now)


def _fingerprint(meeting: Meeting) -> str:
    said = meeting.model_dump_json(
        include={"title", "start", "end", "timezone", "place", "goal", "questions", "material"}
    )
    slots = [(slot.title, slot.minutes, slot.lead) for slot in meeting.slots]
    people = [(one.person, one.role) for one in meeting.participants]
    return hashlib.sha256(f"{said}{slots}{people}".encode()).hexdigest()


def _participants(reader: Reader, meeting: Meeting) -> list[Person]:
    return list(people_by_ref(reader, (one.person for one in meeting.participants)).values())


def _invited(reader: Reader, meeting: Meeting) -> list[str]:
    """Who has an invitation that was not called off since."""
    holds: dict[str, bool] = {}
    for mail in reader.find(Outgoing, meeting=meeting.ref, kind=["invitation", "update", "cancellation"]):
        holds[mail.person] = mail.kind != "cancellation"
    return [person for person, invited in holds.items() if invited]


def _dropped(reader: Reader, meeting: Meeting) -> list[Person]:
    gone = [ref for ref in _invited(reader, meeting) if meeting.participant(ref) is None]
    return list(people_by_ref(reader, gone).values())


def _invitation(reader: Reader, desk: Desk, meeting: Meeting, person: Person) -> Message:
    changed = meeting.sequence > 0
    return Message(
        kind="update" if changed else "invitation",
        key=f"invitation:{meeting.ref}:{meeting.sequence}:{person.ref}",
        person=person,
        template="invitation",
        context={**_agenda_context(reader, desk, meeting), "changed": changed},
        meeting=meeting.ref,
        calendar=_calendar(reader, desk, meeting, person, cancelled=False),
        token_key=calendar_key(meeting, person),
    )


def _cancellation(reader: Reader, desk: Desk, meeting: Meeting, person: Person) -> Message:
    return Message(
        kind="cancellation",
        key=f"cancellation:{meeting.ref}:{meeting.sequence}:{person.ref}",
        person=person,
        template="cancellation",
        context={"meeting": meeting, "dropped": meeting.state != "cancelled"},
        meeting=meeting.ref,
        calendar=_calendar(reader, desk, meeting, person, cancelled=True),
        token_key=calendar_key(meeting, person),
    )


def calendar_key(meeting: Meeting, person: Person) -> str:
    """One secret for all invitations of a meeting to a person: ORGANIZER may not change between updates."""
    return f"calendar:{meeting.ref}:{person.ref}"


def _agenda_context(reader: Reader, desk: Desk, meeting: Meeting) -> dict[str, object]:
    people = people_by_ref(reader, (one.person for one in meeting.participants))
    return {
        "meeting": meeting,
        "slots": list(zip(slot_starts(meeting), meeting.slots, strict=True)),
        "participants": [{"person": people[one.person], "role": one.role} for one in meeting.participants],
        "minutes": sum(slot.minutes for slot in meeting.slots),
        "max_minutes": desk.config.meeting.max_minutes,
    }


def calendar_for(reader: Reader, desk: Desk, meeting: Meeting) -> str:
    """The event as a file for anybody's calendar: nobody is asked to answer it."""
    return published(_event(reader, desk, meeting, desk.config.organiser.email)).decode()


def _calendar(reader: Reader, desk: Desk, meeting: Meeting, person: Person, *, cancelled: bool) -> CalendarPart:
    """ORGANIZER is the reply address that only this recipient has, so that a calendar's answer brings the secret back
    as a person's does."""
    token = address.token(desk.store.secret(), calendar_key(meeting, person))
    own = address.reply_address(desk.config.organiser.email, token, desk.config.reply.subaddress)
    event = _event(reader, desk, meeting, own)
    if meeting.participant(person.ref) is None:
        alone = Attendee(name=person.name, address=person.email, role="participant", partstat="needs-action")
        event = event.model_copy(update={"attendees": (alone,)})
    return cancellation(event) if cancelled else request(event)


def counter_declined(reader: Reader, desk: Desk, meeting: Meeting, person: Person) -> CalendarPart:
    """To who proposed another time: the invitation stands as it is."""
    token = address.token(desk.store.secret(), calendar_key(meeting, person))
    own = address.reply_address(desk.config.organiser.email, token, desk.config.reply.subaddress)
    return decline_counter(_event(reader, desk, meeting, own), person.email)


def _event(reader: Reader, desk: Desk, meeting: Meeting, organiser_address: str) -> Event:
    people = people_by_ref(reader, (one.person for one in meeting.participants))
    attendees = [
        Attendee(name=people[one.person].name, address=people[one.person].email, role=one.role, partstat=one.partstat)
        for one in meeting.participants
    ]
    return Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        title=meeting.title,
        start=meeting.start,
        end=meeting.end,
        timezone=meeting.timezone,
        place=meeting.place,
        description=_description(meeting),
        organiser_name=desk.config.organiser.name,
        organiser_address=organiser_address,
        attendees=tuple(attendees),
        stamp=desk.now,
    )


def _description(meeting: Meeting) -> str:
    zone = ZoneInfo(meeting.timezone)
    lines = [meeting.goal] if meeting.goal else []
    for start, slot in zip(slot_starts(meeting), meeting.slots, strict=True):
        lead = f" ({slot.lead})" if slot.lead else ""
        lines.append(f"{start.astimezone(zone):%H:%M} {slot.title}{lead}")
    return "\n".join(lines)
