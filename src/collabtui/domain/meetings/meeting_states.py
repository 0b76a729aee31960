"""States of a meeting by what they mean. Plain values: a list asks before its first line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import MeetingState

HELD: "tuple[MeetingState, ...]" = ("recorded", "published", "signed")
"""It took place and is over: what was said is written down."""
