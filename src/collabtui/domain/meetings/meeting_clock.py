"""The clocks of a running meeting: one for the slot, one for the whole, and its projected end.

Nothing is kept but when a slot began, how long its clock stood, and since when it stands now. So every reading
follows from the meeting and the instant, in any process and after any crash.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from typing import Any, NamedTuple

from collabtui.domain.meetings.meeting import Meeting, Slot, slot_starts
from collabtui.errors import Refused

AS_PLANNED = timedelta(minutes=15)
"""Nobody looks for the reason why a meeting began or ended that much beside its plan."""
PLANNED_FOR_NOW = timedelta(minutes=5)
"""Until it begins that much may pass while somebody plans a meeting that is to be held at once."""


class ActualTimes(NamedTuple):
    start: datetime
    end: datetime
    otherwise: bool
    """Whether the plan was another one."""


def to_end_at(meeting: Meeting) -> datetime:
    """As announced. Where it was begun after that, or well before its time, as long after its beginning as it was
    planned to last: another day's hour is nobody's measure, nor is one that nobody was told."""
    begun = meeting.started_at
    if begun is None or (meeting.start - AS_PLANNED <= begun < meeting.end and not _planned_for_now(meeting, begun)):
        return meeting.end
    return begun + (meeting.end - meeting.start)


def _planned_for_now(meeting: Meeting, begun: datetime) -> bool:
    return meeting.invited_at is None and timedelta() <= begun - meeting.start <= PLANNED_FOR_NOW


def took_place(meeting: Meeting) -> ActualTimes:
    """As far as it has come: what has not begun or ended yet is taken from the plan."""
    start = meeting.started_at or meeting.start
    end = max(start, meeting.ended_at or to_end_at(meeting))
    beside = max(abs(start - meeting.start), abs(end - meeting.end))
    return ActualTimes(start, end, beside > AS_PLANNED)


WARN_AT = 0.8
"""Of a slot's time: a warning that comes when it is over comes too late."""
MINUTE = timedelta(minutes=1)
SHORTEST = 5
"""Minutes that a slot still to come keeps when time is taken from it without asking for each."""


def with_slot(meeting: Meeting, index: int, **changes: Any) -> Meeting:
    slots: list[Slot] = list(meeting.slots)
    slots[index] = slots[index].model_copy(update=changes)
    return meeting.model_copy(update={"slots": tuple(slots)})


def time_left(meeting: Meeting, now: datetime) -> timedelta:
    """Of the running slot; negative when it is over. Raises `Refused` (meeting.no_slots) when none runs."""
    if meeting.running_slot is None:
        raise Refused("meeting.no_slots", ref=meeting.ref)
    slot = meeting.slots[meeting.running_slot]
    reading = meeting.paused_at or now
    return slot.length + timedelta(seconds=slot.stood) - (reading - (slot.started_at or reading))


def elapsed(meeting: Meeting, now: datetime) -> timedelta:
    """Since the meeting began, by the clock on the wall: who waits for its end waits through the pauses, too."""
    return max(timedelta(), (meeting.ended_at or now) - (meeting.started_at or now))


def used(meeting: Meeting, now: datetime) -> float:
    """Share of the running slot's time; above 1 when it is over."""
    slot = meeting.slots[meeting.running_slot or 0]
    return 1 - time_left(meeting, now) / slot.length


def to_come(meeting: Meeting) -> list[int]:
    """Indices of the slots that have not begun and were not put aside."""
    return [
        number
        for number, slot in enumerate(meeting.slots)
        if slot.started_at is None and not slot.parked and number != meeting.running_slot
    ]


def projected_end(meeting: Meeting, now: datetime) -> datetime:
    """The instant at which the meeting will end if every slot that is still to come takes its own length.

    A running slot ends when its time is over, or now if it already is; while the clocks stand the end moves on."""
    if meeting.running_slot is None:
        return meeting.ended_at or to_end_at(meeting)
    left = max(timedelta(), time_left(meeting, now))
    return now + left + sum((meeting.slots[number].length for number in to_come(meeting)), timedelta())


def minutes_over(meeting: Meeting, now: datetime) -> int:
    """Whole minutes by which it will end late; negative or 0 when it will not."""
    return (projected_end(meeting, now) - to_end_at(meeting)) // MINUTE


def expected_starts(meeting: Meeting, now: datetime) -> list[datetime]:
    """The instants at which each slot began, or will if those before it take their own length from now on."""
    starts = [slot.started_at or start for slot, start in zip(meeting.slots, slot_starts(meeting), strict=True)]
    if meeting.running_slot is None:
        return starts
    at = now + max(timedelta(), time_left(meeting, now))
    for number in to_come(meeting):
        starts[number], at = at, at + meeting.slots[number].length
    return starts


def lengthened(meeting: Meeting, index: int, minutes: int) -> Meeting:
    """By a negative number, shorter. Raises `Refused` (meeting.slot_too_short, meeting.slot_over)."""
    slot = meeting.slots[index]
    if slot.ended_at and index != meeting.running_slot:
        raise Refused("meeting.slot_over", ref=meeting.ref, slot=index + 1, title=slot.title)
    if slot.minutes + slot.extended + minutes < 1:
        raise Refused("meeting.slot_too_short", slot=index + 1, title=slot.title, value=-minutes)
    return with_slot(meeting, index, extended=slot.extended + minutes)


def fitted(meeting: Meeting, now: datetime) -> Meeting:
    """The slots still to come shortened so that the meeting ends when it was announced to: a minute at a time from
    whichever is the longest. Raises `Refused` (meeting.in_time, meeting.cannot_fit: over, room)."""
    over = ceil((projected_end(meeting, now) - to_end_at(meeting)) / MINUTE)
    if over <= 0:
        raise Refused("meeting.in_time", ref=meeting.ref)
    lengths = {number: meeting.slots[number].length // MINUTE for number in to_come(meeting)}
    room = sum(max(0, length - SHORTEST) for length in lengths.values())
    if room < over:
        raise Refused("meeting.cannot_fit", ref=meeting.ref, over=over, room=room)
    for _ in range(over):
        longest = max(lengths, key=lambda number: lengths[number])
        lengths[longest] -= 1
    return _with_lengths(meeting, lengths.items())


def _with_lengths(meeting: Meeting, lengths: Iterable[tuple[int, int]]) -> Meeting:
    for number, minutes in lengths:
        meeting = with_slot(meeting, number, extended=minutes - meeting.slots[number].minutes)
    return meeting
