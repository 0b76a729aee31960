"""A list in sections, and marks on many rows at once."""

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from collabtui.widgets.line import as_content
from collabtui.widgets.sections import Heading, KeysInSections, SectionRows

PILES = (("P1", array("q", (7, 3))), ("P2", array("q", (9, 1, 5))), ("", array("q", (4,))))


def test_headings_and_rows_are_one_sequence() -> None:
    sections = KeysInSections(PILES, ())
    assert list(sections) == [Heading("P1"), 7, 3, Heading("P2"), 9, 1, 5, Heading(""), 4]
    assert [sections.index(key) for key in sections] == list(range(9))
    assert sections[3].count == 3
    assert sections[2:5] == [3, Heading("P2"), 9]
    assert list(sections.below(Heading("P2"))) == [9, 1, 5]
    assert sections.heading_of(2) == Heading("P1")


def test_what_is_folded_is_not_there_but_still_counted() -> None:
    sections = KeysInSections(PILES, {"P2"})
    assert list(sections) == [Heading("P1"), 7, 3, Heading("P2"), Heading(""), 4]
    assert sections.headings[1].count == 3
    assert 9 not in sections
    assert 4 in sections
    assert list(sections.ids) == [7, 3, 9, 1, 5, 4]


class Shown(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.rows = SectionRows()
        self.folded: set[str] = set()
        self.marks = 0

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.focus()
        self.show()

    def show(self) -> None:
        self.rows.show(KeysInSections(PILES, self.folded), self.draw)

    def draw(self, keys: Sequence[Any], _: int) -> list[Content]:
        return [as_content(f"= {key.name} {key.count}" if isinstance(key, Heading) else f"A{key}") for key in keys]

    def on_section_rows_folded(self, message: SectionRows.Folded) -> None:
        (self.folded.add if message.folded else self.folded.discard)(message.name)
        self.show()

    def on_markable_rows_marked(self) -> None:
        self.marks = self.rows.count_marked


def seen(app: Shown) -> list[str]:
    lines = (app.rows.render_line(y).text.strip() for y in range(app.rows.size.height))
    return [line for line in lines if line]


async def test_headings_fold_by_enter_arrows_and_a_click_and_the_cursor_stays() -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        assert seen(app) == ["= P1 2", "= P2 3", "A9", "A1", "A5", "=  1", "A4"]
        await pilot.press("right")
        assert "A7" in seen(app)
        await pilot.press("down", "left")
        assert "A7" not in seen(app)
        assert app.rows.heading == Heading("P1")
        await pilot.click(SectionRows, offset=(3, seen(app).index("=  1")))
        assert "A4" not in seen(app)
        assert app.rows.heading == Heading("")


async def test_space_on_a_heading_marks_all_below_and_a_heading_is_never_meant() -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        assert app.rows.selection == []
        app.rows.cursor = 3
        app.rows.action_mark()
        assert app.rows.selection == [9, 1, 5]
        await pilot.pause()
        assert app.marks == 3
        app.rows.cursor = 3
        app.rows.action_mark()
        assert app.rows.selection == [9]


@pytest.mark.parametrize("key", ["shift+down", "all", "to"])
async def test_several_are_marked_at_once(key: str) -> None:
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        app.rows.cursor = 1
        if key == "shift+down":
            await pilot.press(key, key, key)
            assert app.rows.selection == [7, 3, 9]
        elif key == "all":
            app.folded = {"P2"}
            app.show()
            app.rows.action_mark_all()
            assert app.rows.selection == [7, 3, 9, 1, 5, 4]
            app.rows.action_mark_all()
            assert app.rows.count_marked == 0
        else:
            app.rows.action_mark()
            app.rows.cursor = 5
            app.rows.action_mark_to()
            assert app.rows.selection == [7, 3, 9, 1]
