"""States of a meeting, and of who is invited, by what they mean. Plain values: a list asks before its first line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import MeetingState, Partstat, Role

HELD: "tuple[MeetingState, ...]" = ("recorded", "published", "signed")
"""It took place and is over: what was said is written down."""


def owes_answer(role: "Role", partstat: "Partstat") -> bool:
    """Whether somebody who is invited has yet to say if he comes. Who leads the meeting is there unless he says
    otherwise."""
    return partstat == "needs-action" and role != "facilitator"
