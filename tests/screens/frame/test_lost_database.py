"""The screens on an organisation's database, whose server may go away and come back."""

import asyncio
from time import perf_counter

import pytest

from collabtui.domain.action import Action
from collabtui.lifecycle.live import run
from pgbed.bed import Pgbed
from screens.frame.test_two_at_work import at_live
from support.player import Stage

pytestmark = [pytest.mark.pgbed, pytest.mark.parametrize("stage", ["postgresql"], indirect=True)]
LISTENS = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"


async def listened(bed: Pgbed) -> None:
    for _ in range(200):
        if bed.run(LISTENS) != [(0,)]:
            return
        await asyncio.sleep(0.05)


async def test_the_server_tells_of_a_change_and_nobody_asks(running: Stage, postgresql_server: Pgbed) -> None:
    async with running.play() as player:
        await at_live(player)
        await listened(postgresql_server)
        player.app.screen._follows._beats.pause()  # type: ignore[attr-defined]  # the second's own look is not meant
        run.capture(running.acting, "M1", "旁人的话")
        begun = perf_counter()
        await player.see("旁人的话")
        assert perf_counter() - begun < 5


async def test_while_the_server_is_away_that_is_shown_and_what_is_typed_stays(
    running: Stage, postgresql_server: Pgbed
) -> None:
    async with running.play() as player:
        await at_live(player)
        await player.type("写到一半")
        with postgresql_server.away():
            await player.see("数据库")
            await player.press("enter")
            await player.see("写到一半")
        run.capture(running.acting, "M1", "旁人的话")
        await player.see("旁人的话")
        await player.see("写到一半")


async def test_a_command_of_the_palette_whose_line_is_cut_ends_no_screens_and_is_done_once_it_is_back(
    recorded: Stage, postgresql_server: Pgbed
) -> None:
    """Whether it is refused first depends on how soon the database is back: a command waits three seconds for it."""
    store = recorded.workspace.store
    async with recorded.play("en") as player:
        await player.press("3")
        for typed in ("A1 done", "A1"):
            await player.press("ctrl+p")
            await player.type(typed)
            await player.see("A1 提供接口文档")
            with postgresql_server.away():
                await player.press("enter")
                await player.see("cannot be")
        await player.press("ctrl+p")
        await player.type("A1 done")
        await player.see("A1 提供接口文档")
        await player.press("enter")
        await player.until(lambda: store.get(Action, "A1").status == "done")
    assert [one.new for one in store.changes("A1") if one.field == "status"][-1:] == ["done"]


async def test_what_is_looked_for_in_the_palette_while_the_line_is_cut_is_found_once_it_is_back(
    recorded: Stage, postgresql_server: Pgbed
) -> None:
    async with recorded.play("en") as player:
        with postgresql_server.away():
            await player.press("ctrl+p")
            await player.type("A1 done")
            await player.see("A1 done")
        await player.press("escape", "ctrl+p")
        await player.type("A1 done")
        await player.see("A1 提供接口文档")


async def test_that_the_database_cannot_be_reached_is_said_no_longer_than_it_is_so(
    recorded: Stage, postgresql_server: Pgbed
) -> None:
    async with recorded.play("en") as player:
        await player.press("3")
        await player.see("提供接口文档")
        with postgresql_server.away():
            await player.see("cannot be")
        await player.see("The database is back.")
        assert "cannot be" not in player.screen
