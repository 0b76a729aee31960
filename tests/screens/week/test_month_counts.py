"""What is counted of a day of a month, in as many columns as it has."""

import pytest
from textual.content import Content

from collabtui.screens.week.month_grid import worthiest
from support.player import Stage

COUNTS = [Content("●2"), Content("◆12"), Content("✎1")]


@pytest.mark.parametrize(("room", "shown"), [(9, "●2 ◆12 ✎1"), (8, "●2 ◆12"), (5, "●2"), (2, "●2")])
def test_counts_are_whole_the_worthiest_first(room: int, shown: str) -> None:
    assert Content(" ").join(worthiest(COUNTS, room)).plain == shown


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (99, 30), (160, 48)])
async def test_the_lines_between_weeks_end_at_the_edge(planned: Stage, size: tuple[int, int]) -> None:
    async with planned.play("en", size) as player:
        await player.press("W", "m")
        await player.see("31")
        assert "─…" not in player.screen
