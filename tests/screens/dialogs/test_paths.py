"""Fields of paths: Tab goes on with what is typed, and F3 list, Tab fills."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from collabtui.screens.dialogs import path_pick
from collabtui.system.path_completion import PathEntry, listed_folder
from support.player import Player, Stage


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "somebody"
    for name in ("Documents/plans", "Downloads", "联调报告与会议纪要归档资料"):
        (home / name).mkdir(parents=True)
    (home / "Documents" / "people.csv").write_text("name,email\nZoe West,zoe@x.test\n")
    (home / "Documents" / "notes.txt").write_text("")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


def _path(player: Player) -> Callable[[], str]:
    return lambda: player.app.screen.query_one("#field-path", Input).value


async def test_tab_goes_on_with_a_path_and_lists_where_several_do(stage: Stage, files: Path) -> None:
    async with stage.play("en") as player:
        await player.press("6", "i", "down", "enter")
        await player.see("F3 list, Tab fills")
        await player.type("~/Do")
        await player.press("tab")
        await player.see("Documents/", "Downloads/")
        await player.press("down", "up", "enter")
        await player.see("plans/", "people.csv", "notes.txt")
        await player.type("peo")
        await player.press("enter")
        await player.see("~/Documents/people.csv", "1 person")
        assert _path(player)() == "~/Documents/people.csv"


async def test_esc_in_the_list_leaves_what_was_typed(stage: Stage, files: Path) -> None:
    async with stage.play("zh", (40, 15)) as player:
        await player.press("6", "i", "down", "enter")
        await player.type("Down")
        await player.press("tab")
        assert _path(player)() == "Downloads/"
        await player.press("f3")
        await player.see("~/Downloads", "这里没有这样的名称")
        await player.press("backspace")
        await player.see("联调报告与会议纪要归档资料/")
        await player.press("escape")
        assert _path(player)() == "Downloads/"


async def test_a_file_that_is_written_goes_into_the_folder_that_is_chosen(stage: Stage, files: Path) -> None:
    async with stage.play("en") as player:
        await player.press("ctrl+p")
        await player.type("backup")
        await player.see("Back up everything to …")
        await player.press("enter")
        await player.see("Back up everything")
        await player.press("f3")
        await player.see("✓ here, as collabtui-")
        await player.type("~/Documents/")
        await player.see("plans/")
        await player.press("down", "right")
        await player.see("~/Documents/plans", "✓ here, as")
        await player.press("enter")
        await player.until(lambda: _path(player)().startswith("~/Documents/plans/collabtui-"))


async def test_keys_that_are_typed_while_a_folder_is_read_act_on_what_it_holds(
    stage: Stage, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_late(*asked: Any) -> list[PathEntry]:
        time.sleep(0.4)
        return listed_folder(*asked)

    async with stage.play("en") as player:
        await player.press("6", "i", "down", "enter")
        await player.see("F3 list, Tab fills")
        monkeypatch.setattr(path_pick, "listed_folder", read_late)
        await player.press("f3")
        player.app.post_message(events.Paste("~/Documents/"))
        for key in ("down", "down", "enter"):  # at once, as somebody types who knows what is there
            player.app.post_message(events.Key(key, None))
        await player.see("~/Documents/people.csv", "1 person")


async def test_the_first_field_of_an_import_is_left_by_tab_where_nothing_is_typed(stage: Stage, files: Path) -> None:
    async with stage.play("en") as player:
        await player.press("3", "r")
        await player.see("F3 list, Tab fills")
        await player.press("tab")
        await player.until(lambda: player.app.focused is player.app.screen.query_one("#field-matter"))
