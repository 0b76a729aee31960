"""The ground below the parts of a page: drawn once, and seen on every line."""

import pytest
from textual.geometry import Region
from textual.widget import Widget

from collabtui.screens.frame.plain_ground import Ground
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
