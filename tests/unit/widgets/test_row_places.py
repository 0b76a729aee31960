"""Where the cursor of a list stands after its rows have changed, and where a key takes it."""

import pytest

from collabtui.widgets.row_places import next_place, place_of

KEYS = ("# a", "a1", "a2", "# b", "b1", "# c")
HEADINGS = {"# a", "# b", "# c"}


@pytest.mark.parametrize(
    ("key", "otherwise", "place"),
    [
        ("a2", 2, 2),
        ("a2", 4, 2),
        ("gone", 3, 4),
        ("gone", 9, 4),
        (None, 0, 1),
    ],
)
def test_the_cursor_stays_on_its_key_or_goes_to_the_next_row(key: str | None, otherwise: int, place: int) -> None:
    assert place_of(KEYS, HEADINGS, key, otherwise) == place


@pytest.mark.parametrize(("at", "way", "place"), [(3, 1, 4), (3, -1, 2), (0, -1, 1), (5, 1, 4), (-4, -1, 1)])
def test_headings_are_passed_over_and_the_ends_are_not_left(at: int, way: int, place: int) -> None:
    assert next_place(KEYS, HEADINGS, at, way) == place


def test_a_list_of_headings_or_of_nothing_has_a_place_all_the_same() -> None:
    assert next_place(("# a",), HEADINGS, 3, 1) == 0
    assert place_of((), (), None, 4) == 0
