"""Another time for a meeting, as a participant's calendar proposes it (RFC 5546 section 3.2.7), or he in words."""

from collections.abc import Sequence
from datetime import datetime

from collabtui.domain.mail.reply import Request, Understanding
from collabtui.domain.meetings.meeting import Meeting, asked_again
from collabtui.domain.people import Person
from collabtui.domain.refs import MEETING, is_ref
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.calendar_events import counter_declined
from collabtui.lifecycle.meetings.plan_rules import changeable
from collabtui.mail.compose.compose import CalendarPart
from collabtui.store.interface import Reader, Transaction


def move_meeting(tx: Transaction, acting: Acting, ref: str, start: datetime, end: datetime) -> Meeting:
    """Everybody is asked again once the facilitator sends the update, which is owed from now on.

    Raises `Refused`: meeting.over, counter.past (start)."""
    meeting = changeable(tx, ref)
    if start <= acting.now:
        raise Refused("counter.past", ref=meeting.ref, start=start.astimezone(acting.zone))
    return tx.put(asked_again(meeting.model_copy(update={"start": start, "end": end})))


def with_meeting_named(understood: Understanding, meeting: str) -> Understanding:
    """With the ref of the meeting for which another time is asked in words."""
    requests = tuple(
        one.model_copy(update={"ref": meeting}) if one.ask == "other" and one.ref is None else one
        for one in understood.requests
    )
    return understood.model_copy(update={"requests": requests})


def refuse_untimed(reader: Reader, request: Request) -> None:
    """Raises `Refused`: counter.no_time (ref, text): the words name no time to which it could be moved."""
    if request.ask == "other" and request.text and not request.start and is_ref(request.ref or "", MEETING):
        meeting = reader.get(Meeting, request.ref or "")
        raise Refused("counter.no_time", ref=meeting.ref, text=request.text)


def refusal(reader: Reader, acting: Acting, person: Person, requests: Sequence[Request]) -> CalendarPart | None:
    """The calendar part that tells the proposer that the meeting stays where it is; None where no other time was
    asked for, or the meeting is over."""
    asked = next((request for request in requests if request.start and request.ref), None)
    if asked is None or asked.ref is None:
        return None
    meeting = reader.get(Meeting, asked.ref)
    return counter_declined(reader, acting, meeting, person) if meeting.state in ("planned", "invited") else None
