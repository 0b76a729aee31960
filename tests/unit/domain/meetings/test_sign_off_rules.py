"""Which line a correction may mean, why an agreement was taken down, and whose silence agrees."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.meetings.meeting import Correction, SignOff, SignOffState
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.sign_off import agrees_by_silence, nearest_lines
from collabtui.domain.people import Person

DEADLINE = datetime(2026, 3, 10, 20, tzinfo=UTC)


def test_the_likest_lines_come_first_and_attendance_is_none_of_them() -> None:
    lines = [
        MinutesLine(ref="P1", kind="attendance", text="the freeze is on 4 March"),
        MinutesLine(ref="A1", kind="action", text="book the venue"),
        MinutesLine(ref="D1", kind="decision", text="the freeze is on 4 March"),
    ]
    found = nearest_lines(Correction(text="the freeze is on 5 March"), lines)
    assert [one.ref for one in found] == ["D1", "A1"]


@pytest.mark.parametrize(("state", "because"), [("agreed", "said so by telephone"), ("corrected", "")])
def test_a_reason_stands_beside_an_agreement_alone(state: SignOffState, because: str) -> None:
    answer = SignOff(
        ref="S1",
        meeting="M1",
        person="P1",
        minutes_version=1,
        state=state,
        text="said so by telephone",
        deadline=DEADLINE,
    )
    assert answer.recorded_because == because


@pytest.mark.parametrize(("zone", "agrees"), [("UTC", True), ("Asia/Shanghai", False)])
def test_nobody_agrees_by_silence_on_a_day_on_which_he_is_away(zone: str, *, agrees: bool) -> None:
    person = Person(
        ref="P1",
        name="t",
        email="p@example.test",
        timezone=zone,
        away_from=date(2026, 3, 11),
        away_until=date(2026, 3, 12),
    )
    assert agrees_by_silence(person, DEADLINE) is agrees
