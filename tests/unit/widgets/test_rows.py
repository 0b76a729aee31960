"""The long list: what it costs does not know how many rows there are, and it keeps the place one was at."""

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from collabtui.widgets.line import as_content, line
from collabtui.widgets.marked_rows import MarkableRows
from collabtui.widgets.rows import Rows


class Shown(App[None]):
    """Rows as a store would give them; it counts what it is asked for."""

    def __init__(self, count: int, *, markable: bool = False) -> None:
        super().__init__()
        self.rows: Any = (MarkableRows if markable else Rows)(empty="Nothing here.\nn makes one.")
        self.keys = array("q", range(1, count + 1))
        self.read: list[int] = []
        self.calls = 0
        self.seen: list[Any] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.focus()
        self.rows.show(self.keys, self.draw)

    def draw(self, keys: Sequence[Any], width: int) -> list[Content]:
        self.read.extend(keys)
        self.calls += 1
        text = "第{}行 [b]很长的标题[/b]\x1b[2J"
        return [
            line(width, (as_content(f"A{key}"), 8), (as_content(text.format(key)), 0), (as_content("7%"), 4))
            for key in keys
        ]

    def on_rows_moved(self, message: Rows.Moved) -> None:
        self.seen.append(message.key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.seen.append(("chosen", message.key))


def lines(rows: Rows) -> list[str]:
    return [rows.render_line(y).text for y in range(rows.size.height)]


@pytest.mark.parametrize("count", [100, 100_000])
async def test_a_long_list_reads_no_more_rows_than_a_short_one(count: int) -> None:
    app = Shown(count)
    async with app.run_test(size=(60, 20)) as pilot:
        assert (len(app.read), app.calls) == (20, 1)
        await pilot.press(*["down"] * 19)
        assert len(app.read) == 20
        await pilot.press("down")
        assert (len(app.read), app.calls) == (40, 2)
        await pilot.press("end")
        assert lines(app.rows)[-1].split()[0] == f"A{count}"
        assert app.calls <= 4
        await pilot.press("home", "pagedown", "enter")
        assert app.seen[-1] == ("chosen", 20)
        assert len(app.read) <= 80


async def test_wide_characters_line_up_and_what_a_terminal_would_obey_never_reaches_it() -> None:
    app = Shown(12)
    async with app.run_test(size=(60, 14)):
        shown = lines(app.rows)[:12]
        assert {text.index("%") for text in shown[:9]} == {shown[0].index("%")}
        for text in shown:
            assert "\x1b" not in text
            assert "[b]" in text


async def test_the_cursor_stays_on_its_row_and_the_row_on_its_line_when_the_list_changes() -> None:
    app = Shown(100)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end", "up", "up")
        place = next(y for y, text in enumerate(lines(app.rows)) if text.startswith("A98 "))
        app.rows.show(array("q", range(50, 200)), app.draw)
        await pilot.pause()
        assert app.rows.key == 98
        assert lines(app.rows)[place].startswith("A98 ")
        app.rows.show(array("q", [1, 2, 3]), app.draw)
        assert app.rows.key == 3
        app.rows.show((), app.draw)
        await pilot.pause()
        assert app.rows.key is None
        assert [text.strip() for text in lines(app.rows)[:2]] == ["Nothing here.", "n makes one."]


async def test_marks_follow_their_rows_and_go_with_them() -> None:
    app = Shown(10, markable=True)
    async with app.run_test(size=(60, 12)):
        assert app.rows.selection == [1]
        app.rows.action_mark()
        app.rows.action_mark()
        assert (app.rows.selection, app.rows.key) == ([1, 2], 3)
        assert lines(app.rows)[0].startswith("▐A1")
        app.rows.show(array("q", [2, 3]), app.draw)
        assert app.rows.selection == [2]
        assert app.rows.clear_marks()
        assert app.rows.selection == [3]


async def test_what_is_drawn_follows_the_width_and_what_changed() -> None:
    app = Shown(5)
    async with app.run_test(size=(60, 8)) as pilot:
        before = lines(app.rows)[0]
        await pilot.resize_terminal(40, 8)
        assert len(lines(app.rows)[0]) < len(before)
        calls = app.calls
        app.rows.draw_again()
        await pilot.pause()
        assert app.calls == calls + 1


async def test_a_click_moves_the_cursor_and_a_double_click_chooses() -> None:
    app = Shown(100)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end")
        await pilot.click(Rows, offset=(3, 2))
        assert app.seen[-1] == 93
        await pilot.click(Rows, offset=(3, 4), times=2)
        assert app.seen[-1] == ("chosen", 95)


async def test_in_a_frame_the_row_is_meant_that_was_clicked() -> None:
    app = Shown(3)
    app.rows.styles.border = ("round", "red")
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(Rows, offset=(3, 2))
        assert app.seen[-1] == 2
        await pilot.click(Rows, offset=(3, 0))
        assert app.seen[-1] == 2, "the frame is no row"
        await pilot.click(Rows, offset=(3, 3), times=2)
        assert app.seen[-1] == ("chosen", 3)


@pytest.mark.parametrize("count", [0, 1, 3, 7, 8, 9, 40])
@pytest.mark.parametrize("border", ["none", "round"])
async def test_lines_below_the_last_row_are_drawn_once_and_look_as_if_each_were(count: int, border: str) -> None:
    app = Shown(count)
    app.rows.styles.border = (border, "red") if border != "none" else None
    app.rows.styles.height = 10
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.press("end")
        rows = app.rows
        crops = [Region(2, top, 20, height) for top in range(10) for height in range(11 - top)]
        for crop in crops:
            each = [Widget.render_lines(rows, Region(2, y, 20, 1))[0] for y in crop.line_range]
            assert [list(strip) for strip in rows.render_lines(crop)] == [list(strip) for strip in each], crop


async def test_of_a_list_with_few_rows_few_lines_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Shown(2)
    drawn: list[int] = []

    def counted(_: Rows, y: int) -> Strip:
        drawn.append(y)
        return Strip.blank(60)

    async with app.run_test(size=(60, 40)):
        monkeypatch.setattr(Rows, "render_line", counted)
        app.rows._styles_cache.clear()
        assert len(app.rows.render_lines(Region(0, 0, 60, 40))) == 40
    assert drawn == [0, 1, 2]


LONG, SHORT = "a title that needs the second line of its row", "short"


class Mixed(Shown):
    """Every third row has a title that is too long for one line."""

    def draw(self, keys: Sequence[Any], width: int) -> list[Content]:
        self.read.extend(keys)
        self.calls += 1
        return [line(width, (f"A{key}", 8), (SHORT if key % 3 else LONG, 0), ("7%", 4)) for key in keys]


async def test_a_title_without_room_goes_on_below_and_its_row_is_one_row() -> None:
    app = Mixed(9)
    async with app.run_test(size=(44, 20)) as pilot:
        shown = lines(app.rows)
        assert [text.split()[0] for text in shown[:5]] == ["A1", "A2", "A3", "second", "A4"]
        assert "…" not in "".join(shown)
        await pilot.press("down", "down", "down")
        assert app.rows.key == 4
        await pilot.click(Rows, offset=(12, 3))
        assert app.rows.key == 3, "the second line is of the same row"
        cursor = app.rows.get_visual_style("rows--cursor").rich_style.bgcolor
        marked = [y for y in range(12) if app.rows.render_line(y)._segments[0].style.bgcolor == cursor]
        assert marked == [2, 3]


@pytest.mark.parametrize("count", [12, 30, 1000])
async def test_all_rows_of_two_lines_are_reached_by_keys_and_by_the_wheel(count: int) -> None:
    app = Mixed(count)
    async with app.run_test(size=(44, 10)) as pilot:
        await pilot.press("end")
        last = [text for text in lines(app.rows) if text.strip()]
        assert f"A{count - count % 3} " in "".join(last)
        assert len(last) >= 9, "the end of the list is at the end of its room"
        await pilot.press("home")
        for at in range(1, min(count, 30)):
            await pilot.press("down")
            whole = [y for y, (row, _) in enumerate(app.rows.window.lines()) if row == at]
            assert len(whole) == (1 if (at + 1) % 3 else 2), "the row under the cursor is seen whole"
        await pilot.press("home")
        for _ in range(2):  # of a long list the first time tells where its end is
            app.rows.scroll_end(animate=False)
            await pilot.pause()
        assert app.rows.window.lines()[-1][0] == count - 1


async def test_a_list_as_high_as_its_rows_counts_both_lines() -> None:
    app = Mixed(3)
    app.rows.styles.height = "auto"
    async with app.run_test(size=(44, 20)) as pilot:
        await pilot.pause()
        assert app.rows.size.height == 4


async def test_rows_of_two_lines_cost_no_more_in_a_long_list() -> None:
    app = Mixed(100_000)
    async with app.run_test(size=(44, 20)) as pilot:
        await pilot.press("end", "home", "pagedown", "pagedown")
        assert len(app.read) <= 200
