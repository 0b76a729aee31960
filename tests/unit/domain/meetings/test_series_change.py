"""A series that is changed: each date takes its new place, and keeps what was decided of it alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.meeting import Meeting, Participant, Role
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import DateAnswer, Series, occurrence
from collabtui.domain.meetings.series_change import is_retimed, people_merged, reshaped
from collabtui.domain.meetings.series_split import dates

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
ANSWERED = MONDAY - DAY
BEFORE = Series(
    ref="SER1", title="周例会", rule=Rule(every="week"), start=MONDAY, minutes=30, timezone="Asia/Shanghai",
    place="三楼", participants=(Participant(person="P1"),), uid="s@here",
    dates_answered=(DateAnswer(occurrence=MONDAY + 5 * WEEK, person="P1", partstat="declined", answered_at=ANSWERED),),
)  # fmt: skip


def of_series(series: Series, many: int = 3) -> list[Meeting]:
    starts = [start for _, start in zip(range(many), dates(series), strict=False)]
    return [occurrence(series, start, ref=f"M{n}", uid=f"m{n}") for n, start in enumerate(starts, 1)]


def after(**changed: object) -> Series:
    return BEFORE.model_copy(update={"ref": "SER2", **changed})


def starts_after(changed: Series, before: Series = BEFORE) -> list[str]:
    """Of three meetings, by day and hour in UTC; `off` where one is called off."""
    found = reshaped(before, changed, of_series(before)).meetings
    return ["off" if one.state == "cancelled" else f"{one.start:%m-%d %H}" for one in found]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (after(title="站会"), ["03-02 06", "03-09 06", "03-16 06"]),
        (after(start=MONDAY + HOUR), ["03-02 07", "03-09 07", "03-16 07"]),
        (after(start=MONDAY + DAY), ["03-03 06", "03-10 06", "03-17 06"]),
        # of another kind the day counts: what the rule does not have any more is called off
        (after(rule=Rule(every="week", interval=2)), ["03-02 06", "off", "03-16 06"]),
        (after(rule=Rule(every="week", weekdays=(0, 3))), ["03-02 06", "03-09 06", "03-16 06"]),
        # no day is common: the next dates in order
        (after(rule=Rule(every="week", interval=2), start=MONDAY + DAY), ["03-03 06", "03-17 06", "03-31 06"]),
        (after(rule=Rule(every="week", count=2)), ["03-02 06", "03-09 06", "off"]),
    ],
)
def test_each_date_takes_its_place_in_the_new_row(changed: Series, expected: list[str]) -> None:
    assert starts_after(changed) == expected


def test_the_first_and_the_last_weekday_of_a_month_are_of_one_kind() -> None:
    first_monday = BEFORE.model_copy(update={"rule": Rule(every="month", weekdays=(0,), nth=1)})
    last_monday = first_monday.model_copy(
        update={"rule": Rule(every="month", weekdays=(0,), nth=-1), "start": MONDAY + 4 * WEEK}
    )
    assert starts_after(last_monday, first_monday) == ["03-30 06", "04-27 06", "05-25 06"]


def test_what_was_called_off_stays_called_off_at_another_hour() -> None:
    off = BEFORE.model_copy(update={"called_off": (MONDAY + 4 * WEEK,)})
    assert reshaped(off, after(start=MONDAY + HOUR), of_series(BEFORE)).series.called_off == (MONDAY + 4 * WEEK + HOUR,)
    assert reshaped(off, after(rule=Rule(every="week", count=2)), ()).series.called_off == ()


@pytest.mark.parametrize(
    ("changed", "retimed"),
    [
        (after(title="站会"), False),
        (after(rule=Rule(every="week", until=date(2027, 1, 1))), False),
        (after(rule=Rule(every="week", weekdays=(0,))), False),
        (after(start=MONDAY + HOUR), True),
        (after(minutes=45), True),
        (after(rule=Rule(every="week", interval=2)), True),
    ],
)
def test_answers_to_dates_stay_as_long_as_the_dates_do(changed: Series, *, retimed: bool) -> None:
    assert is_retimed(BEFORE, changed) is retimed
    found = reshaped(BEFORE, changed, ()).series.dates_answered
    assert found == (() if retimed else BEFORE.dates_answered)


def one_after(changed: Series, **own: object) -> Meeting:
    """The first meeting, with what it had of its own, after the change."""
    (found,) = reshaped(BEFORE, changed, [of_series(BEFORE)[0].model_copy(update=own)]).meetings
    return found


def test_a_field_that_was_changed_of_one_date_alone_stays() -> None:
    found = one_after(after(title="站会", place="五楼"), place="线上")
    assert (found.title, found.place, found.series) == ("站会", "线上", "SER2")


@pytest.mark.parametrize(
    ("changed", "own", "span"),
    [
        (after(minutes=45), {}, (MONDAY, 45)),
        (after(start=MONDAY + HOUR), {}, (MONDAY + HOUR, 30)),
        # made longer by itself: begins with the others, and is as long as it was made
        (after(start=MONDAY + HOUR, minutes=45), {"end": MONDAY + 2 * HOUR}, (MONDAY + HOUR, 120)),
        # moved by itself: stays where it is
        (after(start=MONDAY + HOUR), {"start": MONDAY + DAY, "end": MONDAY + DAY + HOUR}, (MONDAY + DAY, 60)),
    ],
)
def test_a_meeting_is_when_the_others_are_but_one_that_was_moved(
    changed: Series, own: dict[str, object], span: tuple[datetime, int]
) -> None:
    found = one_after(changed, **own)
    assert (found.start, (found.end - found.start) // timedelta(minutes=1)) == span


@pytest.mark.parametrize(
    ("changed", "partstat"), [(after(title="站会"), "accepted"), (after(minutes=45), "needs-action")]
)
def test_who_said_yes_to_another_time_is_asked_again(changed: Series, partstat: str) -> None:
    yes = (Participant(person="P1", partstat="accepted", answered_at=ANSWERED),)
    (found,) = one_after(changed, participants=yes).participants
    assert found.partstat == partstat


def people(*named: str) -> tuple[Participant, ...]:
    """`P1` takes part, `P1!` writes the minutes."""
    roles: dict[bool, Role] = {True: "scribe", False: "participant"}
    return tuple(Participant(person=one.rstrip("!"), role=roles[one.endswith("!")]) for one in named)


@pytest.mark.parametrize(
    ("before", "becomes", "there", "expected"),
    [
        (["P1"], ["P1", "P2"], ["P1"], ["P1", "P2"]),
        (["P1", "P2"], ["P1"], ["P1", "P2"], ["P1"]),
        # not to this one, and to this one alone
        (["P1", "P2"], ["P1", "P2"], ["P1"], ["P1"]),
        (["P1"], ["P1"], ["P1", "P3"], ["P1", "P3"]),
        # a role changes with the series, one of its own stays
        (["P1"], ["P1!"], ["P1"], ["P1!"]),
        (["P1"], ["P1"], ["P1!"], ["P1!"]),
        # who came to this one alone, and comes to all now
        (["P1"], ["P1", "P3!"], ["P1", "P3"], ["P1", "P3!"]),
    ],
)
def test_who_joins_the_series_joins_the_meeting(
    before: list[str], becomes: list[str], there: list[str], expected: list[str]
) -> None:
    assert people_merged(people(*before), people(*becomes), people(*there)) == people(*expected)


def test_who_answered_keeps_his_answer_in_another_role() -> None:
    yes = Participant(person="P1", partstat="accepted", answered_at=ANSWERED)
    (found,) = people_merged(people("P1"), people("P1!"), [yes])
    assert found == yes.model_copy(update={"role": "scribe"})


rules = st.sampled_from(
    [
        Rule(every="week"),
        Rule(every="week", interval=2, weekdays=(0, 3)),
        Rule(every="month"),
        Rule(every="month", weekdays=(0,), nth=1),
    ]
)
offsets = st.sampled_from([timedelta(0), HOUR, DAY])
groups = st.lists(st.sampled_from(["P1", "P2", "P3", "P4"]), unique=True)


@given(rules, st.lists(offsets, max_size=5), st.sets(st.integers(0, 6)))
def test_a_series_that_stays_as_it_is_leaves_its_meetings_as_they_are(
    rule: Rule, moved: list[timedelta], off: set[int]
) -> None:
    bare = BEFORE.model_copy(update={"rule": rule})
    called_off = tuple(start for number, start in zip(range(7), dates(bare), strict=False) if number in off)
    series = bare.model_copy(update={"called_off": called_off})
    there = [
        one.model_copy(update={"start": one.start + by, "end": one.end + by})
        for one, by in zip(of_series(series, len(moved)), moved, strict=True)
    ]
    assert reshaped(series, series, there) == (series, tuple(there))


@given(rules, st.integers(1, 5), st.integers(1, 9))
def test_every_date_is_as_much_later_as_the_first(rule: Rule, many: int, hours: int) -> None:
    series = BEFORE.model_copy(update={"rule": rule})
    there = of_series(series, many)
    later = series.model_copy(update={"start": MONDAY + hours * HOUR})
    found = reshaped(series, later, there).meetings
    assert [one.start for one in found] == [one.start + hours * HOUR for one in there]
    assert [one.start for one in reshaped(later, series, found).meetings] == [one.start for one in there]


@given(groups, groups, groups)
def test_a_change_of_people_is_taken_over_once(before: list[str], becomes: list[str], there: list[str]) -> None:
    once = people_merged(people(*before), people(*becomes), people(*there))
    assert people_merged(people(*becomes), people(*becomes), once) == once
    named = {one.person for one in once}
    assert named == (set(there) - (set(before) - set(becomes))) | (set(becomes) - set(before))
