"""The rule of the same moment: in a running meeting two people both go on, or both lengthen a slot, within seconds of
each other. It counts once."""

from datetime import timedelta

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Conflict
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader

SAME_MOMENT = timedelta(seconds=5)
"""In which two people's commands mean the same thing."""
_LOOKED_AT = 20
"""Changes of the meeting that are looked through: so many are not made in a moment."""


def refuse_second(reader: Reader, acting: Acting, meeting: Meeting, command: str) -> None:
    """Raises `Conflict` where somebody else has given the same command in this moment: live.moved_already (title, by)
    for `next`, live.extended_already (title, by) for `extend`. Other commands may be given twice."""
    change = given_just_now(reader, acting, meeting, command)
    if change is not None and change.actor != acting.actor:
        raise already_done(meeting, command, change)


def already_done(meeting: Meeting, command: str, change: TrailEntry) -> Conflict:
    title = meeting.slots[meeting.running_slot].title if meeting.running_slot is not None else ""
    key = "live.moved_already" if command == "next" else "live.extended_already"
    return Conflict(key, title=title, by=change.actor)


def given_just_now(reader: Reader, acting: Acting, meeting: Meeting, command: str) -> TrailEntry | None:
    """The change that this command of anybody has made in this moment."""
    for change in reader.changes(meeting.ref, limit=_LOOKED_AT):
        if not timedelta() <= acting.now - change.at < SAME_MOMENT:
            continue
        if command == "next" and change.field == "running_slot" and _went_on(change):
            return change
        if command == "extend" and change.field == "slots" and _lengthened(change, meeting.running_slot):
            return change
    return None


def _went_on(change: TrailEntry) -> bool:
    """Not the start of the meeting, and not one that an undo has taken back to."""
    return change.old is not None and change.new is not None and change.new > change.old


def _lengthened(change: TrailEntry, slot: int | None) -> bool:
    if slot is None or not (len(change.old or ()) == len(change.new or ()) > slot):
        return False
    return bool(change.new[slot]["extended"] > change.old[slot]["extended"])
