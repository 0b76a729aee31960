"""Places of cards: the cursor keeps its card, what is carried goes where it is put, and what is seen has the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.widgets.cards.card_places import CardColumn, CardPlaces
from collabtui.widgets.cards.card_stack import CARD, CardStack
from collabtui.widgets.cards.card_strips import CardLines, layout_of


def places(*sizes: int) -> CardPlaces:
    found = CardPlaces()
    found.show([CardColumn(at, str(at), [f"{at}.{row}" for row in range(many)], many) for at, many in enumerate(sizes)])
    return found


def test_the_cursor_stays_on_its_card_where_it_went() -> None:
    found = places(3, 2)
    found.move(1)
    found.show([CardColumn(0, "0", ["0.0"]), CardColumn(1, "1", ["1.0", "0.1"])])
    assert (found.at, found.row, found.card) == (1, 1, "0.1")
    found.show([CardColumn(0, "0", ["0.0"]), CardColumn(1, "1", ["1.0"])])
    assert (found.at, found.card) == (1, "1.0"), "and in its column where the card has gone"


def test_the_cursor_begins_on_the_first_card_also_where_the_first_column_has_none() -> None:
    assert (places(0, 0, 2, 1).card, places(0, 0).at) == ("2.0", 0)
    found = places(0, 1)
    found.step(-1)
    found.show([CardColumn(0, "0"), CardColumn(1, "1", ["1.0"], 1)])
    assert (found.at, found.card) == (0, None), "later it stays in an empty column that was gone to"


def test_what_is_carried_is_put_back_where_it_was() -> None:
    found = places(2, 2)
    found.move(1)
    assert found.pick_up()
    found.step(1)
    found.move(3)
    assert (found.carried.card if found.carried else "", found.at) == ("0.1", 1)
    found.put_back()
    assert (found.carried, found.at, found.card) == (None, 0, "0.1")


def test_what_somebody_else_took_away_is_carried_no_more() -> None:
    found = places(1, 1)
    found.pick_up()
    found.show([CardColumn(0, "0", []), CardColumn(1, "1", ["1.0"])])
    assert found.carried is None


def test_nothing_can_be_picked_up_in_an_empty_column() -> None:
    found = places(0, 2)
    found.step(-1)
    assert not found.pick_up()
    assert CardPlaces().card is None


moves = st.lists(st.tuples(st.sampled_from(["step", "move"]), st.integers(-3, 3)), max_size=30)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), moves, st.integers(1, 5), st.integers(1, 4))
def test_the_card_under_the_cursor_is_always_seen(
    sizes: list[int], way: list[tuple[str, int]], wide: int, room: int
) -> None:
    found = places(*sizes)
    for verb, by in way:
        (found.step if verb == "step" else found.move)(by)
        seen = found.fit(wide)
        assert found.at in seen
        top = found.top(found.at, room)
        assert top <= found.row < top + room
        assert found.card is None or found.card == f"{found.at}.{found.row}"


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_the_cursor_of_a_card_outlives_all_columns(gone: int) -> None:
    found = CardPlaces()
    columns = [CardColumn(key, key, (key,)) for key in ("P1", "P2", "P3")]
    found.show(columns)
    found.show([], ("P2", ("P1", "P2", "P3")[gone]))
    assert (found.card, found.column) == (None, None)
    found.show(columns)
    assert found.card is not None


@pytest.mark.parametrize(
    ("width", "height", "cards", "step", "most"),
    [
        (20, 30, 4, 5, 4),  # a long title has four lines, and an empty one below
        (20, 30, 6, 4, 4),
        (20, 20, 3, 5, 4),
        (20, 20, 4, 4, 4),
        (20, 20, 6, 3, 3),
        (30, 30, 4, 4, 4),
    ],
)
def test_an_empty_line_parts_cards_where_all_have_room(
    width: int, height: int, cards: int, step: int, most: int
) -> None:
    places = CardPlaces([CardColumn("a", "A", list(range(cards)), cards)])
    layout = layout_of(places, width, height)
    assert (layout.step, layout.most) == (step, most)


@pytest.mark.parametrize(
    ("height", "cards", "whole", "step", "most"),
    [
        (30, 4, 5, 6, 5),
        (30, 4, 3, 4, 3),  # short titles stand no further apart
        (30, 6, 5, 4, 3),
        (30, 5, 5, 5, 4),  # as many lines as all have room for
        (20, 6, 5, 3, 3),
        (20, 40, 5, 3, 3),
        (40, 40, 5, 4, 3),
    ],
)
def test_cards_are_as_tall_as_the_longest_title_where_all_have_room(
    height: int, cards: int, whole: int, step: int, most: int
) -> None:
    places = CardPlaces([CardColumn("a", "A", list(range(cards)), cards)])
    layout = layout_of(places, 30, height, card_lines=CardLines(whole=lambda _: whole))
    assert (layout.step, layout.most) == (step, most)
    touching = layout_of(places, 30, height, card_lines=CardLines(whole=lambda _: whole, may_touch=True))
    assert (touching.step, touching.most) == (step, step if most == CARD else most)


@pytest.mark.parametrize(
    ("heights", "lines", "begins"),
    [
        ([2, 5, 3], 12, [0, 3, 9, 13]),  # each below the one before
        ([2, 5, 3], 11, None),  # no room
        ([], 4, [0]),
    ],
)
def test_cards_that_have_room_stand_below_each_other(heights: list[int], lines: int, begins: list[int] | None) -> None:
    found = CardStack.of_cards(heights, 7, lines)
    assert (found and list(found.begins)) == begins


@pytest.mark.parametrize(
    ("line", "row"), [(0, (0, 0)), (2, (0, 2)), (3, (1, 0)), (8, (1, 5)), (9, (2, 0)), (40, (3, 27))]
)
def test_a_line_belongs_to_the_card_that_begins_above_it(line: int, row: tuple[int, int]) -> None:
    stack = CardStack.of_cards([2, 5, 3], 7, 12)
    assert stack is not None
    assert stack.row_at(line) == row
