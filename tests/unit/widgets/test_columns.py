"""The columns of a list: in every width each head stands where its values begin, and nothing is lost."""

from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from collabtui.screens.actions.action_columns import all_columns as all_of_actions
from collabtui.screens.actions.action_columns import usual_columns as usual_of_actions
from collabtui.screens.matters.matter_list import all_columns as all_of_matters
from collabtui.screens.matters.matter_list import usual_columns as usual_of_matters
from collabtui.screens.people.people_columns import all_columns as all_of_people
from collabtui.screens.people.people_columns import usual_columns as usual_of_people
from collabtui.text.catalogue import Catalogue
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, as_wide_as, laid_out
from collabtui.widgets.line import as_content, on_further_lines

TITLE = ListColumn("action", 16, 28)
FIXED = (ListColumn(MARK, 1, 1), ListColumn("ref", 4, 4))
OTHERS = (
    ListColumn("due", 8, 12, goes_below=True),
    ListColumn("owner", 8, 16, goes_below=True),
    ListColumn("percent", 4, 4),
)
ORDER = (MARK, "ref", "action", "owner", "due", "percent")
TEXTS = {MARK: "▲", "ref": "A1", "action": "Write it down", "owner": "陈静", "due": "4 Mar", "percent": "7%"}
LISTS: list[Callable[[int, Catalogue], ColumnLayout]] = [
    usual_of_actions, all_of_actions, usual_of_matters, all_of_matters, usual_of_people, all_of_people,
]  # fmt: skip


def cell(name: str, _: int) -> Content:
    return as_content(TEXTS[name])


def begins(columns: ColumnLayout) -> dict[str, int]:
    """By name the column of the terminal in which it begins."""
    taken = sum(room for _, room in columns.beside) + 2 * (len(columns.beside) - 1)
    at, found = 0, {}
    for name, room in columns.beside:
        found[name] = at
        at += (room or columns.width - taken) + 2
    return found


@given(st.integers(24, 220))
def test_what_has_no_column_stands_below_or_is_left_out_as_it_was_told(width: int) -> None:
    columns = laid_out(width, FIXED, TITLE, OTHERS, ORDER)
    shown = columns.line(cell)
    names = [name for name, _ in columns.beside] + list(columns.below)
    assert set(ORDER) - set(names) <= {"percent"}
    assert all(text in shown.plain for text in ("陈静", "4 Mar", "Write"))
    assert all(line.cell_length <= width for line in shown.split("\n"))


@given(st.integers(40, 220))
def test_a_head_stands_above_its_values(width: int) -> None:
    columns = laid_out(width, FIXED, TITLE, OTHERS, ORDER)
    heads, row = columns.heads(Catalogue("en")).plain, columns.line(cell).split("\n")[0].plain
    at = begins(columns)
    assert heads[at["ref"] :].startswith("ref")
    assert row[at["ref"] :].startswith("A1")
    for name in ("due", "owner"):
        if name in at:
            assert heads[at[name] :].startswith(name)


def test_the_worthiest_column_is_the_last_to_go() -> None:
    by_width = {width: laid_out(width, FIXED, TITLE, OTHERS, ORDER) for width in range(20, 120)}
    first_seen = {
        name: min(width for width, columns in by_width.items() if name in dict(columns.beside))
        for name in ("due", "owner", "percent")
    }
    assert first_seen["due"] < first_seen["owner"] < first_seen["percent"]


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 96, 100, 120, 156, 196])
@pytest.mark.parametrize("columns_in", LISTS)
def test_no_head_of_a_list_is_cut(
    columns_in: Callable[[int, Catalogue], ColumnLayout], width: int, locale: Literal["zh", "en"]
) -> None:
    heads = columns_in(width, Catalogue(locale)).heads(Catalogue(locale))
    assert "…" not in heads.plain
    assert heads.cell_length <= width


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 78, 120, 156, 196])
def test_with_the_whole_page_every_column_is_somewhere(width: int, locale: Literal["zh", "en"]) -> None:
    for usual, everything in (LISTS[:2], LISTS[2:4], LISTS[4:]):
        few, many = usual(width, Catalogue(locale)), everything(width, Catalogue(locale))
        named = {name for name, _ in many.beside} | set(many.below)
        known = {name.removesuffix("_number").removesuffix("_and_role") for name, _ in few.beside}
        assert known <= named
        assert len(named) == len({name for name, _ in everything(400, Catalogue(locale)).beside})


def test_what_stands_below_a_title_has_a_second_line_before_it_is_cut() -> None:
    columns = laid_out(30, FIXED, TITLE, OTHERS[:1], ORDER)._replace(below=("owner",))
    long = "Supplier contract renewal and price"
    shown = columns.line(lambda name, _: as_content(long if name == "owner" else TEXTS[name])).plain
    assert "…" not in shown
    assert all(word in shown for word in long.split())


def test_a_row_that_is_one_text_is_read_whole_on_four_lines() -> None:
    lacks = "  ● kick-off  no scope yet · nothing said about what is out of scope · no supervising department · no rule"
    shown = on_further_lines(Content(lacks), 40).plain
    assert "…" not in shown
    assert shown.split() == lacks.split()
    assert on_further_lines(Content(lacks * 3), 40).plain.count("\n") == 3
    assert on_further_lines(Content(lacks * 3), 40).plain.rstrip().endswith("…")


OWNER = ListColumn("owner", 12, 18)


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (["李明", "张伟"], (6, 6)),  # as wide as the head
        (["李明", "Bob Brown"], (9, 9)),
        (["李明", "欧阳建国", "Muhammad Ali Rahman"], (12, 18)),
        (["李明"] * 9 + ["Muhammad Ali Rahman"], (8, 8)),  # one of ten goes on below, word by word
        (["李明"] * 9 + ["Alexandra Papadopoulos-Lindqvist"], (12, 12)),  # no word makes more than the least of it
        ([], (12, 18)),
    ],
)
def test_a_column_is_no_wider_than_what_stands_in_it(texts: list[str], columns: tuple[int, int]) -> None:
    fitted = as_wide_as(OWNER, texts, "负责人")
    assert (fitted.least, fitted.most) == columns


SENDER, SAYS = ListColumn("from", 12, 18, goes_above=True), ListColumn("says", 24, 40)
MAIL = {MARK: "●", "from": "Bob Brown", "says": "I think the contract will slip by a week or so, not more"}


@pytest.mark.parametrize(
    ("width", "shown", "heads"),
    [
        (
            36,
            ["●  Bob Brown", "   I think the contract will slip by", "   a week or so, not more"],
            "from · what it says",
        ),
        (
            60,
            ["●  Bob Brown      I think the contract will slip by a week", "                  or so, not more"],
            "from",
        ),
    ],
)
def test_a_sender_without_room_beside_stands_above_what_he_says(width: int, shown: list[str], heads: str) -> None:
    columns = laid_out(width, (ListColumn(MARK, 1, 1),), SAYS, (SENDER,), (MARK, "from", "says"))
    row = columns.line(lambda name, _: as_content(MAIL[name]), most=3)
    assert [one.plain.rstrip() for one in row.split("\n")] == shown
    assert columns.heads(Catalogue("en")).plain.split("  ", 1)[1].strip().startswith(heads)


@pytest.mark.parametrize(("width", "lines"), [(22, 3), (30, 2)])
def test_a_narrow_title_has_a_third_line_before_it_is_cut(width: int, lines: int) -> None:
    title = "Confirm the delivery dates with the supplier"
    columns = laid_out(width, (), TITLE, (), ("action",))
    shown = columns.line(lambda _name, _room: as_content(title)).plain
    assert " ".join(shown.split()) == title
    assert shown.count("\n") + 1 == lines


def test_the_title_column_is_told_how_much_room_it_has() -> None:
    rooms: dict[str, int] = {}

    def told(name: str, room: int) -> Content:
        rooms[name] = room
        return Content("")

    laid_out(60, FIXED, TITLE, OTHERS, ORDER).line(told)
    assert rooms["action"] == 60 - sum(rooms[name] for name in rooms if name != "action") - 2 * (len(rooms) - 1)


@pytest.mark.parametrize(
    ("below", "labels", "lines"),
    [((), {}, 3), (("place",), {}, 2), (("place",), {"place": "place"}, 3)],
)
def test_a_narrow_title_has_a_third_line_where_the_list_has_the_page(
    below: tuple[str, ...], labels: dict[str, str], lines: int
) -> None:
    layout = ColumnLayout(24, (("meeting", 0),), below, labels)
    title = "Kick-off of the digital supply chain project and its roles in the house"
    shown = layout.line(lambda name, _: as_content(title if name == "meeting" else ""))
    assert len(shown.plain.split("\n")) == lines
