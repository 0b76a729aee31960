"""A series is cut where a change begins: every date is in one of the two parts, and what was held stays behind."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.meeting import Meeting, MeetingState
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import DateAnswer, Series, occurrence
from collabtui.domain.meetings.series_split import (
    Scope,
    SeriesCut,
    continued,
    cut,
    dates,
    is_to_come,
    remaining,
    shortened,
)

FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
SIX = Series(
    ref="SER1",
    title="周例会",
    rule=Rule(every="week", count=6),
    start=FIRST,
    minutes=30,
    timezone="Asia/Shanghai",
    uid="series@here",
)


def meeting(number: int, state: MeetingState = "invited", moved_by: timedelta = timedelta(0)) -> Meeting:
    """The meeting of the date with that number, from 0."""
    made = occurrence(SIX, FIRST + number * WEEK, ref=f"M{number}", uid=f"m{number}@here")
    return made.model_copy(update={"state": state, "start": made.start + moved_by, "end": made.end + moved_by})


def in_weeks(starts: Sequence[datetime | None]) -> list[int]:
    return [(start - FIRST) // WEEK for start in starts if start]


def cut_at(
    meetings: list[Meeting], scope: Scope, of: int, now: datetime, series: Series = SIX
) -> tuple[int | None, list[int], list[int]]:
    """The numbers of the first date, of those changed and of those kept."""
    made = cut(series, meetings, scope, next(one for one in meetings if one.ref == f"M{of}"), now)
    first = None if made.first is None else in_weeks([made.first])[0]
    return first, in_weeks([one.occurrence for one in made.changed]), in_weeks(made.kept)


HELD_AHEAD = [meeting(0, "published"), meeting(1), meeting(2, "published", -2 * WEEK), meeting(3)]


@pytest.mark.parametrize(
    ("meetings", "scope", "of", "now", "expected"),
    [
        ([meeting(0), meeting(1), meeting(2)], "following", 1, FIRST - HOUR, (1, [1, 2], [])),
        ([meeting(0), meeting(1), meeting(2)], "all", 1, FIRST - HOUR, (0, [0, 1, 2], [])),
        ([meeting(0), meeting(1), meeting(2)], "all", 1, FIRST + HOUR, (1, [1, 2], [])),
        # it was named, and not held: its hour is past, and it is changed
        ([meeting(0), meeting(1), meeting(2)], "following", 0, FIRST + HOUR, (0, [0, 1, 2], [])),
        ([meeting(0, "running"), meeting(1)], "following", 0, FIRST + HOUR, (1, [1], [])),
        # moved ahead of the cut, and held
        (HELD_AHEAD, "all", 1, FIRST + HOUR, (1, [1, 3], [2])),
        # called off by itself: neither changed nor kept
        ([meeting(0), meeting(1, "cancelled"), meeting(2)], "all", 0, FIRST - HOUR, (0, [0, 2], [])),
        # no meeting yet: the rule alone has the date
        ([meeting(0, "published")], "following", 0, FIRST + HOUR, (1, [], [])),
        ([meeting(0, "published")], "all", 0, FIRST + 9 * WEEK, (None, [], [])),
    ],
)
def test_a_cut_changes_what_is_to_come_from_there_on(
    meetings: list[Meeting],
    scope: Scope,
    of: int,
    now: datetime,
    expected: tuple[int | None, list[int], list[int]],
) -> None:
    assert cut_at(meetings, scope, of, now) == expected


def test_a_date_that_the_series_has_called_off_is_no_part_of_the_cut() -> None:
    off = SIX.model_copy(update={"called_off": (FIRST + WEEK,)})
    assert cut_at([meeting(0), meeting(1), meeting(2)], "all", 0, FIRST - HOUR, off) == (0, [0, 2], [])


def test_a_meeting_beside_the_rule_names_its_own_start() -> None:
    alone = meeting(2).model_copy(update={"occurrence": None})
    made = cut(SIX, [meeting(0), alone, meeting(3)], "following", alone, FIRST - HOUR)
    assert (made.first, in_weeks([one.occurrence for one in made.changed])) == (FIRST + 2 * WEEK, [3])


@pytest.mark.parametrize(
    ("state", "by", "comes"),
    [("planned", HOUR, True), ("invited", HOUR, True), ("invited", -HOUR, False), ("running", HOUR, False)],
)
def test_a_meeting_is_to_come_until_its_hour(state: MeetingState, by: timedelta, *, comes: bool) -> None:
    assert is_to_come(meeting(0, state), FIRST - by) is comes


def test_nothing_is_cut_where_nothing_is_to_come() -> None:
    assert shortened(SIX, SeriesCut(None, (), ())) is SIX


def test_nothing_is_left_of_a_series_that_is_changed_from_its_first_date_on() -> None:
    assert shortened(SIX, SeriesCut(FIRST, (), ())) is None


def answers(*weeks: int) -> tuple[DateAnswer, ...]:
    at = FIRST - WEEK
    return tuple(
        DateAnswer(occurrence=FIRST + week * WEEK, person="P1", partstat="declined", answered_at=at) for week in weeks
    )


def test_what_stays_ends_with_the_last_date_of_its_own() -> None:
    """The third was held before its time; the second goes on in the other series, so it is called off here."""
    series = SIX.model_copy(update={"called_off": (FIRST + 4 * WEEK,), "dates_answered": answers(0, 1, 2, 4)})
    made = SeriesCut(FIRST + WEEK, (), (FIRST + 2 * WEEK,))
    before = shortened(series, made)
    assert before is not None
    assert (before.rule.until, before.rule.count) == (date(2026, 3, 16), None)
    assert (in_weeks(before.called_off), before.dates_answered) == ([1], answers(0, 2))
    after = continued(series, made)
    assert (after.start, after.rule.count) == (FIRST + WEEK, 5)
    assert (in_weeks(after.called_off), after.dates_answered) == ([2, 4], answers(1, 2, 4))


@pytest.mark.parametrize(
    ("rule", "weeks", "left"),
    [
        (Rule(every="week", count=6), 2, Rule(every="week", count=4)),
        (Rule(every="week", count=6), 5, Rule(every="week", count=1)),
        (Rule(every="week", until=date(2026, 9, 1)), 2, Rule(every="week", until=date(2026, 9, 1))),
        (Rule(every="week"), 2, Rule(every="week")),
    ],
)
def test_the_rest_of_a_rule_comes_as_often_as_is_left(rule: Rule, weeks: int, left: Rule) -> None:
    assert remaining(SIX.model_copy(update={"rule": rule}), FIRST + weeks * WEEK) == left


class Case(NamedTuple):
    series: Series
    meetings: list[Meeting]
    of: Meeting
    now: datetime


rules = st.one_of(
    st.builds(
        Rule,
        every=st.just("week"),
        interval=st.integers(1, 3),
        weekdays=st.sampled_from([(), (0,), (0, 3), (0, 2, 4)]),
        count=st.integers(1, 9),
    ),
    st.builds(Rule, every=st.just("week"), until=st.dates(FIRST.date(), date(2026, 5, 30))),
    st.builds(Rule, every=st.just("month"), weekdays=st.just((0,)), nth=st.just(1), count=st.integers(1, 6)),
    st.builds(Rule, every=st.just("month"), count=st.integers(1, 6)),
)
states: st.SearchStrategy[MeetingState] = st.sampled_from(["planned", "invited", "running", "published", "cancelled"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A series across a change of the clocks, with meetings moved, held and called off, at any moment."""
    rule = draw(rules)
    start = datetime(2026, 3, 2, 8, tzinfo=UTC)
    bare = SIX.model_copy(update={"rule": rule, "start": start, "timezone": "Europe/Berlin"})
    there = list(dates(bare))
    meetings = []
    for number, one in enumerate(there):
        state = draw(st.none() | states)
        if number == 0 or state is not None:
            made = occurrence(bare, one, ref=f"M{number}", uid=f"m{number}@here")
            moved = made.start + timedelta(days=draw(st.integers(-9, 9)))
            meetings.append(made.model_copy(update={"state": state or "planned", "start": moved}))
    off = {one.occurrence for one in meetings if one.state == "cancelled"} | draw(st.sets(st.sampled_from(there)))
    of = draw(st.sampled_from(meetings))
    now = start + timedelta(days=draw(st.integers(-9, 99)))
    return Case(bare.model_copy(update={"called_off": tuple(sorted(off))}), meetings, of, now)


BOTH: tuple[Scope, ...] = ("following", "all")
scopes = st.sampled_from(BOTH)


@given(cases(), scopes)
def test_every_date_is_in_one_part_of_a_cut_series(case: Case, scope: Scope) -> None:
    made = cut(case.series, case.meetings, scope, case.of, case.now)
    before = shortened(case.series, made)
    parts = [*(before.starts() if before else ()), *(continued(case.series, made).starts() if made.first else ())]
    assert sorted(parts) == list(case.series.starts())


@given(cases(), scopes)
def test_every_meeting_that_is_there_is_before_the_cut_or_changed_or_kept(case: Case, scope: Scope) -> None:
    made = cut(case.series, case.meetings, scope, case.of, case.now)
    if made.first is None:
        return
    there = [one.occurrence for one in case.meetings if one.occurrence not in case.series.called_off]
    behind = [one for one in there if one is not None and one >= made.first]
    assert sorted([*(one.occurrence for one in made.changed if one.occurrence), *made.kept]) == behind
    assert all(is_to_come(one, case.now) or one.ref == case.of.ref for one in made.changed)


@given(cases())
def test_what_is_changed_of_what_follows_is_changed_of_all(case: Case) -> None:
    following, every = (cut(case.series, case.meetings, scope, case.of, case.now) for scope in BOTH)
    assert {one.ref for one in following.changed} <= {one.ref for one in every.changed}
    assert following.first is None or (every.first is not None and every.first <= following.first)
