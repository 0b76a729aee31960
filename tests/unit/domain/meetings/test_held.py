"""When a meeting was held."""

from datetime import UTC, datetime, timedelta

import pytest

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.meeting_clock import took_place

START = datetime(2026, 3, 2, 14, tzinfo=UTC)
INVITED = START - timedelta(hours=2)
MEETING = Meeting(
    ref="M1", title="x", start=START, end=START + timedelta(hours=1), timezone="UTC", uid="u", invited_at=INVITED
)


@pytest.mark.parametrize(
    ("began", "ended", "held_from", "held_to", "otherwise"),
    [
        (None, None, 0, 60, False),
        (5, 70, 5, 70, False),
        (15, 75, 15, 75, False),
        (16, 60, 16, 60, True),
        (-90, -30, -90, -30, True),
        (0, 40, 0, 40, True),
        (1440, 1500, 1440, 1500, True),
        # it runs: its end is not known yet
        (3, None, 3, 60, False),
        # begun after its planned end: it lasts as long as it was planned to
        (90, None, 90, 150, True),
        (90, 100, 90, 100, True),
    ],
)
def test_as_it_was_run_and_whether_that_was_the_plan(
    began: int | None, ended: int | None, held_from: int, held_to: int, otherwise: bool
) -> None:
    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else START + timedelta(minutes=minutes)

    meeting = MEETING.model_copy(update={"started_at": at(began), "ended_at": at(ended)})
    assert took_place(meeting) == (at(held_from), at(held_to), otherwise)
