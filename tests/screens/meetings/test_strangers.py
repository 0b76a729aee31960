"""A name that means nobody yet, where a meeting is planned or begun: who it is is asked there."""

import pytest
from textual.widgets import Input

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale, Person
from support.player import Player, Stage


async def filled(player: Player, people: str) -> None:
    await player.press("2", "n", "enter")
    player.app.screen.query_one("#field-title", Input).value = "评审"
    player.app.screen.query_one("#field-people", Input).value = people
    await player.press("f2")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_somebody_new_is_added_from_the_form(stage: Stage, locale: Locale) -> None:
    async with stage.play(locale, (100, 36)) as player:
        await filled(player, "张伟, 欧阳明")
        await player.see("还没有叫 欧阳明 的人" if locale == "zh" else "Nobody here is called 欧阳明 yet")
        await player.type("ouyang@example.test")
        await player.press("f2")
        await player.until(lambda: len(stage.workspace.store.find(Meeting)) == 1)
    (added,) = stage.workspace.store.find(Person, name="欧阳明")
    assert added.email == "ouyang@example.test"


async def test_a_slip_is_put_right_by_whom_it_is_like(stage: Stage) -> None:
    async with stage.play("en", (100, 36)) as player:
        await filled(player, "Bob Browm")
        await player.see("Nobody here is called Bob Browm yet", "Bob Brown", "Bob Browm, somebody new")
        await player.press("enter")
        await player.until(lambda: len(stage.workspace.store.find(Meeting)) == 1)


async def test_who_does_not_say_who_it_is_has_his_form_as_it_was(stage: Stage) -> None:
    async with stage.play("en", (100, 36)) as player:
        await filled(player, "欧阳明")
        await player.press("escape")
        await player.see("Nobody here is called 欧阳明", "New meeting")
    assert not stage.workspace.store.find(Meeting)


async def test_a_meeting_at_once_asks_who_a_name_is_as_the_form_does(published: Stage) -> None:
    async with published.play("en", (100, 36)) as player:
        await player.press("W", "N", "tab")
        await player.type("陈静, 欧阳明")
        await player.press("enter")
        await player.see("Nobody here is called 欧阳明 yet")
        await player.type("ouyang@example.test")
        await player.press("f2")
        await player.until(lambda: bool(published.workspace.store.find(Meeting, state="running")))
    (running,) = published.workspace.store.find(Meeting, state="running")
    (added,) = published.workspace.store.find(Person, name="欧阳明")
    assert added.ref in {one.person for one in running.participants}
