"""Two people with one form: each saves what he has changed, and of what both have changed the later is asked."""

from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.place import Place
from collabtui.lifecycle.actions.edit_actions import postpone, update_action
from collabtui.lifecycle.base.acting import Acting
from support.player import Player, Stage


def other(stage: Stage) -> Acting:
    return stage.workspace.acting("王芳", "key")


def action(stage: Stage) -> Action:
    return stage.workspace.store.get(Action, "A3")


async def at_form(player: Player) -> None:
    """The form of A3."""
    await player.press("3")
    await player.see("Review the contract")
    player.app.screen.point_at(Place("actions", "A3"))  # type: ignore[attr-defined]  # of the page
    await player.settle()
    await player.press("e")
    await player.see("A3 Review the contract", "截止", "交付")


async def test_what_another_has_changed_elsewhere_in_it_stays(published: Stage) -> None:
    async with published.play() as player:
        await at_form(player)
        update_action(other(published), "A3", Update(ref="A3", status="in-progress", percent=40))
        postpone(other(published), "A3", Request(ref="A3", ask="postpone", due=date(2026, 3, 20), reason="holiday"))
        await player.type("合同审核")
        await player.press("enter")
        await player.until(lambda: action(published).title == "合同审核")
    found = action(published)
    assert (found.status, found.percent, found.due, found.slips) == ("in-progress", 40, date(2026, 3, 20), 1)


async def test_of_what_both_have_changed_it_is_asked_which_shall_stand(published: Stage) -> None:
    async with published.play() as player:
        await at_form(player)
        await player.press("tab", "tab", "tab")
        deliver_otherwise(published)
        await player.type("盖章的合同")
        await player.press("enter")
        await player.see("王芳在", "也改了这一项", "用对方的", "用我的", "两者都要", "signed pages; 盖章的合同")
        await player.press("end", "enter")
        await player.until(lambda: action(published).deliverable == "signed pages; 盖章的合同")


async def test_the_days_that_it_is_asked_between_are_read_as_everywhere(published: Stage) -> None:
    async with published.play() as player:
        await at_form(player)
        await player.press("tab", "tab")
        postpone(other(published), "A3", Request(ref="A3", ask="postpone", due=date(2026, 3, 20), reason="holiday"))
        await player.press("ctrl+u")
        await player.type("2026-03-18")
        await player.press("enter")
        await player.see("用对方的", "3月20日（周五）", "3月18日（周三）")


async def test_theirs_is_left_as_it_is(published: Stage) -> None:
    async with published.play() as player:
        await at_form(player)
        await player.press("tab", "tab", "tab")
        deliver_otherwise(published)
        await player.type("盖章的合同")
        await player.press("enter")
        await player.see("用对方的")
        await player.press("enter")
        await player.until(lambda: "用对方的" not in player.screen)
    assert action(published).deliverable == "signed pages"


def deliver_otherwise(stage: Stage) -> None:
    acting = other(stage)
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A3").model_copy(update={"deliverable": "signed pages"}))
