"""The room of a matter shows the steps of its process, old and new, and who answers for each."""

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.process_steps import read_steps
from support.player import Stage

X1 = "X-2026-001"


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_the_room_has_a_line_for_each_step_of_the_process(published: Stage, locale: Locale) -> None:
    old = read_steps("客服部：手工登记（输入：来电；用时：2天）→ 1\n研发部：核对 → 取消")
    new = read_steps("客服部：系统登记（负责人：张伟；支持：研发部；输出：工单）\n研发部：自动派单")
    describe_matter(published.acting, X1, {"old_steps": old, "new_steps": new})
    async with published.play(locale, (120, 50)) as player:
        await player.press("5", "enter")
        if locale == "zh":
            await player.see("新流程 2", "1 客服部: 系统登记（负责人：张伟；支持：研发部；输出：工单）")
            await player.see(
                "2 研发部: 自动派单", "尚未指定负责人", "原流程 2", "手工登记（输入：来电；用时：2 天） → 1"
            )
        else:
            await player.see("New process 2", "系统登记 (owner: 张伟; support: 研发部; output: 工单)", "Old process 2")


async def test_enter_on_a_step_opens_the_form_where_the_steps_are(published: Stage) -> None:
    describe_matter(published.acting, X1, {"new_steps": read_steps("客服部：系统登记")})
    async with published.play("zh", (120, 50)) as player:
        await player.press("5", "enter")
        await player.see("新流程 1")
        matters = player.app.screen
        matters.query_one("#matter-things").point_at("new_step/1")  # type: ignore[attr-defined]  # a list of the page
        await player.press("enter")
        await player.see("客服部: 系统登记", "新流程")
