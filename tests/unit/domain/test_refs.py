import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.refs import ACTION, INCOMING, MATTER, MEETING, Ref, is_ref, number_of, ref_of, ref_order


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("A12", Ref("A", 0, 12)), (" a12 ", Ref("A", 0, 12)), ("SER3", Ref("SER", 0, 3)),
        ("X-2026-001", Ref("X-", 2026, 1)), ("x-2026-1000", Ref("X-", 2026, 1000)),
        ("", None), ("A", None), ("12", None), ("A12b", None), ("M3/E4", None), ("A1 A2", None), ("A１２", None),
        ("A" + "9" * 5000, None), ("X-" + "9" * 5000 + "-1", None),
    ],
)  # fmt: skip
def test_a_ref_is_read_in_any_letter_case(written: str, ref: Ref | None) -> None:
    assert Ref.parse(written) == ref
    assert is_ref(written) is (ref is not None)


def test_a_kind_is_known_by_the_whole_prefix() -> None:
    assert is_ref("A1", ACTION, MEETING)
    assert not is_ref("A1", MEETING)
    assert not is_ref("SER1", "S")
    assert not is_ref("", ACTION)


def test_numbers() -> None:
    assert [number_of(ref) for ref in ("A12", "X-2026-001", "I0")] == [12, 1, 0]
    with pytest.raises(ValueError, match="admin@host"):
        number_of("admin@host/INBOX")


@pytest.mark.parametrize("written", ["12", "i12", " I12", 12])
def test_one_mail_has_many_spellings(written: str | int) -> None:
    assert ref_of(INCOMING, written) == "I12"


@given(st.lists(st.integers(min_value=0, max_value=10**6)))
def test_refs_are_in_the_order_of_their_numbers(numbers: list[int]) -> None:
    refs = [ref_of(ACTION, number) for number in numbers]
    assert sorted(refs, key=ref_order) == [ref_of(ACTION, number) for number in sorted(numbers)]


def test_a_year_goes_before_a_number() -> None:
    refs = [f"{MATTER}2026-1000", f"{MATTER}2026-999", f"{MATTER}2027-001", "admin@host/INBOX"]
    assert sorted((refs[3], refs[0], refs[2], refs[1]), key=ref_order) == [refs[1], refs[0], refs[2], refs[3]]
