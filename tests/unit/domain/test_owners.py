"""Who owns an action is none of those who work on it with him."""

import pytest

from collabtui.domain.action import Collaborator, refuse_owner_who_collaborates, with_doer, with_other_doer
from collabtui.errors import Refused
from support.least_records import ACTION


@pytest.mark.parametrize(("owner", "collaborators"), [(None, []), (None, ["P1"]), ("P1", []), ("P1", ["P2", "P3"])])
def test_others_work_with_the_owner(owner: str | None, collaborators: list[str]) -> None:
    refuse_owner_who_collaborates("Book the venue", owner, collaborators, "Ann")


def test_an_owner_does_not_work_with_himself() -> None:
    with pytest.raises(Refused, match=r"action\.owner_collaborates") as refused:
        refuse_owner_who_collaborates("Book the venue", "P1", ["P2", "P1"], "Ann")
    assert refused.value.values == {"title": "Book the venue", "name": "Ann"}


ANN, BEN = Collaborator(person="P1"), Collaborator(person="P2")


@pytest.mark.parametrize(
    ("owner", "collaborators", "asked"),
    [
        (None, (), ()),
        ("P3", (ANN,), ("P3",)),
        ("P3", (ANN, BEN.model_copy(update={"does": True})), ("P3", "P2")),
        (None, (ANN.model_copy(update={"does": True}),), ("P1",)),
    ],
)
def test_the_owner_and_who_does_it_for_him_are_asked(
    owner: str | None, collaborators: tuple[Collaborator, ...], asked: tuple[str, ...]
) -> None:
    assert ACTION.model_copy(update={"owner": owner, "collaborators": collaborators}).answering == asked


@pytest.mark.parametrize(
    ("before", "doer", "does"),
    [
        ([], None, []),
        ([], "P1", [("P1", True)]),
        ([ANN], "P1", [("P1", True)]),
        ([ANN, BEN], "P2", [("P1", False), ("P2", True)]),
        ([ANN], "P2", [("P1", False), ("P2", True)]),
        ([ANN.model_copy(update={"does": True}), BEN], "P2", [("P1", False), ("P2", True)]),
        ([ANN.model_copy(update={"does": True}), BEN], None, [("P1", False), ("P2", False)]),
    ],
)
def test_one_does_it_or_the_owner_himself(
    before: list[Collaborator], doer: str | None, does: list[tuple[str, bool]]
) -> None:
    assert [(one.person, one.does) for one in with_doer(before, doer, None)] == does


DOING = ANN.model_copy(update={"does": True})


@pytest.mark.parametrize(
    ("before", "doer", "supporting", "does"),
    [
        ([DOING, BEN], "P2", (), [("P2", True)]),
        ([DOING], "P3", (), [("P3", True)]),
        ([DOING], "P9", (), []),
        ([DOING], "P1", (), [("P1", True)]),
        ([DOING], "P2", ("P1",), [("P1", False), ("P2", True)]),
        ([DOING.model_copy(update={"support": "数据"})], "P2", (), [("P1", False), ("P2", True)]),
        ([ANN], "P2", (), [("P1", False), ("P2", True)]),
    ],
)
def test_who_did_it_before_has_no_part_once_another_does(
    before: list[Collaborator], doer: str, supporting: tuple[str, ...], does: list[tuple[str, bool]]
) -> None:
    """P9 owns it."""
    assert [(one.person, one.does) for one in with_other_doer(before, doer, "P9", supporting)] == does
