"""Attendance is taken once it is noted of anybody."""

from collabtui.domain.meetings.meeting import Participant
from collabtui.domain.meetings.quorum import attendance_taken
from support.records import meeting


def test_it_is_taken_once_it_is_noted_of_one() -> None:
    invited, late = Participant(person="P1"), Participant(person="P2", attendance="late")
    assert not attendance_taken(meeting("M1", participants=(invited,)))
    assert attendance_taken(meeting("M1", participants=(invited, late)))
