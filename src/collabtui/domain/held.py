"""When a meeting was held, as it was run; what was planned is worth saying where that was another time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from collabtui.domain.meeting import Meeting

AS_PLANNED = timedelta(minutes=15)
"""Nobody looks for the reason why a meeting began or ended that much beside its plan."""


class Held(NamedTuple):
    start: datetime
    end: datetime
    otherwise: bool
    """Whether the plan was another one."""


def held(meeting: Meeting) -> Held:
    """As far as it has come: what has not begun or ended yet is taken from the plan."""
    start = meeting.started_at or meeting.start
    end = max(start, meeting.ended_at or meeting.end)
    beside = max(abs(start - meeting.start), abs(end - meeting.end))
    return Held(start, end, beside > AS_PLANNED)
