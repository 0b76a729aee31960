"""What is different in the next version of the minutes, whom it concerns, and when they are signed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.meeting import Correction, SignOff
from collabtui.domain.meetings.minutes_versions import LineChange, MinutesLine, changes
from collabtui.domain.meetings.sign_off import (
    affected_readers,
    corrected_line,
    current_answers,
    instead_of,
    is_affected,
    is_signed,
)
from collabtui.domain.people import Person
from collabtui.domain.text_diff import pieces

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PEOPLE = {
    person.ref: person
    for person in (
        Person(ref="P1", name="张伟", email="z@example.test", department="研发部"),
        Person(ref="P2", name="陈静", email="c@example.test", department="市场部"),
        Person(ref="P3", name="赵强", email="q@example.test", department="研发部", head=True),
        Person(ref="P4", name="Bob", email="b@example.test"),
    )
}


def line(ref: str, kind: Any, text: str = "x", **said: Any) -> MinutesLine:
    return MinutesLine(ref=ref, kind=kind, text=text, **said)


D1 = line("D1", "decision", "接口冻结日为3月4日")
A1 = line("A1", "action", "接口文档", person="P1", due=date(2026, 3, 6))


def test_what_is_new_gone_or_different_is_found_line_by_line() -> None:
    later = A1.model_copy(update={"due": date(2026, 3, 9), "deliverable": "文档"})
    found = changes([A1, D1], [later, line("Q1", "question")])
    assert [(one.line.ref, one.before is None, one.after is None) for one in found] == [
        ("D1", False, True), ("A1", False, False), ("Q1", True, False),
    ]  # fmt: skip
    assert [(one.name, one.new) for one in found[1].fields] == [("due", date(2026, 3, 9)), ("deliverable", "文档")]


def test_another_order_is_no_change() -> None:
    assert changes([A1, D1], [D1, A1]) == ()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("冻结日为3月4日", "冻结日为3月15日", "冻结日为3月[-4-]{+15+}日"),
        ("ship on Friday", "ship on Monday", "ship on [-Friday-]{+Monday+}"),
        ("先做接口", "先做接口和文档", "先做接口{+和文档+}"),
        ("预算谁出", "API first", "[-预算谁出-]{+API first+}"),
        ("", "x", "{+x+}"),
    ],
)
def test_the_words_that_went_and_came_are_marked(old: str, new: str, shown: str) -> None:
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    assert "".join(marks[piece.op].format(piece.text) for piece in pieces(old, new)) == shown


@given(st.text(), st.text())
def test_the_pieces_are_both_texts_whole(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.op != "new") == old
    assert "".join(piece.text for piece in found if piece.op != "old") == new


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        # what binds all goes to all
        (D1, D1.model_copy(update={"text": "改了"}), {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        (D1, None, {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        (None, line("E1", "consensus"), {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        (None, line("Q1", "question"), {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        # an action: its owner and his head
        (A1, A1.model_copy(update={"due": date(2026, 3, 9)}), {"P1": "item", "P3": "department"}),
        # it went to somebody else: both, and the head of the one who has it no longer
        (A1, A1.model_copy(update={"person": "P2"}), {"P1": "item", "P2": "item", "P3": "department"}),
        # who supports it
        (A1, A1.model_copy(update={"collaborators": ("P4",)}), {"P1": "item", "P3": "department", "P4": "item"}),
        # a risk as an action; one that nobody owned as what binds all
        (None, line("R1", "risk", person="P4"), {"P4": "item"}),
        (None, line("R1", "risk"), {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        # a view: whose it is
        (None, line("E2", "view", who="市场部"), {"P2": "item"}),
        (None, line("E2", "view", who="Bob"), {"P4": "item"}),
        (None, line("E2", "view", who="somebody"), {"P1": "agreed", "P2": "agreed", "P3": "agreed", "P4": "agreed"}),
        # attendance: who was there or not, not his head
        (
            line("P1", "attendance", person="P1", attendance="absent"),
            line("P1", "attendance", person="P1", attendance="late"),
            {"P1": "item"},
        ),
    ],
)
def test_a_new_version_goes_to_those_whom_it_concerns(
    before: MinutesLine | None, after: MinutesLine | None, told: dict[str, str]
) -> None:
    found = (LineChange(before, after),)
    assert is_affected(PEOPLE.values(), dict.fromkeys(PEOPLE, found), (), PEOPLE) == told


def test_who_asked_for_a_correction_gets_the_next_version_whatever_it_changes() -> None:
    found = (LineChange(A1, None),)
    told = is_affected(PEOPLE.values(), dict.fromkeys(PEOPLE, found), {"P2"}, PEOPLE)
    assert told == {"P1": "item", "P2": "corrected", "P3": "department"}


def test_nothing_new_concerns_nobody() -> None:
    assert affected_readers(PEOPLE["P1"], (), PEOPLE) is None


def answer(person: str, version: int, state: Any, *outcomes: Any) -> SignOff:
    corrections = tuple(Correction(text="x", outcome=outcome) for outcome in outcomes)
    return SignOff(
        ref=f"S{person}{version}", meeting="M1", minutes_version=version, person=person, state=state,
        corrections=corrections, deadline=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "signed"),
    [
        ([], False),
        ([answer("P1", 1, "agreed"), answer("P2", 1, "silent")], True),
        ([answer("P1", 1, "agreed"), answer("P2", 1, "waiting")], False),
        # who was not sent version 2 has signed what he was sent
        ([answer("P1", 1, "agreed"), answer("P2", 1, "corrected", "accepted"), answer("P2", 2, "agreed")], True),
        ([answer("P1", 1, "agreed"), answer("P2", 1, "replaced"), answer("P2", 2, "waiting")], False),
        ([answer("P1", 1, "replaced"), answer("P1", 2, "silent")], True),
        # an objection to version 1 that came late holds version 2, too
        ([answer("P1", 1, "corrected", "open"), answer("P1", 2, "silent")], False),
        ([answer("P1", 1, "corrected", "refused"), answer("P1", 2, "silent")], True),
        # taken up, but the next version is not out
        ([answer("P1", 1, "corrected", "accepted")], False),
        ([answer("P1", 1, "agreed", "withdrawn")], True),
        # version 2 was taken back before it left
        ([answer("P1", 1, "agreed"), answer("P1", 2, "withdrawn")], True),
        ([answer("P1", 1, "waiting"), answer("P1", 2, "withdrawn")], False),
        ([answer("P1", 1, "withdrawn")], False),
    ],
)
def test_minutes_are_signed_when_all_agree_with_what_they_were_sent(answers: list[SignOff], signed: bool) -> None:
    assert is_signed(answers) is signed


def test_the_answer_to_the_latest_version_stands() -> None:
    first, second = answer("P1", 1, "agreed"), answer("P1", 2, "waiting")
    assert current_answers([second, first]) == {"P1": second}


LINES = (
    D1,
    A1,
    line("A2", "action", "Send the budget to the board"),
    line("P1", "attendance", "Send the budget to the board", person="P1"),
)


@pytest.mark.parametrize(
    ("text", "named", "ref"),
    [
        ("x", "D1", "D1"),
        # a ref that he writes, in any letter case; one that the minutes do not have is passed over
        ("a9 and a1 are wrong", None, "A1"),
        ("Send the budgets to the board", None, "A2"),
        ("the room was cold", None, None),
        ("XA1", "D9", None),
    ],
)
def test_the_line_that_is_meant_is_named_or_nearly_repeated(text: str, named: str | None, ref: str | None) -> None:
    found = corrected_line(Correction(text=text, line=named), LINES)
    assert (found.ref if found else None) == ref


def test_without_lines_nothing_is_meant() -> None:
    assert corrected_line(Correction(text="Send the budget to the board"), ()) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Send the budgets to the board", "Send the budgets to the board"),
        (f"{LINES[2].ref.lower()}: Send the budgets to the board", "Send the budgets to the board"),
        ("not me", "Send the budget to the board"),
    ],
)
def test_a_wording_of_the_whole_line_takes_its_place(text: str, begins: str) -> None:
    assert instead_of(LINES[2], Correction(text=text)) == begins


@pytest.mark.parametrize("change", [LineChange(None, D1), LineChange(D1, None)])
def test_a_line_that_is_new_or_gone_has_no_changed_fields(change: LineChange) -> None:
    assert change.fields == ()
    assert change.sides == (D1,)
