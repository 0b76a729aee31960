"""The ground below the parts of a page: drawn once, and seen on every line. What another page covers is not drawn."""

import pytest
from textual.geometry import Region
from textual.widget import Widget

from collabtui.screens.frame.page import Page
from collabtui.screens.frame.plain_ground import Ground
from collabtui.widgets.page_bar import PageBar
from support.player import Stage


@pytest.mark.parametrize("theme", ["ink", "paper", "terminal"])
@pytest.mark.parametrize("place", ["", "#today-top", "#today-rest"])
async def test_it_looks_as_if_each_line_were_drawn(stage: Stage, theme: str, place: str) -> None:
    async with stage.play() as player:
        player.app.theme = theme
        await player.settle()
        ground = player.app.screen.query_one(place, Ground) if place else player.app.screen
        crop = Region(3, 1, 40, ground.size.height - 1)
        each = [Widget.render_lines(ground, Region(3, y, 40, 1))[0] for y in crop.line_range]
        assert [list(strip) for strip in ground.render_lines(crop)] == [list(strip) for strip in each]
        assert ground.render_lines(Region(0, 0, 40, 0)) == []


async def test_a_page_that_another_covers_is_not_drawn_each_second(
    running: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual would draw both, the lower one first; behind a dialog it is seen, and goes on."""
    ticked: list[str] = []
    monkeypatch.setattr(PageBar, "tick", lambda bar: ticked.append(type(bar.screen).__name__))
    async with running.play() as player:
        await player.press("2")
        meetings = player.app.screen
        assert isinstance(meetings, Page)
        ticked.clear()
        await player.press("question_mark")
        meetings._follows._beat()
        assert ticked == ["Meetings"]
        await player.press("escape", "enter")
        assert type(player.app.screen).__name__ == "Live"
        ticked.clear()
        meetings._follows._beat()
        assert "Meetings" not in ticked
