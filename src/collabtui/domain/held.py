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


def to_end_at(meeting: Meeting) -> datetime:
    """As announced. Where it was begun after that, or well before its time, as long after its beginning as it was
    planned to last: another day's hour is nobody's measure."""
    begun = meeting.started_at
    if begun is None or meeting.start - AS_PLANNED <= begun < meeting.end:
        return meeting.end
    return begun + (meeting.end - meeting.start)


def held(meeting: Meeting) -> Held:
    """As far as it has come: what has not begun or ended yet is taken from the plan."""
    start = meeting.started_at or meeting.start
    end = max(start, meeting.ended_at or to_end_at(meeting))
    beside = max(abs(start - meeting.start), abs(end - meeting.end))
    return Held(start, end, beside > AS_PLANNED)
