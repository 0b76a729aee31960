"""What a supervising department wants put right is on Today and in the Inbox with the owner that is offered."""

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Criterion
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from collabtui.lifecycle.people.edit_people import import_people
from support import departments
from support.departments import MATTER
from support.player import Stage
from support.replies import outgoing, reply, send_all

ZHOU = "zhou@example.test"


async def test_its_owner_is_offered_and_can_be_another(stage: Stage) -> None:
    stage.clock.set("2026-03-02T18:00+08:00")
    workspace = stage.workspace
    departments.new(workspace)
    import_people(workspace.as_user("key"), [PersonDraft(name="周敏", email=ZHOU, department="质控部", head=True)])
    name_contact(workspace.as_user("key").quiet(), MATTER, "研发部", "张伟")
    criteria = (Criterion(text="覆盖率 ≥ 95 %"),)
    described = {"criteria": criteria, "supervising": "质控部", "lead": "研发部"}
    describe_matter(workspace.as_user("key"), MATTER, described)  # type: ignore[arg-type]  # the keywords differ by case
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria")
    send_all(workspace)
    receive(
        workspace.as_worker(),
        reply(outgoing(workspace, ZHOU, "change"), "1 不达标 90% 因为漏了两店；整改：3月25日前补测"),
    )
    async with stage.play("zh", (140, 40)) as player:
        await player.see("有整改待指派 补测")
        await player.press("4")
        await player.see("整改：补测", "→ 张伟")
        await player.press("e")
        await player.see("负责人", "张伟")
        await player.press("escape")
        await player.press("y")
        await player.see("已采纳")
    (made,) = workspace.store.find(Action, matter=MATTER)
    assert (made.title, made.deliverable) == ("补测", "覆盖率 ≥ 95 %")
