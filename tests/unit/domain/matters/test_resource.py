"""What departments give to a matter: its states, and who else wants the same on the same days."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import BookedDays, clashing, goes_first, shared_days
from support.records import NOW

ONE = BookedDays("RES1", "研发部", "", "Test server", "draft", "2026-03-09", "2026-03-11")


def resource(**fields: Any) -> Resource:
    known = {
        "ref": "RES1",
        "matter": "X-2026-001",
        "what": "test server",
        "department": "研发部",
        "made_at": NOW,
        "by": "李明",
    }
    return Resource.model_validate(known | fields)


def answer(value: AnswerValue) -> DepartmentAnswer:
    return DepartmentAnswer(department="研发部", person="P3", value=value, text="", at=NOW, via="R1")


@pytest.mark.parametrize(
    ("change", "clashes"),
    [
        ({}, True),
        ({"state": "promised"}, True),
        ({"what": "  test  SERVER"}, True),
        ({"first": "2026-03-11", "last": "2026-03-20"}, True),
        ({"first": "2026-03-01", "last": "2026-03-09"}, True),
        ({"state": "draft"}, False),
        ({"state": "refused"}, False),
        ({"state": "withdrawn"}, False),
        ({"what": "another server"}, False),
        ({"person": "P3"}, False),
        ({"department": "市场部"}, False),
        ({"first": "2026-03-12", "last": "2026-03-20"}, False),
        ({"first": "2026-03-01", "last": "2026-03-08"}, False),
        ({"first": "", "last": ""}, False),
        ({"ref": "RES1"}, False),
    ],
)
def test_the_same_of_the_same_department_on_one_of_its_days(change: dict[str, str], *, clashes: bool) -> None:
    other = ONE._replace(**{"ref": "RES2", "state": "asked", **change})
    assert clashing(ONE, [other]) == (["RES2"] if clashes else [])


def test_of_people_it_is_the_same_person_whatever_he_is_wanted_for() -> None:
    given = ONE._replace(person="P3")
    others = [
        given._replace(ref="RES2", state="asked", what="review"),
        given._replace(ref="RES3", state="asked", person="P4"),
        ONE._replace(ref="RES4", state="asked"),
    ]
    assert clashing(given, others) == ["RES2"]


def test_without_days_nothing_clashes() -> None:
    assert clashing(ONE._replace(first="", last=""), [ONE._replace(ref="RES2", state="asked")]) == []


def test_without_a_last_day_it_is_for_the_first_alone() -> None:
    one = resource(first=date(2026, 3, 9))
    assert (one.end, one.booked.first, one.booked.last) == (date(2026, 3, 9), "2026-03-09", "2026-03-09")
    assert (resource().end, resource().booked.first, resource().booked.last) == (None, "", "")
    assert resource(first=date(2026, 3, 9), last=date(2026, 3, 11)).booked.last == "2026-03-11"


@pytest.mark.parametrize(("value", "state", "unclear"), [("for", "promised", False), ("against", "refused", False)])
def test_a_yes_promises_and_a_no_refuses(value: AnswerValue, state: str, *, unclear: bool) -> None:
    found = resource(state="asked").answered(answer(value))
    assert (found.state, found.is_unclear, found.answer) == (state, unclear, answer(value))


def test_what_is_neither_leaves_it_asked() -> None:
    found = resource(state="asked").answered(answer("unclear"))
    assert (found.state, found.is_unclear) == ("asked", True)
    assert not resource(state="asked").is_unclear


@pytest.mark.parametrize(
    ("found", "awaited"),
    [
        (resource(state="asked"), True),
        (resource(state="asked").answered(answer("unclear")), False),
        (resource(state="draft"), False),
        (resource(state="withdrawn"), False),
    ],
    ids=["asked", "answered", "draft", "withdrawn"],
)
def test_a_word_is_awaited_from_who_was_asked_and_is_silent(found: Resource, *, awaited: bool) -> None:
    assert found.is_awaited is awaited


def test_it_is_called_by_what_is_given_and_can_be_withdrawn() -> None:
    assert (resource().label, resource().booked.what) == ("test server", "test server")
    assert (resource().withdraw() or resource()).state == "withdrawn"


@pytest.mark.parametrize(
    ("state", "asked_at", "mail_of", "is_asked"),
    [
        ("asked", NOW, NOW, True),
        ("asked", NOW, NOW + timedelta(days=1), True),  # the reminder
        ("asked", NOW, NOW - timedelta(seconds=1), False),  # it was asked for anew since
        ("asked", None, NOW, True),
        ("asked", NOW, None, True),
        ("promised", NOW, NOW, True),
        ("draft", NOW, NOW, False),
        ("withdrawn", NOW, NOW, False),
    ],
)
def test_a_mail_asks_for_it_as_it_was_asked_for_last(
    state: str, asked_at: datetime | None, mail_of: datetime | None, *, is_asked: bool
) -> None:
    assert resource(state=state, asked_at=asked_at).is_asked_by(mail_of) is is_asked


@pytest.mark.parametrize(
    ("own", "other", "first"),
    [
        (1, 2, "own"),
        (2, 1, "other"),
        (2, 2, ""),
        (None, None, ""),
        (3, None, "own"),  # one that was ranked goes before one that was not
        (None, 3, "other"),
    ],
)
def test_of_two_matters_the_one_that_was_ranked_higher_goes_first(
    own: int | None, other: int | None, first: str
) -> None:
    assert goes_first(own, other) == first


def test_the_days_on_which_two_want_the_same() -> None:
    other = ONE._replace(ref="RES2", first="2026-03-10", last="2026-03-20")
    assert shared_days(ONE, other) == shared_days(other, ONE) == ("2026-03-10", "2026-03-11")
