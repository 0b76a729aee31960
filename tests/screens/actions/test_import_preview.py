"""A team's table on the page of actions: asked column by column, shown, then taken in, the columns remembered."""

from pathlib import Path

from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from support.player import Player, Stage


async def import_file(player: Player, path: Path) -> None:
    await player.press("3")
    await player.press("r")
    await player.see("从表格导入")
    await player.type(str(path))
    await player.press("enter")


async def test_a_table_is_asked_about_shown_and_taken_in(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,心情\n买灯,张伟,高兴\n", encoding="utf-8")
    before = len(published.workspace.store.find(Action))
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("心情（高兴）")
        await player.press("f2")
        await player.see("将新增 1 项")
        assert "买灯" in player.screen
        assert len(published.workspace.store.find(Action)) == before, "nothing is taken in before it was shown"
        await player.press("y")
        await player.see("新增 1 项，修改 0 项")
        assert published.workspace.store.find(Action)[-1].title == "买灯"
        assert [(one.name, one.field) for one in published.workspace.store.find(ColumnMeaning)] == [("心情", "-")]


async def test_what_was_shown_and_left_is_not_taken_in(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人\n买灯,张伟\n", encoding="utf-8")
    before = len(published.workspace.store.find(Action))
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("将新增 1 项")
        await player.press("escape")
        await player.settle()
        assert len(published.workspace.store.find(Action)) == before
