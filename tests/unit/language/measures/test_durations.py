"""Lengths of time as people write them, in minutes of work."""

import pytest

from collabtui.language.durations import is_about_time, minutes_of


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20分钟", 20),
        ("1.5小时", 90),
        ("1,5 h", 90),
        ("约3小时", 180),
        ("两个半小时", 150),
        ("2 h 30 min", 150),
        ("about 20 minutes.", 20),
        ("an hour", 60),
        ("半天", 240),
        ("half a day", 240),
        ("one day", 480),
        ("1天2小时", 600),
        ("2天又3小时", 1140),
        ("2 days and 3 hours", 1140),
        ("2 weeks", 4800),
    ],
)
def test_a_day_is_eight_hours_of_work(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["3-5天", "a few days", "三天左右", "2 hours more", "2天或3小时", "0分钟", "表格", ""])
def test_what_is_no_length_for_certain_is_none(text: str) -> None:
    assert minutes_of(text) is None


@pytest.mark.parametrize(
    ("text", "about_time"),
    [("3-5天", True), ("3 to 5 days", True), ("三到五天", True), ("每天", False), ("5 forms", False), ("", False)],
)
def test_a_range_of_time_is_about_time(text: str, *, about_time: bool) -> None:
    assert is_about_time(text) == about_time
