"""Departments and people: who can be meant, by which addresses, and what is left of who goes."""

from datetime import UTC, datetime

import pytest

from collabtui.domain.people import Department, Person

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
BOB = Person(
    ref="P2", name="Bob", email="bob@example.test", aliases=("b@example.test",), department="Legal", head=True,
    title="Counsel", bounced_at=NOW, bounce_reason="550",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "is_here"),
    [({}, True), ({"left_at": NOW}, False), ({"merged_into": "P1"}, False), ({"merged_into": "P2"}, False)],
)
def test_who_left_or_is_somebody_else_cannot_be_meant(changed: dict[str, object], *, is_here: bool) -> None:
    assert BOB.model_copy(update=changed).is_here is is_here


def test_a_person_is_known_by_each_address_the_first_one_first() -> None:
    assert BOB.addresses == ("bob@example.test", "b@example.test")


def test_who_is_taken_out_of_the_book_leaves_his_name_and_frees_his_address() -> None:
    gone = BOB.withdraw()
    assert gone == Person(ref="P2", name="Bob", email="p2", title="Counsel", merged_into="P2")
    assert gone is not None
    assert gone.withdraw() == gone


def test_who_turned_out_to_be_somebody_else_is_not_taken_out() -> None:
    assert BOB.model_copy(update={"merged_into": "P1"}).withdraw() is None


def test_a_department_and_a_person_are_called_by_their_names() -> None:
    assert (Department(ref="DEP1", name="Legal").label, BOB.label) == ("Legal", "Bob")


@pytest.mark.parametrize(
    ("usual", "this_time", "asked"), [(None, None, None), ("P3", None, "P3"), (None, "P4", "P4"), ("P3", "P4", "P4")]
)
def test_who_stands_in_this_time_goes_before_who_usually_does(
    usual: str | None, this_time: str | None, asked: str | None
) -> None:
    assert BOB.model_copy(update={"deputy": usual, "away_deputy": this_time}).stand_in == asked
