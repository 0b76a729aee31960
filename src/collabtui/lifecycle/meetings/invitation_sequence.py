"""SEQUENCE of invitations: when it is raised, and to which number (RFC 5545 3.8.7.4, RFC 5546 2.1.4).

An invitation that is taken back (`invite.invitation_taken_back`) leaves the next one a number above its own.
"""

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.meetings.calendar_holders import highest_sequence
from collabtui.store.interface import Reader


def sequence_after(reader: Reader, before: Meeting | Series, *, known: bool) -> int:
    """The SEQUENCE of what is sent now of a meeting or of a whole series: raised by each update and each cancellation
    of what is `known`, what somebody has in a calendar; a first invitation, and what nobody heard of, keep theirs."""
    if not known:
        return before.sequence
    return next_sequence(reader, before) if isinstance(before, Meeting) else next_of_series(reader, before)


def next_sequence(reader: Reader, meeting: Meeting) -> int:
    """Above all that was said of the meeting, or of any part of its series."""
    if meeting.series is None:
        return max(meeting.sequence, highest_sequence(reader, meeting.uid)) + 1
    return next_of_series(reader, reader.get(Series, meeting.series))


def next_of_series(reader: Reader, series: Series) -> int:
    there = (one.sequence for one in reader.find(Meeting, series=series.ref))
    return max((series.sequence, highest_sequence(reader, series.uid), *there)) + 1
