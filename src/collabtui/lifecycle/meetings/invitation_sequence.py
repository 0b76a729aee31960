"""The invitation that people have: what it says of the meeting, who holds it, and how another one goes out."""

from dataclasses import dataclass, field
from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, slot_starts
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.undo_window import AT_ONCE
from collabtui.lifecycle.meetings.calendar_holders import highest_sequence
from collabtui.lifecycle.meetings.carry_over import carried_actions, carried_questions
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Rendered

Preview = tuple[Person, Rendered, str]
"""To whom, what, and which kind of mail it is."""


@dataclass(frozen=True)
class Invited:
    meeting: Meeting
    queued: tuple[Outgoing, ...]


@dataclass(frozen=True)
class Prepared:
    """Records as they will be, and what will be said."""

    meeting: Meeting
    messages: tuple[Message, ...]
    others: tuple[Record, ...] = field(default=())


def carry_out(tx: Transaction, acting: Acting, prepared: Prepared, leaving_in: timedelta = AT_ONCE) -> Invited:
    for record in prepared.others:
        tx.put(record)
    meeting = tx.put(prepared.meeting)
    return Invited(meeting, tuple(queue_all(tx, acting, prepared.messages, leaving_in)))


def previews(acting: Acting, prepared: Prepared) -> list[Preview]:
    return [(message.person, rendered(acting, message), message.kind) for message in prepared.messages]


def next_sequence(reader: Reader, meeting: Meeting) -> int:
    """Above all that was said of the meeting, or of any part of its series."""
    if meeting.series is None:
        return max(meeting.sequence, highest_sequence(reader, meeting.uid)) + 1
    return next_of_series(reader, reader.get(Series, meeting.series))


def next_of_series(reader: Reader, series: Series) -> int:
    there = (one.sequence for one in reader.find(Meeting, series=series.ref))
    return max((series.sequence, highest_sequence(reader, series.uid), *there)) + 1


def agenda_context(reader: Reader, acting: Acting, meeting: Meeting) -> dict[str, object]:
    people = people_by_ref(reader, (one.person for one in meeting.participants))
    actions = carried_actions(reader, meeting)
    owners = people_by_ref(reader, (one.owner for one in actions if one.owner))
    questions = (*meeting.questions, *(one.text for one in carried_questions(reader, meeting)))
    return {
        "meeting": meeting,
        "questions": tuple(dict.fromkeys(questions)),
        "carried": [
            {"action": one, "owner": owners[one.owner].name if one.owner else "", "overdue": one.overdue(acting.today)}
            for one in actions
        ],
        "slots": list(zip(slot_starts(meeting), meeting.slots, strict=True)),
        "participants": [{"person": people[one.person], "role": one.role} for one in meeting.participants],
        "minutes": sum(slot.minutes for slot in meeting.slots),
        "max_minutes": acting.config.meeting.max_minutes,
        "recurs": "",
        "next_ones": [],
        "last_one": None,
        "goes_on": False,
    }
