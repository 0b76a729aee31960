"""Tabs that have no room are said to be there."""

import pytest
from textual.app import App, ComposeResult

from collabtui.widgets.tab_line import TabLine

TABS = [(one, one * 4) for one in "abcdef"]


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield TabLine(id="tabs")


@pytest.mark.parametrize(
    ("width", "chosen", "shown"),
    [
        (40, "a", " aaaa  bbbb  cccc  dddd  eeee  ffff "),
        (22, "a", "  aaaa  bbbb  cccc ›"),
        (22, "e", "‹ cccc  dddd  eeee ›"),
        (22, "f", "‹ dddd  eeee  ffff "),
    ],
)
async def test_an_arrow_stands_where_there_are_more(width: int, chosen: str, shown: str) -> None:
    async with Bare().run_test(size=(width, 5)) as pilot:
        tabs = pilot.app.query_one(TabLine)
        tabs.show(TABS, chosen)
        await pilot.pause()
        assert tabs.render().plain == shown
