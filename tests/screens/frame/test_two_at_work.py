"""Facilitator and scribe on one database: each acts under his own name, and takes back his own."""

import pytest

from collabtui.domain.meetings.meeting import Entry
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from support.engines import ENGINES
from support.player import Player, Stage

SCRIBE = "王芳"


async def at_live(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("开场")


def lines(stage: Stage) -> list[tuple[str, str, bool]]:
    return [(one.line, one.by, one.undone) for one in stage.workspace.store.find(Entry, meeting="M1")]


pytestmark = pytest.mark.parametrize("stage", ENGINES, indirect=True)


async def test_what_the_scribe_writes_bears_his_name_and_each_sees_whose_a_line_is(running: Stage) -> None:
    run.capture(running.acting, "M1", "先说目标")
    async with running.play(acting_name=SCRIBE) as player:
        await at_live(player)
        await player.see("王芳", "先说目标  — 李明")
        await player.type("d: 接口冻结")
        await player.press("enter")
        await player.see("D1 接口冻结")
        assert "接口冻结  —" not in player.screen, "one's own needs no name"
        change = running.workspace.store.changes("D1")[0]
        assert (change.actor, change.via) == (SCRIBE, "key")
    async with running.play() as player:
        await at_live(player)
        await player.see("D1 接口冻结  — 王芳", "先说目标")
        assert "先说目标  —" not in player.screen


async def test_a_line_that_another_wrote_stays_when_the_own_last_one_is_taken_back(running: Stage) -> None:
    async with running.play(acting_name=SCRIBE) as player:
        await at_live(player)
        await player.type("第一句")
        await player.press("enter")
        await player.see("记录 第一句")
        run.capture(running.acting, "M1", "主持人的话")
        await player.see("主持人的话")
        await player.press("ctrl+z")
        await player.until(lambda: lines(running)[0][2])
    assert lines(running) == [("第一句", SCRIBE, True), ("主持人的话", "李明", False)]
    undo_last(running.acting)
    assert [undone for _, _, undone in lines(running)] == [True, True]


async def test_each_has_a_half_typed_line_of_his_own(running: Stage) -> None:
    for acting_name, line in ((SCRIBE, "王芳写到一半"), ("", "李明写到一半")):
        services = Services(running.home, running.clock, Catalogue("zh"), acting_name)
        services.drafts.keep("live-M1", line)
        services.close()
    async with running.play(acting_name=SCRIBE) as player:
        await at_live(player)
        await player.see("王芳写到一半")
        assert "李明写到一半" not in player.screen
