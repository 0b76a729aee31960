"""The effects of `/next`, `/slot`, `/park` and the other commands of a running meeting: which slot's clock runs, and
what each does to it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Attendance, Meeting, Participant
from collabtui.domain.meetings.meeting_clock import fitted, lengthened, to_come, with_slot
from collabtui.errors import Refused


def commanded(meeting: Meeting, command: str, argument: str, now: datetime) -> Meeting:
    """The commands that move the meeting itself."""
    match command:
        case "start":
            return started(meeting, clock_time(meeting, argument) if argument else now)
        case "end":
            return ended(meeting, _end_time(meeting, argument) if argument else now)
    running = running_or_refused(meeting)
    index = running.running_slot or 0
    match command:
        case "next":
            return moved_to(running, following(running), now)
        case "slot":
            return moved_to(running, int(argument) - 1, now)
        case "extend":
            return lengthened(running, index, int(argument))
        case "cut":
            return lengthened(running, index, -int(argument)) if argument else fitted(running, now)
        case "park":
            return parked(running, index, now)
        case "pause":
            return paused(running, now)
        case "resume":
            return resumed(running, now)
    raise Refused("capture.unknown_command", value=command)


def following(meeting: Meeting) -> int:
    """Index of the slot that comes next: the first after the running one that has not begun, else one that was passed
    over; one too many when there is none."""
    index, left = meeting.running_slot or 0, to_come(meeting)
    return next((number for number in left if number > index), left[0] if left else len(meeting.slots))


def parked(meeting: Meeting, index: int, now: datetime) -> Meeting:
    """Put a slot aside; the running one makes room for the next."""
    if index != meeting.running_slot:
        return with_slot(_still_to_come(meeting, index), index, parked=not meeting.slots[index].parked)
    aside = with_slot(meeting, index, parked=True, ended_at=now)
    return moved_to(aside, following(aside), now) if to_come(aside) else aside


def reordered(meeting: Meeting, index: int, step: int) -> Meeting:
    """A slot that has not begun changes places with the next one that has not, before (-1) or after it (1). What was
    taken down names slots by their place: those that have begun keep it."""
    _still_to_come(meeting, index)
    free = [number for number, slot in enumerate(meeting.slots) if slot.started_at is None]
    at = free.index(index) + step
    if not 0 <= at < len(free):
        raise Refused("meeting.no_place", ref=meeting.ref, slot=index + 1)
    slots = list(meeting.slots)
    slots[index], slots[free[at]] = slots[free[at]], slots[index]
    return meeting.model_copy(update={"slots": tuple(slots)})


def _still_to_come(meeting: Meeting, index: int) -> Meeting:
    if meeting.slots[index].started_at is not None:
        raise Refused("meeting.slot_over", ref=meeting.ref, slot=index + 1, title=meeting.slots[index].title)
    return meeting


def paused(meeting: Meeting, now: datetime) -> Meeting:
    """The clocks stand until `resumed`."""
    if meeting.paused_at:
        raise Refused("meeting.paused", ref=meeting.ref)
    return meeting.model_copy(update={"paused_at": now})


def resumed(meeting: Meeting, now: datetime) -> Meeting:
    if meeting.paused_at is None:
        raise Refused("meeting.not_paused", ref=meeting.ref)
    index = meeting.running_slot or 0
    stood = meeting.slots[index].stood + round((now - meeting.paused_at).total_seconds())
    return with_slot(meeting, index, stood=stood).model_copy(update={"paused_at": None})


def clock_time(meeting: Meeting, text: str) -> datetime:
    """`14:02` on the day on which the meeting is held, in its zone."""
    hour, minute = text.split(":")
    local = (meeting.started_at or meeting.start).astimezone(ZoneInfo(meeting.timezone))
    return local.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def _end_time(meeting: Meeting, text: str) -> datetime:
    """Raises `Refused` (meeting.ends_before_start: end, start)."""
    at, began = clock_time(meeting, text), meeting.started_at or meeting.start
    if at < began:
        start = f"{began.astimezone(ZoneInfo(meeting.timezone)):%H:%M}"
        raise Refused("meeting.ends_before_start", end=text, start=start)
    return at


def attending(meeting: Meeting, person: str, attendance: Attendance, arrived_at: datetime | None = None) -> Meeting:
    """`arrived_at` belongs to who is late; the first time that was seen is the one that counts. Who comes unasked takes
    part from then on; who was not asked cannot be missing."""
    if meeting.participant(person) is None and attendance != "absent":
        guest = Participant(person=person)
        meeting = meeting.model_copy(update={"participants": (*meeting.participants, guest)})
    if meeting.participant(person) is None:
        raise Refused("meeting.no_participant", ref=meeting.ref, person=person)
    participants = (
        one.model_copy(
            update={
                "attendance": attendance,
                "arrived_at": (one.arrived_at or arrived_at) if attendance == "late" else None,
            }
        )
        if one.person == person
        else one
        for one in meeting.participants
    )
    return meeting.model_copy(update={"participants": tuple(participants)})


def all_present_but_marked(meeting: Meeting) -> Meeting:
    """The meeting with everybody present who neither has a mark yet nor declined: of those somebody has to say it."""
    for one in meeting.participants:
        if one.attendance == "unknown" and one.partstat != "declined":
            meeting = attending(meeting, one.person, "present")
    return meeting


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
    """Leave the running slot and enter another; one that was entered before goes on with the clock it had when it was
    left. Whoever goes on has ended the pause."""
    if not 0 <= index < len(meeting.slots):
        raise Refused("meeting.no_such_slot", ref=meeting.ref, slot=index + 1, slots=len(meeting.slots))
    if meeting.paused_at:
        meeting = resumed(meeting, now)
    if meeting.running_slot is not None and meeting.running_slot != index:
        meeting = with_slot(meeting, meeting.running_slot, ended_at=now)
    slot = meeting.slots[index]
    away = round((now - slot.ended_at).total_seconds()) if slot.started_at and slot.ended_at else 0
    entered = {"started_at": slot.started_at or now, "stood": slot.stood + away}
    meeting = with_slot(meeting, index, **entered, ended_at=None, parked=False)
    return meeting.model_copy(update={"running_slot": index})


def ended(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting as it is when it is over. Where people named only who is missing, who had not declined and was not
    named was there. Where they named who is there, or nobody, nothing is known of the others."""
    if meeting.state != "running":
        raise Refused("meeting.not_running", ref=meeting.ref, state=meeting.state)
    if meeting.paused_at:
        meeting = resumed(meeting, max(now, meeting.paused_at))
    if meeting.running_slot is not None:
        began = meeting.slots[meeting.running_slot].started_at  # in notes later than the end that they say
        meeting = with_slot(meeting, meeting.running_slot, ended_at=max(now, began or now))
    marks = {one.attendance for one in meeting.participants}
    only_missing = "absent" in marks and "present" not in marks
    attended = tuple(
        one.model_copy(update={"attendance": "present"})
        if only_missing and one.attendance == "unknown" and one.partstat != "declined"
        else one
        for one in meeting.participants
    )
    over = {"state": "recorded", "ended_at": now, "running_slot": None, "participants": attended}
    return meeting.model_copy(update=over)
