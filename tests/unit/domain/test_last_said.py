"""Of two words the one said last counts, in whatever order they come in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.action import Action, holes, spoken_of
from collabtui.domain.last_word import NewerWord, Provenance, is_outdated, with_statements
from collabtui.domain.mail.outdated_parts import (
    ANSWER,
    ATTENDANCE,
    CRITERION,
    SIGN_OFF,
    VOTE,
    criterion_word,
    only_outdated,
    without_outdated,
)
from collabtui.domain.mail.reply import CriterionResult, Request, Understanding, Update
from support.least_records import ACTION, NOW


def by(hour: int) -> Provenance:
    return Provenance(NOW + timedelta(hours=hour), f"at {hour}", "key")


def spoken(action: Action, hour: int, *also: str, **changed: Any) -> Action:
    return spoken_of(action, action.model_copy(update=changed), also, by(hour), by(hour).at)


def who(action: Action) -> dict[str, str]:
    return {one.value: one.by for one in action.stated}


def test_each_value_remembers_who_spoke_of_it_last() -> None:
    action = spoken(spoken(ACTION, 2, status="in-progress", percent=30), 3, "due", percent=50)
    assert who(action) == {"due": "at 3", "percent": "at 3", "status": "at 2"}
    assert {one.percent for one in action.stated if one.value == "percent"} == {50}


def test_what_is_repeated_later_is_said_anew_and_what_was_said_earlier_is_not() -> None:
    action = spoken(ACTION, 5, "due")
    assert who(spoken(action, 6, "due")) == {"due": "at 6"}
    assert who(spoken(action, 4, "due")) == {"due": "at 5"}
    # of two words of one moment the one that comes in last counts, but a repetition changes nothing
    assert who(spoken(action, 5, "due")) == {"due": "at 5"}


def test_what_is_done_is_whole_and_what_is_not_done_after_all_is_as_far_as_was_said() -> None:
    begun = spoken(ACTION, 1, status="in-progress", percent=40)
    done = spoken(begun, 2, status="done")
    assert done.percent == 100
    again = spoken(done, 3, status="in-progress")
    assert again.percent == 40
    assert spoken(spoken(ACTION, 2, status="done"), 3, status="in-progress").percent == 0


def test_a_percent_from_before_anything_was_said_comes_back_too() -> None:
    made = ACTION.model_copy(update={"status": "in-progress", "percent": 20})
    done = spoken(made, 2, status="done")
    assert (done.percent, who(done)) == (100, {"percent": ACTION.updated_by, "status": "at 2"})
    assert spoken(done, 3, status="blocked").percent == 20


def test_a_percent_that_was_said_later_than_done_is_the_one_that_counts() -> None:
    done = spoken(ACTION, 2, status="done")
    assert spoken(done, 3, "percent", percent=90).percent == 90
    assert spoken(done, 1, "percent", percent=90).percent == 100


def test_a_percent_with_the_word_that_it_is_not_done_is_the_new_one() -> None:
    done = spoken(ACTION, 2, status="done")
    assert spoken(done, 3, "percent", status="in-progress", percent=70).percent == 70


def test_a_word_that_comes_late_leaves_the_last_one() -> None:
    known = with_statements((), ["due", "owner"], by(5), 0)
    assert {one.value: one.by for one in with_statements(known, ["due", "note"], by(4), 0)} == {
        "due": "at 5",
        "note": "at 4",
        "owner": "at 5",
    }


@pytest.mark.parametrize(
    ("said", "known", "outdated"),
    [(NOW, None, False), (NOW, NOW, False), (NOW, NOW + timedelta(seconds=1), True), (NOW + timedelta(1), NOW, False)],
)
def test_a_word_is_outdated_by_a_later_one(said: datetime, known: datetime | None, outdated: bool) -> None:
    assert is_outdated(said, known, None) is outdated


@pytest.mark.parametrize(("ahead", "outdated"), [(timedelta(hours=23), True), (timedelta(days=1900), False)])
def test_what_a_wrong_clock_has_dated_keeps_no_later_word_out(ahead: timedelta, outdated: bool) -> None:
    """Of a clock that differs a little it is the newer word all the same."""
    assert is_outdated(NOW, NOW + ahead, NOW) is outdated


def test_the_next_word_takes_the_place_of_what_a_wrong_clock_has_dated() -> None:
    """And what nobody speaks of now is of now at the latest, so that the word after it counts."""
    wrong = spoken(ACTION, 24 * 1900, status="blocked", due=date(2026, 4, 1))
    action = spoken(wrong, 1, status="done")
    assert {one.value: (one.by, one.at) for one in action.stated} == {
        "due": (f"at {24 * 1900}", by(1).at),
        "status": ("at 1", by(1).at),
    }
    assert action.percent == 100


def test_an_action_that_goes_out_has_an_owner_and_a_date_and_should_have_a_result() -> None:
    assert [(one.key, one.stops) for one in holes(ACTION)] == [
        ("action.no_owner", True), ("action.no_due", True), ("action.no_deliverable", False),
    ]  # fmt: skip
    whole = ACTION.model_copy(
        update={"owner": "P1", "due": datetime(2026, 3, 6, tzinfo=UTC).date(), "deliverable": "x"}
    )
    assert holes(whole) == ()


def newer(value: str, ref: str = "A1") -> NewerWord:
    return NewerWord(ref=ref, value=value, at=NOW)


ONCE = Understanding(sign_off="agreed", rsvp="accepted", stance="for")
BLOCKED = Update(ref="A1", status="blocked", percent=40, note="waits")
PART = Update(ref="A1", status="in-progress", percent=40, note="half")


@pytest.mark.parametrize(
    ("value", "field"), [(SIGN_OFF, "sign_off"), (ATTENDANCE, "rsvp"), (ANSWER, "stance")]
)  # fmt: skip
def test_what_is_said_once_in_a_mail_counts_or_is_left_alone(value: str, field: str) -> None:
    word = [newer(value, "M1")]
    assert without_outdated(ONCE, word) == ONCE.model_copy(update={field: None})
    assert only_outdated(ONCE, word) == Understanding().model_copy(update={field: getattr(ONCE, field)})


@pytest.mark.parametrize(
    ("update", "outdated", "counts", "left"),
    [
        (PART, [], (PART,), ()),
        (PART, [newer("percent")], (PART,), (Update(ref="A1", percent=40),)),
        (PART, [newer("status"), newer("percent"), newer("note")], (), (PART,)),
        # of another action
        (PART, [newer("status", "A2")], (PART,), ()),
        # with what is blocked no more goes the reason why
        (BLOCKED, [newer("status")], (BLOCKED,), (Update(ref="A1", status="blocked", note="waits"),)),
        (BLOCKED, [newer("reason")], (BLOCKED,), (Update(ref="A1", status="blocked", note="waits"),)),
    ],
)
def test_an_update_counts_as_far_as_nobody_spoke_of_it_later(
    update: Update, outdated: list[NewerWord], counts: tuple[Update, ...], left: tuple[Update, ...]
) -> None:
    understood = Understanding(updates=(update,))
    assert without_outdated(understood, outdated).updates == counts
    assert only_outdated(understood, outdated).updates == left


def test_that_an_owner_took_it_on_is_never_outdated() -> None:
    taken = Update(ref="A1", status="in-progress", accept=True)
    assert without_outdated(Understanding(updates=(taken,)), [newer("status")]).updates == (taken,)


@pytest.mark.parametrize(
    ("ask", "values"), [("postpone", {"due"}), ("reassign", {"owner"}), ("cancel", {"status"}), ("correct", set())]
)
def test_a_request_names_the_field_that_it_wants_changed(ask: Any, values: set[str]) -> None:
    assert Request(ref="A1", ask=ask).values == values


@pytest.mark.parametrize(
    ("update", "values"),
    [
        (BLOCKED, {"status", "percent", "reason"}),
        (PART, {"status", "percent", "note"}),
        (Update(ref="A1", status="done", percent=100), {"status"}),
        (Update(ref="A1", accept=True), set()),
    ],
)
def test_an_update_names_the_fields_that_it_speaks_of(update: Update, values: set[str]) -> None:
    assert update.values == values


def test_a_vote_counts_or_is_left_alone() -> None:
    voted = Understanding(vote="B", stance="for")
    assert without_outdated(voted, [newer(VOTE, "VOTE1")]) == Understanding(stance="for")
    assert only_outdated(voted, [newer(VOTE, "VOTE1")]) == Understanding(vote="B")
    assert only_outdated(voted, [newer(ANSWER, "VOTE1")]).vote == ""


def test_of_several_criteria_only_those_are_outdated_that_were_spoken_of_later() -> None:
    first, second, tenth = (CriterionResult(number=n, text=f"c{n}", met=True) for n in (1, 2, 12))
    measured = Understanding(criteria=(first, second, tenth))
    word = [newer(CRITERION, criterion_word("X-2026-001", 2))]
    assert word[0].ref == "X-2026-001/2"
    assert without_outdated(measured, word).criteria == (first, tenth)
    assert only_outdated(measured, word).criteria == (second,)
    assert without_outdated(measured, [newer(VOTE, "X-2026-001/2")]) == measured
