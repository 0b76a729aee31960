from datetime import UTC, date, datetime, timedelta

import pytest

from collabtui.domain.meetings.meeting import Participant, Partstat, Slot
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import (
    DateAnswer,
    Series,
    date_answer,
    missed_starts,
    next_starts,
    occurrence,
    start_named,
    with_date_answer,
    with_deputies,
)

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


def answered(hour: int, partstat: Partstat = "declined", start: datetime = FIRST) -> DateAnswer:
    at = FIRST - timedelta(days=1) + timedelta(hours=hour)
    return DateAnswer(occurrence=start, person="P1", partstat=partstat, comment=f"at {hour}", answered_at=at)


@pytest.mark.parametrize(
    ("named", "start"),
    [
        (FIRST, FIRST),
        (FIRST + WEEK, FIRST + WEEK),
        # the day, in the zone of the series: 14:00 in Shanghai
        (date(2026, 3, 9), FIRST + WEEK),
        (date(2026, 3, 10), None),
        (FIRST + timedelta(minutes=5), None),
        (FIRST - WEEK, None),
        (date(2026, 12, 28), None),
    ],
)
def test_a_date_of_a_series_is_named_by_its_instant_or_its_day(named: date, start: datetime | None) -> None:
    ends = WEEKLY.model_copy(update={"rule": Rule(every="week", count=10)})
    assert start_named(ends, named) == start


def test_dates_that_came_since_the_invitation_and_are_no_meetings_were_missed() -> None:
    now = FIRST + 3 * WEEK
    assert missed_starts(WEEKLY, (), now) == []
    assert missed_starts(WEEKLY.model_copy(update={"state": "invited"}), (), now) == []
    told = WEEKLY.model_copy(update={"state": "invited", "invited_at": FIRST})
    assert missed_starts(told, (FIRST + 2 * WEEK,), now) == [FIRST + WEEK, FIRST + 3 * WEEK]


def test_of_two_answers_to_one_date_the_one_given_later_counts() -> None:
    first = with_date_answer(WEEKLY, answered(2))
    assert with_date_answer(first, answered(1, "accepted")) == first
    assert with_date_answer(first, answered(3, "accepted")).dates_answered == (answered(3, "accepted"),)
    other = answered(1, start=FIRST + WEEK)
    assert with_date_answer(first, other).dates_answered == (answered(2), other)
    assert date_answer(first, FIRST, "P2") is None


def test_an_answer_to_a_date_goes_before_one_to_the_series() -> None:
    series = with_date_answer(WEEKLY, answered(2))
    held = occurrence(series, FIRST, ref="M4", uid="m4@here").participants[0]
    assert (held.partstat, held.comment, held.answered_at) == ("declined", "at 2", answered(2).answered_at)
    assert held.role == "facilitator"


def test_an_answer_without_a_deputy_is_kept_as_those_of_before_were() -> None:
    alone = answered(2)
    assert "deputy" not in alone.model_dump()
    assert alone.model_copy(update={"deputy": "P7"}).model_dump()["deputy"] == "P7"
    assert DateAnswer.model_validate(alone.model_dump()) == alone


def test_who_comes_in_the_place_of_who_declined_takes_part_on_that_date_alone() -> None:
    def people(start: datetime, *answers: DateAnswer) -> list[str]:
        series = WEEKLY.model_copy(update={"dates_answered": answers})
        meeting = occurrence(series, start, ref="M4", uid="m4@here")
        return [one.person for one in with_deputies(series, meeting).participants]

    sent = answered(2).model_copy(update={"deputy": "P7"})
    assert people(FIRST, sent) == ["P1", "P7"]
    assert people(FIRST, sent, sent.model_copy(update={"person": "P2"})) == ["P1", "P7"]
    assert people(FIRST + WEEK, sent) == ["P1"]
    assert people(FIRST, answered(2)) == ["P1"]
    assert people(FIRST, sent.model_copy(update={"deputy": "P1"})) == ["P1"], "he comes anyway"
    assert people(FIRST, sent.model_copy(update={"partstat": "accepted"})) == ["P1"]
