"""A deputy whom somebody sends to a meeting in his place: he takes part from then on, and is to be invited."""

from datetime import datetime
from typing import Literal, NamedTuple

from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_about import InvitationTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.meetings.invite import is_owed
from collabtui.lifecycle.meetings.series_answers import on_day
from collabtui.store.interface import Reader, Transaction

_TO_COME = ("planned", "invited")


class Deputy(NamedTuple):
    """A deputy after the yes of the facilitator: what is left to do for him."""

    outcome: Literal["comes", "unknown", "on_date"]
    """`comes`: he takes part, and has no invitation yet; `unknown`: nobody in the book is meant for certain; `on_date`:
    he takes part in a date that is no meeting yet, once it is planned."""
    name: str
    ref: str
    """Of the meeting."""


def enter_deputy(tx: Transaction, about: InvitationTo, written: str, stated_at: datetime) -> None:
    """Let him take part, of a series in all that is to come of it; who takes part anyway stays as he is."""
    person = _known(tx, written)
    if person is None or about.date:
        return
    if about.series is None:
        meeting = tx.get(Meeting, about.meeting)
        if meeting.state in _TO_COME:
            tx.put(meeting.model_copy(update={"participants": _with(meeting.participants, person)}))
        return
    series = tx.get(Series, about.series)
    tx.put(series.model_copy(update={"participants": _with(series.participants, person)}))
    for meeting in tx.find(Meeting, series=series.ref, state=list(_TO_COME)):
        if meeting.start > stated_at:
            tx.put(meeting.model_copy(update={"participants": _with(meeting.participants, person)}))


def deputy_of(reader: Reader, acting: Acting, incoming: Incoming) -> Deputy | None:
    """The deputy of a mail that was said yes to; None where it names nobody, or he has his invitation."""
    asked = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    about = asked.about if asked else None
    named = adopted(incoming.understanding.proposals).deputy if incoming.understanding else ""
    if not named or incoming.rsvp != "declined" or not isinstance(about, InvitationTo):
        return None
    about = on_day(reader, about, incoming.understanding.rsvp_day if incoming.understanding else None)
    person = _known(reader, named)
    if person is None:
        return Deputy("unknown", named, about.meeting)
    if about.date:
        return Deputy("on_date", person.name, about.meeting)
    meeting = reader.get(Meeting, about.meeting)
    comes = meeting.participant(person.ref) is not None and is_owed(reader, acting, meeting)
    return Deputy("comes", person.name, meeting.ref) if comes else None


def deputy_named(reader: Reader, written: str) -> str | None:
    """His ref, where somebody is meant for certain."""
    person = _known(reader, written) if written else None
    return person.ref if person else None


def _known(reader: Reader, written: str) -> Person | None:
    try:
        return find_person(reader, written)
    except CollabError:
        return None


def _with(participants: tuple[Participant, ...], person: Person) -> tuple[Participant, ...]:
    if any(one.person == person.ref for one in participants):
        return participants
    return (*participants, Participant(person=person.ref))
