"""Inviting: the agenda with the .ics to each participant, an update after a change, a cancellation.

What would be sent is worked out first, and is the same for a preview and for the command."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from collabtui.domain.meetings.meeting import Meeting, asked_again
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import Scope, cut, shortened
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.sending_account import organising
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.rendering.rendered_ahead import seen_first
from collabtui.lifecycle.meetings import invite_series
from collabtui.lifecycle.meetings.calendar_addresses import whole_at_new_addresses
from collabtui.lifecycle.meetings.calendar_holders import calendars, is_withheld, names_another
from collabtui.lifecycle.meetings.carry_over import keep_questions
from collabtui.lifecycle.meetings.invitation_fingerprint import current_fingerprint, update_owed, with_carried_settled
from collabtui.lifecycle.meetings.invitation_sequence import sequence_after
from collabtui.lifecycle.meetings.meeting_mails import date_cancellation, date_invitation, event_uid, naming_the_address
from collabtui.lifecycle.meetings.plan_rules import changeable
from collabtui.lifecycle.meetings.prepared_invitation import (
    Invited,
    Prepared,
    Preview,
    carry_out,
    previews,
    written_mails,
)
from collabtui.lifecycle.votes.votes_of_meetings import ended_votes
from collabtui.store.interface import Reader


def invite(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> Invited:
    """Invite everyone, or send an update with the next SEQUENCE when what the invitation says has changed; who was
    dropped gets a CANCEL (RFC 5546 section 3.2.2.6). The first invitation to an occurrence of a series is one to the
    series; what changes of it alone later goes out with its RECURRENCE-ID. The mails leave after `leaving_in`, so that
    an undo has time.

    Raises `Refused`: meeting.over, meeting.no_slots, meeting.no_participants, invite.unchanged."""

    def invited(own: Acting) -> Invited:
        with own.transaction() as tx:
            return carry_out(tx, own, to_be_invited(tx, own, ref), leaving_in)

    return seen_first(acting, lambda: written_mails(acting, to_be_invited(acting.store, acting, ref)), invited)


def preview_invitations(acting: Acting, ref: str) -> list[Preview]:
    """The mails that `invite` would send, those who were dropped at the end; raises what it would raise."""
    return previews(acting, to_be_invited(acting.store, acting, ref))


def cancel(acting: Acting, ref: str, scope: Scope = "one", *, leaving_in: timedelta = timedelta()) -> Invited:
    """Call the meeting off, or with it all of its series that follow, or all that are to come; whoever was invited is
    told, and who was asked to vote in it: the vote ends. Its questions come to the next one of its matter. What was
    held stays as it is, in everybody's calendar, too.
    Raises `Refused`: meeting.over once it has run; of several series.none, series.over, series.ended."""

    def called_off(own: Acting) -> Invited:
        with own.transaction() as tx:
            invited = carry_out(tx, own, _to_be_called_off(tx, own, ref, scope), leaving_in)
            keep_questions(tx, own, invited.meeting)
            return invited

    before = partial(_to_be_called_off, acting.store, acting, ref, scope)
    return seen_first(acting, lambda: written_mails(acting, before()), called_off)


def preview_cancellations(acting: Acting, ref: str, scope: Scope = "one") -> list[Preview]:
    """The mails that `cancel` would send; none when nobody was invited."""
    return previews(acting, _to_be_called_off(acting.store, acting, ref, scope))


def votes_that_end(acting: Acting, ref: str, scope: Scope = "one") -> list[Vote]:
    """The open votes that `cancel` would withdraw."""
    others = _to_be_called_off(acting.store, acting, ref, scope).others
    return [one for one in others if isinstance(one, Vote)]


def to_be_invited(reader: Reader, acting: Acting, ref: str) -> Prepared:
    prepared = _to_be_invited(reader, acting, ref)
    meeting = reader.get(Meeting, ref)
    if says_otherwise(reader, acting, meeting):
        return prepared
    return replace(prepared, messages=naming_the_address(organising(reader, acting, meeting), prepared.messages))


def says_otherwise(reader: Reader, acting: Acting, meeting: Meeting) -> bool:
    """Whether people have the meeting, or anything of its series, otherwise than it is."""
    if meeting.series is None:
        return meeting.state != "invited" or _is_otherwise(reader, acting, meeting)
    series = reader.get(Series, meeting.series)
    there = invite_series.meetings_of(reader, series)
    return _is_series_otherwise(reader, acting, series) or any(update_owed(reader, one, acting.now) for one in there)


def _is_series_otherwise(reader: Reader, acting: Acting, series: Series) -> bool:
    return invite_series.owed_for(reader, series) or is_withheld(reader, acting, series)


def _is_otherwise(reader: Reader, acting: Acting, meeting: Meeting) -> bool:
    return update_owed(reader, meeting, acting.now) or is_withheld(reader, acting, meeting)


def asked_by_another(reader: Reader, acting: Acting) -> Iterator[Meeting]:
    """Meetings to come that people have as they are, but for the organiser's address; of a series its next one."""
    events: set[str] = set()
    for meeting in sorted(reader.find(Meeting, state="invited"), key=lambda one: one.start):
        if meeting.start <= acting.now or (uid := event_uid(reader, meeting)) in events:
            continue
        events.add(uid)
        own = organising(reader, acting, meeting)
        if names_another(reader, own, uid) and not says_otherwise(reader, acting, meeting):
            yield meeting


def is_owed(reader: Reader, acting: Acting, meeting: Meeting) -> bool:
    """Whether the invitation to it, or to its series, is to go out once more."""
    if meeting.state != "invited":
        return False
    series = reader.get(Series, meeting.series) if meeting.series else None
    if series is not None and _is_series_otherwise(reader, acting, series):
        return True
    own = organising(reader, acting, meeting)
    return _is_otherwise(reader, acting, meeting) or names_another(reader, own, event_uid(reader, meeting))


def _to_be_invited(reader: Reader, acting: Acting, ref: str) -> Prepared:
    meeting = invitable(reader, ref)
    if meeting.series and _goes_out_whole(reader, acting, reader.get(Series, meeting.series)):
        return invite_series.to_be_invited(reader, acting, meeting)
    after = _as_invited(reader, acting, meeting)
    messages = [date_invitation(reader, acting, after, person) for person in _participants(reader, after)]
    messages += [date_cancellation(reader, acting, after, person) for person in _dropped(reader, after)]
    if after.series is None:
        return Prepared(after, tuple(messages))
    return Prepared(after, _of_date(reader, acting, reader.get(Series, after.series), after, messages))


def _to_be_called_off(reader: Reader, acting: Acting, ref: str, scope: Scope) -> Prepared:
    prepared = _dates_called_off(reader, acting, ref, scope)
    votes, messages = ended_votes(reader, (prepared.meeting, *prepared.others))
    return replace(prepared, messages=(*prepared.messages, *messages), others=(*prepared.others, *votes))


def _dates_called_off(reader: Reader, acting: Acting, ref: str, scope: Scope) -> Prepared:
    if scope != "one":
        return _several_called_off(reader, acting, ref, scope)
    meeting = changeable(reader, ref)
    if meeting.series is None or meeting.occurrence is None:
        return _one_called_off(reader, acting, meeting)
    series = reader.get(Series, meeting.series)
    off = series.model_copy(update={"called_off": tuple(sorted({*series.called_off, meeting.occurrence}))})
    if invite_series.is_known(reader, series) and _goes_out_whole(reader, acting, series):
        # people have it otherwise by now: it goes out as it is, without this date
        gone = meeting.model_copy(update={"state": "cancelled"})
        others = [one for one in invite_series.meetings_of(reader, series) if one.ref != meeting.ref]
        before = invite_series.before_it(reader, acting, series)
        return invite_series.prepared(gone, [*before, invite_series.invited(reader, acting, off, (*others, gone))])
    one = _one_called_off(reader, acting, meeting)
    return Prepared(one.meeting, _of_date(reader, acting, off, one.meeting, one.messages), (off,))


def _goes_out_whole(reader: Reader, acting: Acting, series: Series) -> bool:
    """Whether people have the series otherwise than it is, or from an address that is the organiser's no more."""
    own = organising(reader, acting, series)
    return _is_series_otherwise(reader, acting, series) or names_another(reader, own, series.uid)


def _of_date(
    reader: Reader, acting: Acting, series: Series, meeting: Meeting, messages: Sequence[Message]
) -> tuple[Message, ...]:
    """Messages about one date of a series, under the SEQUENCE that its meeting gets."""
    others = (one for one in invite_series.meetings_of(reader, series) if one.ref != meeting.ref)
    at_it = series.model_copy(update={"sequence": max(series.sequence, meeting.sequence)})
    return tuple(whole_at_new_addresses(reader, acting, at_it, (*others, meeting), messages))


def _one_called_off(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    there = list(people_by_ref(reader, _invited(reader, meeting)).values())
    sequence = sequence_after(reader, meeting, known=bool(there))
    after = meeting.model_copy(update={"state": "cancelled", "sequence": sequence})
    return Prepared(after, tuple(date_cancellation(reader, acting, after, person) for person in there))


def _several_called_off(reader: Reader, acting: Acting, ref: str, scope: Scope) -> Prepared:
    """The series ends with what stays of it; with nothing left it is called off itself."""
    series, meeting = invite_series.series_of(reader, ref), reader.get(Meeting, ref)
    meetings = invite_series.meetings_of(reader, series)
    made = cut(series, meetings, scope, meeting, acting.now)
    if made.first is None:
        raise Refused("series.ended", title=series.title)
    off = {one.ref for one in made.changed}
    after = [one.model_copy(update={"state": "cancelled"}) if one.ref in off else one for one in meetings]
    rest = shortened(series, made)
    before = invite_series.before_it(reader, acting, series)
    if rest is None:
        return invite_series.prepared(meeting, [*before, invite_series.ended(reader, acting, series, after)])
    if not invite_series.is_known(reader, series):
        return invite_series.prepared(meeting, [invite_series.SeriesPrepared(rest, tuple(after))])
    return invite_series.prepared(meeting, [*before, invite_series.cut_short(reader, acting, rest, after, made.first)])


def invitation_taken_back(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    """The meeting is planned as it was before anybody was invited: whose calendar holds it is told that it is off. The
    next invitation has a SEQUENCE of its own."""
    sequence = sequence_after(reader, meeting, known=True)
    off = meeting.model_copy(update={"state": "cancelled", "sequence": sequence})
    invited = people_by_ref(reader, _invited(reader, meeting)).values()
    messages = tuple(date_cancellation(reader, acting, off, person) for person in invited)
    return Prepared(asked_again(meeting.model_copy(update={"sequence": sequence + 1})), messages)


def invitable(reader: Reader, ref: str) -> Meeting:
    meeting = changeable(reader, ref)
    if not meeting.slots:
        raise Refused("meeting.no_slots", ref=meeting.ref)
    if not meeting.participants:
        raise Refused("meeting.no_participants", ref=meeting.ref)
    return meeting


def _as_invited(reader: Reader, acting: Acting, meeting: Meeting) -> Meeting:
    """The meeting as it will be once the invitation is out; what is carried over is settled then."""
    if meeting.state == "invited" and not is_owed(reader, acting, meeting):
        raise Refused("invite.unchanged", ref=meeting.ref)
    after, content = with_carried_settled(reader, meeting, acting.now), current_fingerprint(reader, meeting, acting.now)
    sequence = sequence_after(reader, meeting, known=meeting.state == "invited")
    now = {"state": "invited", "sequence": sequence, "invited_at": acting.now, "invited_as": content}
    return after.model_copy(update=now)


def _participants(reader: Reader, meeting: Meeting) -> list[Person]:
    return list(people_by_ref(reader, (one.person for one in meeting.participants)).values())


def _invited(reader: Reader, meeting: Meeting) -> list[str]:
    """Who has it in his calendar: by itself, or with its series."""
    date = meeting.occurrence if meeting.series else None
    return [person for person, held in calendars(reader, event_uid(reader, meeting)).items() if held.has(date)]


def _dropped(reader: Reader, meeting: Meeting) -> list[Person]:
    gone = [ref for ref in _invited(reader, meeting) if meeting.participant(ref) is None]
    return list(people_by_ref(reader, gone).values())
