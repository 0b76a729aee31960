"""The heads above the rows of a list: they stay while it scrolls, and every row is found where it is seen."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from collabtui.widgets.line import as_content
from collabtui.widgets.marked_rows import MarkableRows
from collabtui.widgets.row_strips import LEAST_UNDER_HEADS
from collabtui.widgets.rows import Rows

HIGH = LEAST_UNDER_HEADS + 4


class Headed(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.rows: Rows = MarkableRows(empty="Nothing here.")
        self.count = count

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.window.heads_of = lambda width: as_content("ref".ljust(width))
        self.rows.focus()
        self.rows.show(list(range(self.count)), self.draw)

    def draw(self, keys: Sequence[Any], _width: int) -> list[Content]:
        return [as_content(f"A{key}") if key % 3 else Content(f"A{key}\n  below") for key in keys]


def lines(rows: Rows) -> list[str]:
    return [rows.render_line(y).text.strip() for y in range(rows.size.height)]


async def test_heads_stay_above_while_the_list_scrolls_to_its_last_row() -> None:
    app = Headed(40)
    async with app.run_test(size=(30, HIGH)) as pilot:
        assert lines(app.rows)[:3] == ["ref", "A0", "below"]
        await pilot.press("end")
        assert lines(app.rows)[0] == "ref"
        assert [text for text in lines(app.rows) if text][-2:] == ["A39", "below"]
        await pilot.press("home")
        assert lines(app.rows)[:2] == ["ref", "A0"]


async def test_a_click_finds_the_row_that_is_seen_and_none_on_the_heads() -> None:
    app = Headed(40)
    async with app.run_test(size=(30, HIGH)) as pilot:
        await pilot.click(app.rows, offset=(3, 3))
        assert app.rows.key == 1
        await pilot.click(app.rows, offset=(3, 0))
        assert app.rows.key == 1
        await pilot.click(app.rows, offset=(3, 2))
        assert app.rows.key == 0


async def test_the_terminals_cursor_stands_on_the_row() -> None:
    app = Headed(40)
    async with app.run_test(size=(30, HIGH)) as pilot:
        await pilot.press("down", "down")
        assert lines(app.rows)[app.cursor_position.y] == "A2"


@pytest.mark.parametrize(("height", "first"), [(LEAST_UNDER_HEADS - 1, "A0"), (LEAST_UNDER_HEADS, "ref")])
async def test_a_low_list_has_the_line_for_a_row(height: int, first: str) -> None:
    app = Headed(40)
    async with app.run_test(size=(30, height)):
        assert lines(app.rows)[0] == first


async def test_an_empty_list_has_no_heads() -> None:
    app = Headed(0)
    async with app.run_test(size=(30, HIGH)):
        assert lines(app.rows)[0] == "Nothing here."


async def test_every_row_of_the_list_is_reached_by_going_down() -> None:
    app = Headed(25)
    async with app.run_test(size=(30, HIGH)) as pilot:
        for key in range(25):
            assert f"A{key}" in lines(app.rows)
            assert app.rows.key == key
            await pilot.press("down")
