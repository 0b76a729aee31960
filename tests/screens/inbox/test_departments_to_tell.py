"""A department that an answer wants told stands beside the mail, and is named again once it is decided."""

from datetime import date

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import ZHAO, change_asked, new, says
from support.player import Stage


async def test_a_department_to_be_told_is_seen_before_the_yes_and_after_it(stage: Stage) -> None:
    he = PersonDraft(name="何丽", email="he@example.test", department="客服部", head=True)
    import_people(stage.workspace.as_user("command"), [he])
    new(stage.workspace)
    change_asked(stage.workspace, wanted=date(2026, 5, 14))
    says(stage.workspace, ZHAO, "同意，但请提前通知客服", kind="change")
    async with stage.play("zh", (160, 40)) as player:
        await player.press("4")
        await player.see("告知客服部", "何丽", "知悉：上线推迟两周")
        await player.press("y")
        await player.see("告知客服部")
