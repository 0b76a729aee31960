"""A department that an answer wants told, and that is asked nothing, is named with the command that tells it."""

from datetime import date

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.lifecycle.assignments.untold_departments import untold_departments
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import ZHAO, change_asked, new, says
from support.world import Clock


def test_who_is_asked_hears_of_it_anyway_and_who_is_not_is_named(workspace: Workspace, clock: Clock) -> None:
    import_people(
        workspace.as_user("command"),
        [PersonDraft(name="何丽", email="he@example.test", department="客服部", head=True)],
    )
    new(workspace)
    change_asked(workspace, wanted=date(2026, 5, 14))
    mail = says(workspace, ZHAO, "同意，但请提前通知客服和市场部，请市场部准备", kind="change")
    (one,) = untold_departments(workspace.store, workspace.as_user("command"), mail)
    assert (one.department, one.people, one.what) == ("客服部", ("何丽",), "上线推迟两周")
