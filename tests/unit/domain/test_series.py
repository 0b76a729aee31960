from datetime import UTC, datetime, timedelta

from collabtui.domain.meetings.meeting import Participant, Slot
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series, next_starts, occurrence

FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK = timedelta(days=7)
WEEKLY = Series(
    ref="SER1",
    title="周例会",
    rule=Rule(every="week"),
    start=FIRST,
    minutes=30,
    timezone="Asia/Shanghai",
    slots=(Slot(title="进展", minutes=30),),
    participants=(Participant(person="P1", role="facilitator"),),
    uid="series@here",
)


def test_the_next_starts_are_later_and_leave_out_what_is_called_off() -> None:
    off = WEEKLY.model_copy(update={"called_off": (FIRST + 2 * WEEK,)})
    assert next_starts(off, FIRST, 3) == [FIRST + WEEK, FIRST + 3 * WEEK, FIRST + 4 * WEEK]
    assert next_starts(off, FIRST - WEEK, 1) == [FIRST]


def test_an_occurrence_has_the_usual_agenda_and_remembers_its_place_in_the_rule() -> None:
    meeting = occurrence(WEEKLY, FIRST + WEEK, ref="M4", uid="m4@here")
    assert (meeting.series, meeting.occurrence, meeting.end - meeting.start) == (
        "SER1",
        FIRST + WEEK,
        timedelta(minutes=30),
    )
    assert (meeting.slots, meeting.participants) == (WEEKLY.slots, WEEKLY.participants)
    assert meeting.uid != WEEKLY.uid
