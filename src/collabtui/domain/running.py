"""The running meeting: which slot's clock runs, and what each command does to it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from collabtui.domain.meeting import Attendance, Meeting, Slot
from collabtui.errors import Refused


def commanded(meeting: Meeting, command: str, argument: str, now: datetime) -> Meeting:
    """The commands that move the meeting itself."""
    match command:
        case "start":
            return started(meeting, _clock_time(meeting, argument) if argument else now)
        case "end":
            return ended(meeting, now)
    running = running_or_refused(meeting)
    index = running.running_slot or 0
    match command:
        case "next":
            return moved_to(running, index + 1, now)
        case "slot":
            return moved_to(running, int(argument) - 1, now)
        case "extend":
            return with_slot(running, index, extended=running.slots[index].extended + int(argument))
        case "park":
            parked = with_slot(running, index, parked=True, ended_at=now)
            return moved_to(parked, index + 1, now) if index + 1 < len(parked.slots) else parked
    raise Refused("capture.unknown_command", value=command)


def _clock_time(meeting: Meeting, text: str) -> datetime:
    hour, minute = text.split(":")
    local = meeting.start.astimezone(ZoneInfo(meeting.timezone))
    return local.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def attending(meeting: Meeting, person: str, attendance: Attendance) -> Meeting:
    if meeting.participant(person) is None:
        raise Refused("meeting.no_participant", ref=meeting.ref, person=person)
    participants = (
        one.model_copy(update={"attendance": attendance}) if one.person == person else one
        for one in meeting.participants
    )
    return meeting.model_copy(update={"participants": tuple(participants)})


def started(meeting: Meeting, at: datetime) -> Meeting:
    if meeting.state not in ("planned", "invited"):
        raise Refused("meeting.over", ref=meeting.ref, state=meeting.state)
    running = meeting.model_copy(update={"state": "running", "started_at": at})
    return moved_to(running, 0, at) if meeting.slots else running


def running_or_refused(meeting: Meeting) -> Meeting:
    if meeting.state != "running":
        raise Refused("meeting.not_running", ref=meeting.ref, state=meeting.state)
    if meeting.running_slot is None:
        raise Refused("meeting.no_slots", ref=meeting.ref)
    return meeting


def moved_to(meeting: Meeting, index: int, now: datetime) -> Meeting:
    """Leave the running slot and enter another; one that was entered before goes on with the clock it had."""
    if not 0 <= index < len(meeting.slots):
        raise Refused("meeting.no_such_slot", ref=meeting.ref, slot=index + 1, slots=len(meeting.slots))
    if meeting.running_slot is not None and meeting.running_slot != index:
        meeting = with_slot(meeting, meeting.running_slot, ended_at=now)
    entered = meeting.slots[index].started_at or now
    meeting = with_slot(meeting, index, started_at=entered, ended_at=None, parked=False)
    return meeting.model_copy(update={"running_slot": index})


def ended(meeting: Meeting, now: datetime) -> Meeting:
    if meeting.state != "running":
        raise Refused("meeting.not_running", ref=meeting.ref, state=meeting.state)
    if meeting.running_slot is not None:
        meeting = with_slot(meeting, meeting.running_slot, ended_at=now)
    attended = tuple(
        one.model_copy(update={"attendance": "present"})
        if one.attendance == "unknown" and one.partstat != "declined"
        else one
        for one in meeting.participants
    )
    over = {"state": "recorded", "ended_at": now, "running_slot": None, "participants": attended}
    return meeting.model_copy(update=over)


def with_slot(meeting: Meeting, index: int, **changes: Any) -> Meeting:
    slots: list[Slot] = list(meeting.slots)
    slots[index] = slots[index].model_copy(update=changes)
    return meeting.model_copy(update={"slots": tuple(slots)})


def time_left(meeting: Meeting, now: datetime) -> timedelta:
    """Of the running slot; negative when it is over. Raises `Refused` when nothing runs."""
    running = running_or_refused(meeting)
    slot = running.slots[running.running_slot or 0]
    return (slot.started_at or now) + slot.length - now
