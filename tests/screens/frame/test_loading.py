"""Before a list is read it says that it loads; once it is read, what it says is true."""

import pytest
from textual.widgets import Static

from collabtui.screens.actions.looks.charts_page import Charts
from collabtui.screens.board.page import Board
from collabtui.screens.frame.page import Page
from collabtui.screens.people.page import People
from support.player import Stage

LISTS = ("1", "2", "3", "4", "5", "6", "7", "O", "W", "B", "R")


@pytest.mark.parametrize(("key", "page", "of_nothing"), [("6", People, "Nobody"), ("B", Board, "No action")])
async def test_until_it_is_read_nothing_is_said_to_be_missing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, key: str, page: type[Page], of_nothing: str
) -> None:
    monkeypatch.setattr(page, "refresh_rows", lambda _: None)
    async with stage.play("en") as player:
        await player.press(key)
        await player.see("Loading…")
        assert of_nothing not in player.screen


async def test_of_charts_too(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Charts, "refresh_rows", lambda _: None)
    async with stage.play("en") as player:
        await player.press("3", "c")
        await player.see("Loading…")
        assert "Nothing open here" not in player.screen
        assert "Loading…" in str(player.app.screen.query_one("#burn-down", Static).content)
    monkeypatch.undo()
    async with stage.play("en") as player:
        await player.press("3", "c")
        await player.see("Nothing open here")
        assert "Loading…" not in player.screen


async def test_no_list_loads_for_ever(stage: Stage) -> None:
    async with stage.play("en", (160, 48)) as player:
        for key in LISTS:
            await player.press(key)
            await player.until(lambda: "Loading…" not in player.screen)
