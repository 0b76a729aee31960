"""The check list of a deliverable at the keys: shown beside the list, taken down line by line, sent to who does it."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action
from support.player import Stage

LINES = ("目录齐全", "数据核对过，和财务系统一致")


@pytest.fixture
def listed(planned: Stage) -> Stage:
    draft = ActionDraft(title="写报告", owner="张伟", due=date(2026, 3, 10), deliverable="报告", checks=LINES)
    change_action(planned.acting, add_action(planned.acting, draft).ref, ActionChange(doer="陈静"))
    return planned


def found(stage: Stage) -> list[tuple[bool | None, str]]:
    return [(one.ok, one.remark) for one in stage.workspace.store.get(Action, "A1").checks]


async def test_a_line_is_chosen_taken_down_shown_and_taken_back(listed: Stage) -> None:
    async with listed.play("zh") as player:
        await player.press("3", "enter")
        await player.see("自检清单：2 条中 0 条达标", "○ 1. 目录齐全", "执行人 陈静")
        await player.press("h")
        await player.see("A1 写报告：选一条记录自检结果", "未自检", "请执行人自检")
        await player.press("enter", "enter")
        await player.until(lambda: found(listed)[0] == (True, ""))
        await player.see("✓ 1. 达标")
        await player.press("down", "enter", "right", "tab")
        await player.type("少两个月")
        await player.press("enter")
        await player.until(lambda: found(listed)[1] == (False, "少两个月"))
        await player.press("escape")
        await player.see("自检清单：2 条中 1 条达标", "✗ 2. 数据核对过，和财务系统一致")
        await player.press("u")
        await player.until(lambda: found(listed)[1] == (None, ""))


async def test_who_does_it_is_asked_from_the_same_list_after_a_preview(listed: Stage) -> None:
    async with listed.play("en") as player:
        await player.press("3", "h")
        await player.see("Ask for a check")
        await player.press("end", "enter")
        await player.see("Who is asked to check A1", "陈静")
        await player.press("s")
        await player.see("A1: 1 mail queued")
    (mail,) = listed.workspace.store.find(Outgoing, change="A1")
    assert mail.to == "chen@example.test"


async def test_an_action_without_a_list_says_how_one_is_written(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "h")
        await player.see("has no checklist yet", "e on the action adds one")
