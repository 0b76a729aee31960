"""What goes on below stands under the words, and not under the mark in front of them."""

import pytest
from textual.app import App, ComposeResult

from collabtui.widgets.hanging_lines import HangingLines
from collabtui.widgets.line import as_content


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield HangingLines(id="lines")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (30, ["? A1 截止 12月4日 → 12月9日：", "  数据还没收齐", "✓ B"]),
        (60, ["? A1 截止 12月4日 → 12月9日：数据还没收齐", "✓ B"]),
    ],
)
async def test_a_line_goes_on_below_its_words(width: int, shown: list[str]) -> None:
    async with Bare().run_test(size=(width, 10)) as pilot:
        lines = pilot.app.query_one(HangingLines)
        lines.show([as_content("? A1 截止 12月4日 → 12月9日：数据还没收齐"), as_content("✓ B")])
        await pilot.pause()
        assert [one.rstrip() for one in lines.render().plain.split("\n")] == shown
        assert lines.size.height == len(shown)
