import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.place import Place, split_part


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("X-2026-001/C1#研发部", Place.opinion("X-2026-001", "C1", "研发部")),
        ("X-2026-001/C1", Place.opinion("X-2026-001", "C1", None)),
        ("X-2026-001/?研发部", Place.request("X-2026-001", "研发部")),
        ("X-2026-001/?R/D#1", Place.request("X-2026-001", "R/D#1")),
        ("X-2026-001/step/retrospective", Place.step("X-2026-001", "retrospective")),
        ("M1/S3#0", Place.correction("M1", "S3", 0)),
        ("M3/E4", Place("meetings", "M3", "E4")),
        ("M3", Place("meetings", "M3")), ("A12", Place("actions", "A12")), ("I7", Place("inbox", "I7")),
        ("P2", Place("people", "P2")),
        ("owner:a@b.test", Place.actions("owner", "a@b.test")),
        ("matter:X-2026-001", Place.actions("matter", "X-2026-001")),
        ('owner:"Bob Brown"', Place.actions("owner", "Bob Brown")),
        ("overdue", Place("actions", "overdue")),
    ],
)  # fmt: skip
def test_a_place_is_read_as_it_is_written(text: str, place: Place) -> None:
    assert Place.parse(text) == place
    assert str(place) == text


def test_what_no_page_lists_is_no_place_of_its_own() -> None:
    with pytest.raises(ValueError, match="D4"):
        Place.parse("D4")


@given(st.text(min_size=1))
def test_the_department_is_found_again(department: str) -> None:
    assert Place.request("X-2026-001", department).department == department
    assert Place.opinion("X-2026-001", "C1", department).department == department


@pytest.mark.parametrize(("part", "pair"), [("S3#0", ("S3", "0")), ("C1#研发部", ("C1", "研发部")), ("D4", ("D4", ""))])
def test_a_part_within_a_part(part: str, pair: tuple[str, str]) -> None:
    assert split_part(part) == pair
    assert Place("meetings", "M1", "D4").department == ""
