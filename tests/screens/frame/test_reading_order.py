"""For those who hear the screen, and for terminals that keep keys to themselves."""

import pytest
from textual.widget import Widget

from screens.frame.test_everywhere import KEYS, bindings
from support.player import Player, Stage

KEPT = {"ctrl+s", "ctrl+q", "ctrl+enter", "shift+enter", "f1", "f10", "f11"}
"""By flow control, by terminals that cannot tell them from others, by windows for their own menus."""
KEPT_WITH = ("alt+", "ctrl+shift+", "shift+up", "shift+down", "shift+left", "shift+right", "ctrl+up", "ctrl+down")
OTHER_WAYS = {"quit": "ctrl+c, twice", "mark_along(-1)": "space", "mark_along(1)": "space"}
"""Deeds whose other way is a deed of another name."""


def test_no_key_that_terminals_keep_to_themselves_is_the_only_way() -> None:
    keys: dict[str, set[str]] = {}
    for binding in bindings():
        keys.setdefault(binding.action.removeprefix("app."), set()).update(binding.key.split(","))
    unreachable = {
        action
        for action, ways in keys.items()
        if all(way in KEPT or way.startswith(KEPT_WITH) for way in ways) and action not in OTHER_WAYS
    }
    assert unreachable == set()
    assert set(OTHER_WAYS) <= set(keys), "an exception that is none any more"


def order(parts: list[Widget]) -> list[tuple[int, int]]:
    return [(part.region.x, part.region.y) for part in parts if part.region.area]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
@pytest.mark.parametrize("page", KEYS)
async def test_tab_goes_as_one_reads(published: Stage, page: str, size: tuple[int, int]) -> None:
    """Down each column, the left one first; or line by line."""
    async with published.play("en", size) as player:
        await player.press(KEYS[page])
        await player.settle()
        stops = order(player.app.screen.focus_chain)
        by_columns, by_lines = sorted(stops), sorted(stops, key=lambda one: (one[1], one[0]))
        assert stops in (by_columns, by_lines), player.screen


def line_read(player: Player) -> str:
    """Where the terminal's own cursor stands, and with it a screen reader."""
    return player.screen.splitlines()[player.app.cursor_position.y]


async def test_the_terminals_own_cursor_goes_along_with_the_line_that_is_meant(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3")
        await player.see("3 open")
        assert "A1" in line_read(player)
        await player.press("down", "down")
        assert "A2" in line_read(player)
        await player.press("6")
        await player.see("5 people")
        await player.press("end")
        assert "李明" in line_read(player)
        await player.press("n")
        await player.type("x")
        assert "Name" in line_read(player)


async def test_ctrl_c_twice_quits_where_ctrl_q_is_kept(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("ctrl+c", "ctrl+c")
        await player.see("5 mails")  # that wait are asked about
        await player.press("q")
        await player.until(lambda: not player.app.is_running or player.app.return_code is not None)
