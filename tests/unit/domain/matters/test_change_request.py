"""What departments say to a change: who is silent, and without whose yes it would be granted."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, ItemOpinion

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ASKED = ChangeRequest(
    ref="C1", matter="X-2026-001", kind="date", what="later", departments=("研发部", "法务部", "质量部"),
    raised_by="Wei", raised_at=NOW, state="asked",
)  # fmt: skip


@pytest.mark.parametrize(
    ("opinions", "silent", "against"),
    [
        ({}, ("研发部", "法务部", "质量部"), ("研发部", "法务部", "质量部")),
        ({"法务部": "for"}, ("研发部", "质量部"), ("研发部", "质量部")),
        ({"研发部": "against", "法务部": "unclear", "质量部": "for"}, (), ("研发部", "法务部")),
        ({"研发部": "for", "法务部": "for", "质量部": "for"}, (), ()),
        # who was not asked is neither
        ({"市场部": "against"}, ("研发部", "法务部", "质量部"), ("研发部", "法务部", "质量部")),
    ],
)
def test_whose_word_is_missing_and_whose_yes(
    opinions: dict[str, AnswerValue], silent: tuple[str, ...], against: tuple[str, ...]
) -> None:
    change = ASKED.model_copy(update={"opinions": given_by(opinions)})
    assert (change.silent, change.still_opposing) == (silent, against)


def given_by(values: dict[str, AnswerValue]) -> tuple[DepartmentAnswer, ...]:
    return tuple(
        DepartmentAnswer(department=name, person=None, value=value, at=NOW, via="key") for name, value in values.items()
    )


YES: dict[str, AnswerValue] = {"研发部": "for", "法务部": "for", "质量部": "for"}


@pytest.mark.parametrize(
    ("kind", "opinions", "agreed"),
    [
        ("date", YES, True),
        ("date", YES | {"法务部": "against"}, False),
        ("date", {"研发部": "for"}, False),
        ("criteria", YES, False),
    ],
)
def test_only_the_decision_lacks_where_all_agree(kind: str, opinions: dict[str, AnswerValue], agreed: bool) -> None:
    change = ASKED.model_copy(update={"kind": kind, "opinions": given_by(opinions)})
    assert change.is_agreed is agreed


def test_a_yes_to_the_whole_that_objects_to_an_item_is_none() -> None:
    given = given_by(YES)
    against = ItemOpinion(number=1, ref="A1", value="against")
    change = ASKED.model_copy(update={"opinions": (given[0].model_copy(update={"items": (against,)}), *given[1:])})
    assert not change.is_agreed


def test_who_asks_nobody_is_agreed_with_by_nobody() -> None:
    assert not ASKED.model_copy(update={"departments": ()}).is_agreed


def test_an_answer_that_is_neither_yes_nor_no_is_unclear_where_that_department_was_asked() -> None:
    said: dict[str, AnswerValue] = {"研发部": "unclear", "法务部": "against", "市场部": "unclear"}
    given = tuple(
        DepartmentAnswer(department=name, person=None, value=value, at=NOW, via="key") for name, value in said.items()
    )
    unclear = ASKED.model_copy(update={"opinions": given}).unclear
    assert [one.department for one in unclear] == ["研发部"]


def test_a_change_can_be_taken_back() -> None:
    assert ASKED.withdraw() == ASKED.model_copy(update={"state": "withdrawn"})


@pytest.mark.parametrize(("state", "moved"), [("granted", True), ("asked", False), ("refused", False)])
def test_only_one_that_was_granted_moves_the_day(state: str, moved: bool) -> None:
    day = date(2026, 4, 1)
    assert ASKED.model_copy(update={"wanted": day, "state": state}).granted_day == (day if moved else None)
