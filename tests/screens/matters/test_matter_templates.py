"""A matter is kept as a template, and the next one is opened from it or from one that comes with collabtui."""

from datetime import date

import pytest
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Locale
from collabtui.lifecycle.matters.edit_matters import describe_matter
from support.player import Stage

X1, X2 = "X-2026-001", "X-2026-002"


async def test_a_matter_is_kept_as_a_template_and_the_next_one_begins_with_it(published: Stage) -> None:
    describe_matter(published.acting, X1, {"goal": "一天搬完", "background": "租约到期"})
    store = published.workspace.store
    async with published.play("zh") as player:
        await player.press("5", "m")
        await player.see("n\u00a0按模板新建", "b\u00a0另存为模板")
        await player.press("b")
        await player.see("X-2026-001：另存为模板", "新品上线")
        await player.press("ctrl+u")
        await player.type("搬家")
        await player.press("enter")
        await player.see("已保存模板“搬家”，含任务 3 项")
        await player.press("m", "b", "ctrl+u")
        await player.type("搬家")
        await player.press("enter")
        await player.see("已有模板“搬家”")
        await player.press("escape", "escape", "m", "n")
        await player.see("用哪个模板？", "搬家", "自己的", "客户投诉", "随软件提供")
        await player.press("enter")
        await player.see("新建事项", "一天搬完", "租约到期")
        await player.type("再搬家")
        await player.press("tab", "tab", "ctrl+u", "ctrl+s")
        await player.until(lambda: len(store.find(Matter)) == 2)
        await player.see("没有填期望完成日期", "再搬家")
        await player.press("u")
        await player.until(lambda: {one.status for one in store.find(Action, matter=X2)} == {"cancelled"})
    assert (store.get(Matter, X2).goal, store.get(Matter, X2).background) == ("", "租约到期")
    assert {one.owner for one in store.find(Action, matter=X2)} == {None}


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en", ("Product launch", "comes with")), ("zh", ("新品上线", "随软件提供"))],
)
async def test_on_an_empty_page_one_that_is_shipped_gives_tasks_and_days(
    stage: Stage, locale: Locale, shown: tuple[str, ...]
) -> None:
    store = stage.workspace.store
    async with stage.play(locale, (100, 40)) as player:
        await player.press("5", "m", "n")
        await player.see(*shown)
        await player.press(*["down"] * 3, "enter")
        await player.until(lambda: bool(player.app.screen.query("#field-title")))
        await player.type("Headphones")
        player.app.screen.query_one("#field-wanted", Input).value = "2026-06-30"
        await player.press("ctrl+s")
        await player.until(lambda: len(store.find(Action, matter=X1)) > 4)
        await player.see("Headphones")
    assert store.get(Matter, X1).wanted == date(2026, 6, 30)
    assert any(one.due for one in store.find(Action, matter=X1))


async def test_the_palette_finds_both(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "ctrl+p")
        await player.type("template")
        await player.see("new from a template", "save as a template")
