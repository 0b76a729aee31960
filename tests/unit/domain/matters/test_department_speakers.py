"""Who speaks for a department in a matter."""

from collabtui.domain.matters.department_speakers import (
    department_speakers,
    nobody_reads,
    stand_in_chain,
    with_stand_ins,
)


def test_the_contact_of_the_matter_counts_before_that_of_the_department() -> None:
    assert department_speakers(["P1", "P2"], ["P3"], None, None).refs == ("P1", "P3")
    assert department_speakers([], [], None, None).refs == ()


def test_the_clerk_speaks_for_the_department_of_whose_papers_he_keeps() -> None:
    assert department_speakers(["P1"], ["P3"], "P3", "P4").refs == ("P1", "P3", "P4")
    assert department_speakers(["P1"], ["P3"], "P9", "P4").refs == ("P1", "P3")
    assert department_speakers([], [], None, "P4").refs == ()


def test_who_stands_in_answers_too_and_each_counts_once() -> None:
    deputies = {"P1": (None, "P5"), "P3": ("P1", None), "P5": ("P6", "P1"), "P6": ()}
    assert with_stand_ins(("P1", "P3"), deputies.__getitem__) == ("P1", "P5", "P6", "P3")


def test_who_stands_in_for_whom_ends_where_somebody_would_come_twice() -> None:
    assert list(stand_in_chain("P1", {"P1": "P2", "P2": "P3"}.get)) == ["P2", "P3"]
    assert list(stand_in_chain("P1", {"P1": "P2", "P2": "P1"}.get)) == ["P2"]
    assert list(stand_in_chain("P1", dict[str, str]().get)) == []


def test_a_department_without_anybody_is_not_unread() -> None:
    assert not nobody_reads((), ("P1",))
    assert nobody_reads(("P2",), ("P1",))
    assert not nobody_reads(("P2", "P1"), ("P1",))
