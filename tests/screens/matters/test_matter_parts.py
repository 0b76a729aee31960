"""What a matter is and who answers for it, and what departments give: on the page of matters."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from support import departments
from support.departments import CHEN, MATTER, says
from support.player import Stage
from support.replies import send_all


@pytest.fixture
def matter(stage: Stage) -> Stage:
    stage.clock.set("2026-03-02T18:00+08:00")
    departments.new(stage.workspace)
    return stage


async def test_what_a_department_gives_is_entered_asked_for_and_promised(matter: Stage) -> None:
    async with matter.play("en", (160, 48)) as player:
        await player.press("5", "m", "u")
        await player.see("What a department is to provide")
        await player.type("test server")
        await player.press("tab", "tab")
        await player.type("2")
        await player.press("tab")
        await player.type("市场部")
        await player.press("tab", "tab")
        await player.type("9-11 March")
        await player.press("f2")
        await player.see("Resources 1", "○ RES1 test server  amount 2 · 9 Mar – 11 Mar · 市场部  not asked yet")
    resource = matter.workspace.store.get(Resource, "RES1")
    assert (str(resource.first), str(resource.last), resource.department) == ("2026-03-09", "2026-03-11", "市场部")


async def test_s_on_its_line_shows_who_is_asked_and_y_takes_an_answer_down(matter: Stage) -> None:
    add_resource(matter.workspace.as_user("key"), MATTER, ResourceDraft("测试服务器", "市场部", amount="2"))
    async with matter.play("en", (160, 48)) as player:
        await player.press("5", "enter")
        page = player.app.screen
        page.pane.point_at("RES1")  # type: ignore[attr-defined]  # this pane is a list
        await player.press("s")
        await player.see("X-2026-001: who is asked for what", "陈静")
        await player.press("s")
        await player.see("… RES1 测试服务器  amount 2 · 市场部", "no answer yet")
        assert [one.state for one in matter.workspace.store.find(Outgoing, change="RES1")] == ["queued"]
        await player.press("y")
        await player.see("✓ RES1 测试服务器", "promised")
        await player.press("u")
        await player.see("… RES1 测试服务器")


async def test_a_reply_changes_the_open_page(matter: Stage) -> None:
    add_resource(matter.workspace.as_user("key"), MATTER, ResourceDraft("测试服务器", "市场部"))
    ask_for_resources(matter.workspace.as_user("command"), MATTER)
    send_all(matter.workspace)
    async with matter.play("zh", (160, 48)) as player:
        await player.press("5")
        await player.see("资源 1", "… RES1 测试服务器", "尚未答复")
        says(matter.workspace, CHEN, "同意")
        await player.see("✓ RES1 测试服务器", "已承诺")


async def test_the_form_of_a_matter_has_its_kind_and_who_answers_for_it(matter: Stage) -> None:
    async with matter.play("en", (160, 48)) as player:
        await player.press("5", "n")
        await player.type("Outage")
        await player.press("tab")
        await player.press(*["right"] * 6)
        await player.see("emergency")
        await player.press("f2")
        await player.see("! Outage", "an emergency without an acting owner")
    made = matter.workspace.store.find(Matter, title="Outage")[0]
    assert (made.kind, made.rhythm, len(made.criteria)) == ("emergency", "daily", 3)
