"""A form of the matter under the cursor by its name, from any page."""

import pytest

from support.player import Stage


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("痛点", "事项表单：痛点清单"),
        ("节点职责", "事项表单：流程优化对照表"),
        ("tdqd", "事项表单：痛点清单"),
        ("risk alert", "事项表单：风险预警表"),
    ],
)
async def test_forms_are_found_by_their_names(published: Stage, typed: str, offered: str) -> None:
    async with published.play("zh") as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.see(offered)


async def test_the_form_of_the_matter_under_the_cursor_opens(published: Stage) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("ctrl+p")
        await player.type("Task breakdown")
        await player.see("Form of the matter: Task breakdown")
        await player.press("down", "enter")
        await player.see("提供接口文档", "save", "back (esc)")
