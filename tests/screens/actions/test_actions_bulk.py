"""Several actions at once: marked, changed in one deed, asked about by mail; what could not be done is named."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from support.player import Stage


@pytest.fixture
def several(published: Stage) -> Stage:
    """A1 and A2 are 张伟's, A3 is Bob's; A4 is late, A5 nobody's. 2026-03-02 16:00."""
    add_action(published.acting, ActionDraft(title="修复登录缺陷", owner="张伟", due=date(2026, 2, 27)), "新品上线")
    add_action(published.acting, ActionDraft(title="Book the venue", depends_on=("A2",)))
    return published


def action(stage: Stage, ref: str) -> Action:
    return stage.workspace.store.get(Action, ref)


def nudged(stage: Stage) -> list[tuple[str, str]]:
    return [(mail.to, mail.state) for mail in stage.workspace.store.find(Outgoing) if mail.key.startswith("nudge:")]


async def test_a_stretch_and_all_that_the_filter_shows_are_marked(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("a")
        await player.see("5 open · 5 marked")
        await player.press("a")
        await player.until(lambda: "marked" not in player.screen)
        await player.press("space", "down", "m")
        await player.see("3 marked")
        await player.press("escape", "shift+down")
        await player.see("2 marked")


async def test_several_are_changed_in_one_deed_each_from_its_own_date_and_one_undo_takes_it_back(
    several: Stage,
) -> None:
    update_action(several.acting, "A3", Update(ref="A3", status="done"))
    async with several.play("en") as player:
        await player.press("3", "slash")
        await player.type("all")
        await player.press("enter")
        await player.see("5 found")
        await player.press("a", "e")
        await player.see("Change 5 actions")
        await player.press("tab")
        await player.type("one more week")
        await player.press("tab")
        await player.type("supplier late")
        await player.press("tab")
        await player.type("Bob")
        await player.see("Bob Brown")
        await player.press("enter")
        await player.see("Send to 3", "Bob Brown", "张伟", "陈静")
        await player.press("s")
        await player.see("3 changed", "A3 is")
        assert (action(several, "A1").due, action(several, "A1").slips) == (date(2026, 3, 13), 1)
        assert action(several, "A4").due == date(2026, 3, 6)
        assert {action(several, ref).owner for ref in ("A1", "A2", "A4")} == {"P5"}
        assert action(several, "A1").reason == "supplier late"
        await player.press("u")
        await player.until(lambda: action(several, "A4").due == date(2026, 2, 27))
        assert action(several, "A1").due == date(2026, 3, 6)


async def test_owners_are_asked_after_one_has_seen_who_gets_what_and_undo_holds_it(several: Stage) -> None:
    async with several.play("en", (120, 30)) as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("a", "s")
        await player.see("Ask 2 people for progress", "A5 has no owner yet", "Bob Brown", "张伟")
        assert nudged(several) == []
        await player.press("s")
        await player.see("Asked: ")
        assert sorted(nudged(several)) == [("bob@example.test", "queued"), ("zhang@example.test", "queued")]
        await player.press("u")
        await player.until(lambda: {state for _, state in nudged(several)} == {"held"})
        await player.press("home", "s")
        await player.see("Ask for progress")
        await player.press("s")
        await player.until(lambda: len(nudged(several)) == 3)
        await player.press("home", "s")
        await player.see("张伟 has already been asked about A4 today.")


async def test_the_history_says_whether_a_question_has_left(several: Stage) -> None:
    async with several.play("en", (120, 30)) as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("s", "s")
        await player.see("question to the owner: not sent yet, O")
        await player.press("u")
        await player.see("question to the owner: not sent, O")
        assert "owner asked" not in player.screen


async def test_a_date_that_is_moved_shows_first_who_gets_a_mail(several: Stage) -> None:
    async with several.play("en", (120, 30)) as player:
        await player.press("3", "slash")
        await player.type("A4")
        await player.press("enter")
        await player.see("1 found")
        await player.press("t")
        await player.type("one more week")
        await player.press("enter")
        await player.see("New due date for A4", "Send to 1", "日期有变：修复登录缺陷")
        await player.press("escape")
        await player.see("Nothing is changed and nothing is sent", "one more week")
        assert action(several, "A4").due == date(2026, 2, 27)
        await player.press("enter", "s")
        await player.see("1 changed")
        assert action(several, "A4").due == date(2026, 3, 6)
        await player.press("u")
        await player.see("the mail to 张伟 is not sent")
