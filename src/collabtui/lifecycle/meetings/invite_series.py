"""One invitation for all occurrences of a series, and what goes out when the series changes or ends."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series, next_starts, occurrence
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.agenda.recurrence_text import write_recurrence
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue import Message
from collabtui.lifecycle.meetings.calendar_events import has_own_invitation, series_part
from collabtui.lifecycle.meetings.invitation_fingerprint import as_the_series_has_it, series_fingerprint, update_owed
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
from collabtui.store.interface import Reader

SHOWN = 4
"""Next dates that an invitation names."""


def to_be_invited(reader: Reader, acting: Acting, meeting: Meeting) -> Prepared:
    """`meeting` is any of its occurrences that is still to come; the mails belong to it."""
    before = reader.get(Series, meeting.series or "")
    invited = before.state == "invited"
    sequence = next_sequence(reader, meeting) if invited else before.sequence
    now = {"state": "invited", "sequence": sequence, "invited_at": acting.now}
    series = before.model_copy(update={**now, "invited_as": series_fingerprint(before)})
    coming = [_as_invited(reader, acting, series, one) for one in coming_of(reader, acting, series)]
    messages = [
        _invitation(reader, acting, series, meeting, person, changed=invited) for person in _people(reader, series)
    ]
    messages += [_cancellation(reader, acting, series, meeting, person) for person in _dropped(reader, series)]
    own = next((one for one in coming if one.ref == meeting.ref), meeting)
    others: list[Record] = [series, *(one for one in coming if one.ref != meeting.ref)]
    return Prepared(own, tuple(messages), tuple(others))


def cancel_series(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> Invited:
    """Call off all that is still to come; `ref` is one of its meetings. What was held stays as it is. Raises
    `Refused` (series.none, series.over)."""
    with acting.transaction() as tx:
        return carry_out(tx, acting, _to_be_called_off(tx, acting, ref), leaving_in)


def preview_series_cancellations(acting: Acting, ref: str) -> list[Preview]:
    return previews(acting, _to_be_called_off(acting.store, acting, ref))


def coming_of(reader: Reader, acting: Acting, series: Series) -> list[Meeting]:
    """Occurrences that are still to be held, the next first."""
    found = reader.find(Meeting, series=series.ref, state=["planned", "invited"])
    return sorted((one for one in found if one.start > acting.now), key=lambda one: one.start)


def series_of(reader: Reader, ref: str) -> Series:
    """The series that a meeting belongs to. Raises `Refused` (series.none, series.over)."""
    meeting = reader.get(Meeting, ref)
    if meeting.series is None:
        raise Refused("series.none", ref=meeting.ref)
    series = reader.get(Series, meeting.series)
    if series.state == "cancelled":
        raise Refused("series.over", ref=meeting.ref)
    return series


def _as_invited(reader: Reader, acting: Acting, series: Series, meeting: Meeting) -> Meeting:
    """An occurrence after people were told of the series: what differs of it, and was not said before, is owed."""
    alone = meeting.state == "invited" and has_own_invitation(reader, meeting) and not update_owed(reader, meeting)
    invited_as = meeting.invited_as if alone else as_the_series_has_it(series, meeting)
    now = {"state": "invited", "sequence": series.sequence, "invited_at": acting.now, "invited_as": invited_as}
    return meeting.model_copy(update=now)


def _to_be_called_off(reader: Reader, acting: Acting, ref: str) -> Prepared:
    before, meeting = series_of(reader, ref), reader.get(Meeting, ref)
    holders = _holders(reader, before)
    sequence = next_sequence(reader, meeting) if holders else before.sequence
    series = before.model_copy(update={"state": "cancelled", "sequence": sequence})
    off = {"state": "cancelled", "sequence": sequence}
    coming = [one.model_copy(update=off) for one in coming_of(reader, acting, series)]
    messages = tuple(_cancellation(reader, acting, series, meeting, person) for person in holders)
    own = next((one for one in coming if one.ref == meeting.ref), meeting)
    others: list[Record] = [series, *(one for one in coming if one.ref != meeting.ref)]
    return Prepared(own, messages, tuple(others))


def _people(reader: Reader, series: Series) -> list[Person]:
    return list(people_by_ref(reader, (one.person for one in series.participants)).values())


def _holders(reader: Reader, series: Series) -> list[Person]:
    mails = reader.find(Outgoing, series=series.ref, kind=list(ASKED))
    return list(people_by_ref(reader, holders(mails)).values())


def _dropped(reader: Reader, series: Series) -> list[Person]:
    there = {one.person for one in series.participants}
    return [person for person in _holders(reader, series) if person.ref not in there]


def _invitation(
    reader: Reader, acting: Acting, series: Series, meeting: Meeting, person: Person, *, changed: bool
) -> Message:
    starts = next_starts(series, acting.now, SHOWN)
    shown = occurrence(series, starts[0] if starts else series.start, ref=meeting.ref, uid=series.uid)
    context = agenda_context(reader, acting, shown.model_copy(update={"carried": ()}))
    context |= {"changed": changed, "recurs": write_recurrence(series.rule, person.locale), "next_ones": starts[1:]}
    return Message(
        kind="update" if changed else "invitation",
        key=outbox_keys.invitation(series.ref, series.sequence, person.ref),
        person=person,
        template="invitation",
        context=context,
        meeting=meeting.ref,
        series=series.ref,
        calendar=series_part(reader, acting, series, person, cancelled=False),
        token_key=outbox_keys.calendar(series.ref, person.ref),
    )


def _cancellation(reader: Reader, acting: Acting, series: Series, meeting: Meeting, person: Person) -> Message:
    next_one = min((one.start for one in coming_of(reader, acting, series)), default=meeting.start)
    shown = occurrence(series, next_one, ref=meeting.ref, uid=series.uid)
    context = {"meeting": shown, "dropped": series.state != "cancelled"}
    return Message(
        kind="cancellation",
        key=outbox_keys.cancellation(series.ref, series.sequence, person.ref),
        person=person,
        template="cancellation",
        context={**context, "recurs": write_recurrence(series.rule, person.locale)},
        meeting=meeting.ref,
        series=series.ref,
        calendar=series_part(reader, acting, series, person, cancelled=True),
        token_key=outbox_keys.calendar(series.ref, person.ref),
    )
