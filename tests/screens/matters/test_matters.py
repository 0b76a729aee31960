"""Matters: where each stands, and what belongs to it."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.actions.edit_actions import update_each
from collabtui.lifecycle.live import run
from support.player import Stage


async def test_a_matter_shows_where_it_stands_and_what_belongs_to_it(published: Stage) -> None:
    run.capture(published.acting, "M1", "r: 供应商延期 !high @张伟")
    async with published.play("zh", (80, 28)) as player:
        await player.press("5")
        await player.see("1 个事项", "X-2026-001", "新品上线", "1/9 需求申请", "未完成 3")
        await player.press("enter")
        await player.see("· 没有牵头部门", "会议 1", "M1 新品上线协作会", "预算由谁出", "高 供应商延期")
        await player.press("end")
        await player.see("行动项 3", "A1 提供接口文档")
        await player.press("home", *["down"] * 5, "enter")
        await player.see("A1 提供接口文档", "负责人 张伟")


async def test_all_actions_of_a_matter_are_counted_also_those_that_are_not_listed(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collabtui.screens.matters.sections.matter_tasks.MOST", 1)
    update_each(published.acting, ["A2", "A3"], Update(ref="", status="done"))
    async with published.play("en", (120, 40)) as player:
        await player.press("5")
        await player.see(
            "2 of 3 actions done · 1 open", "Actions 3", "研发部 1/2", "2 more: a on the matter lists them"
        )
        assert "A3" not in player.screen


async def test_the_numbers_of_a_matter_add_up_without_what_was_called_off(published: Stage) -> None:
    update_each(published.acting, ["A1"], Update(ref="", status="cancelled"))
    update_each(published.acting, ["A2"], Update(ref="", status="done"))
    run.capture(published.acting, "M1", "r: 供应商延期 !high @张伟")
    async with published.play("zh", (120, 40)) as player:
        await player.press("5")
        await player.see("行动项 2，已完成 1，未完成 1", " 行动项 2 ", " 风险 1 ", "未解除的风险 1", "待跟进问题 1")
        assert "A1 提供接口文档" not in player.screen


async def test_a_new_matter_takes_an_action_of_its_own(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("5")
        await player.see("No matters yet.")
        await player.press("n")
        await player.see("New matter")
        await player.press("enter")
        await player.see("Give it a title.")
        await player.type("Launch")
        await player.press("tab", "tab")
        await player.type("complaints -20 %")
        await player.press("tab", "市", "tab", "tab", "tab", "tab", "tab")
        await player.type("end of month")
        await player.see("28 Feb")
        await player.press("enter")
        await player.see("X-2026-001 Launch", "wanted by Sat 28 Feb")
        (matter,) = stage.workspace.store.find(Matter)
        assert (matter.initiator, matter.wanted) == ("市场部", date(2026, 2, 28))
        await player.press("escape", "m", "a")
        await player.see("New action", matter.ref)
        await player.type("Write the request")
        await player.press("enter")
        await player.see("1 open")
    (action,) = stage.workspace.store.find(Action, matter=matter.ref)
    assert action.title == "Write the request"
