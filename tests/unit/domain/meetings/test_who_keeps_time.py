"""Who watches the clock of a meeting for the others."""

import pytest

from collabtui.domain.meetings.meeting import Attendance, Participant
from support.least_records import MEETING


@pytest.mark.parametrize(
    ("attendance", "keeper"), [("unknown", "P2"), ("present", "P2"), ("late", "P2"), ("absent", None)]
)
def test_it_is_who_was_named_unless_he_is_not_there(attendance: Attendance, keeper: str | None) -> None:
    people = (Participant(person="P1"), Participant(person="P2", role="timekeeper", attendance=attendance))
    assert MEETING.model_copy(update={"participants": people}).timekeeper == keeper


def test_nobody_was_named() -> None:
    assert MEETING.timekeeper is None
