"""Inviting: the agenda with the .ics to each participant, an update after a change, a cancellation.

What would be sent is worked out first, and is the same for a preview and for the command."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, asked_again
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue import Message
from collabtui.lifecycle.meetings import invite_series
from collabtui.lifecycle.meetings.calendar_events import calendar_key, meeting_part
from collabtui.lifecycle.meetings.invitation_fingerprint import fingerprint, series_update_owed, settled, update_owed
from collabtui.lifecycle.meetings.invitation_sequence import (
    ASKED,
    Invited,
    Prepared,
    Preview,
    agenda_context,
    carry_out,
    holders,
    next_sequence,
    previews,
)
from collabtui.lifecycle.meetings.plan_rules import changeable
from collabtui.store.interface import Reader


def invite(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> Invited:
    """Invite everyone, or send an update with the next SEQUENCE when what the invitation says has changed; who was
    dropped gets a CANCEL (RFC 5546 section 3.2.2.6). The first invitation to an occurrence of a series is one to the
    series; what changes of it alone later goes out with its RECURRENCE-ID. The mails leave after `leaving_in`, so that
    an undo has time.

    Raises `Refused`: meeting.over, meeting.no_slots, meeting.no_participants, invite.unchanged."""
    with acting.transaction() as tx:
        return carry_out(tx, acting, _to_be_invited(tx, acting, ref), leaving_in)


def preview_invitations(acting: Acting, ref: str) -> list[Preview]:
    """The mails that `invite` would send, those who were dropped at the end; raises what it would raise."""
    return previews(acting, _to_be_invited(acting.store, acting, ref))


def cancel(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> Invited:
    """Call the meeting off; whoever was invited is told. Of a series only this occurrence. Raises `Refused`
    (meeting.over) once it has run."""
    with acting.transaction() as tx:
        return carry_out(tx, acting, _to_be_called_off(tx, acting, ref), leaving_in)


def preview_cancellations(acting: Acting, ref: str) -> list[Preview]:
    """The mails that `cancel` would send; none when nobody was invited."""
    return previews(acting, _to_be_called_off(acting.store, acting, ref))


def _to_be_invited(reader: Reader, acting: Acting, ref: str) -> Prepared:
    meeting = invitable(reader, ref)
    if meeting.series and series_update_owed(reader.get(Series, meeting.series)):
        return invite_series.to_be_invited(reader, acting, meeting)
    after = _as_invited(reader, acting, meeting)
    messages = [_invitation(reader, acting, after, person) for person in _participants(reader, after)]
    messages += [_cancellation(reader, acting, after, person) for person in _dropped(reader, after)]
    return Prepared(after, tuple(messages))


def _to_be_called_off(reader: Reader, acting: Acting, ref: str) -> Prepared:
    meeting = changeable(reader, ref)
    invited = list(people_by_ref(reader, _invited(reader, meeting)).values())
    sequence = next_sequence(reader, meeting) if invited else meeting.sequence
    after = meeting.model_copy(update={"state": "cancelled", "sequence": sequence})
    messages = tuple(_cancellation(reader, acting, after, person) for person in invited)
    if meeting.series is None or meeting.occurrence is None:
        return Prepared(after, messages)
    series = reader.get(Series, meeting.series)
    off = series.model_copy(update={"called_off": (*series.called_off, meeting.occurrence)})
    return Prepared(after, messages, (off,))


def invitation_taken_back(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    """The meeting is planned as it was before anybody was invited: whose calendar holds it is told that it is off. The
    next invitation has a SEQUENCE of its own."""
    sequence = next_sequence(reader, meeting)
    off = meeting.model_copy(update={"state": "cancelled", "sequence": sequence})
    invited = people_by_ref(reader, _invited(reader, meeting)).values()
    messages = tuple(_cancellation(reader, acting, off, person) for person in invited)
    return Prepared(asked_again(meeting.model_copy(update={"sequence": sequence + 1})), messages)


def invited_after_all(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    """It had been called off, and takes place: who was told is invited again (RFC 5546 section 3.2.2.1)."""
    now = {"sequence": next_sequence(reader, meeting), "invited_at": acting.now}
    after = asked_again(meeting.model_copy(update=now))
    return Prepared(after, tuple(_invitation(reader, acting, after, one) for one in _participants(reader, after)))


def invitable(reader: Reader, ref: str) -> Meeting:
    meeting = changeable(reader, ref)
    if not meeting.slots:
        raise Refused("meeting.no_slots", ref=meeting.ref)
    if not meeting.participants:
        raise Refused("meeting.no_participants", ref=meeting.ref)
    return meeting


def _as_invited(reader: Reader, acting: Acting, meeting: Meeting) -> Meeting:
    """The meeting as it will be once the invitation is out; what is carried over is settled then."""
    if meeting.state == "invited" and not update_owed(reader, meeting):
        raise Refused("invite.unchanged", ref=meeting.ref)
    after = settled(reader, meeting)
    sequence = next_sequence(reader, meeting) if meeting.state == "invited" else meeting.sequence
    now = {"state": "invited", "sequence": sequence, "invited_at": acting.now, "invited_as": fingerprint(after)}
    return after.model_copy(update=now)


def _participants(reader: Reader, meeting: Meeting) -> list[Person]:
    return list(people_by_ref(reader, (one.person for one in meeting.participants)).values())


def _invited(reader: Reader, meeting: Meeting) -> list[str]:
    """Who has an invitation that was not called off since: to this meeting, or to its series."""
    mails = reader.find(Outgoing, meeting=meeting.ref, kind=list(ASKED))
    if meeting.series:
        mails += reader.find(Outgoing, series=meeting.series, kind=list(ASKED))
    return holders(mails)


def _dropped(reader: Reader, meeting: Meeting) -> list[Person]:
    gone = [ref for ref in _invited(reader, meeting) if meeting.participant(ref) is None]
    return list(people_by_ref(reader, gone).values())


def _invitation(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> Message:
    changed = meeting.sequence > 0
    return Message(
        kind="update" if changed else "invitation",
        key=outbox_keys.invitation(meeting.ref, meeting.sequence, person.ref),
        person=person,
        template="invitation",
        context={**agenda_context(reader, acting, meeting), "changed": changed},
        meeting=meeting.ref,
        calendar=meeting_part(reader, acting, meeting, person, cancelled=False),
        token_key=calendar_key(meeting, person),
    )


def _cancellation(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> Message:
    return Message(
        kind="cancellation",
        key=outbox_keys.cancellation(meeting.ref, meeting.sequence, person.ref),
        person=person,
        template="cancellation",
        context={"meeting": meeting, "dropped": meeting.state != "cancelled", "recurs": ""},
        meeting=meeting.ref,
        calendar=meeting_part(reader, acting, meeting, person, cancelled=True),
        token_key=calendar_key(meeting, person),
    )
