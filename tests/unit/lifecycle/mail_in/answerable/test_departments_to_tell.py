"""A department that an answer wants told, and that is asked nothing, is named with the command that tells it."""

from datetime import date

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.language.departments_to_tell import departments_to_tell
from collabtui.lifecycle.assignments.untold_departments import untold_departments
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import ZHAO, change_asked, new, says
from support.world import Clock

UNITS = ("客服部", "Support", "研发部", "QA team")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("同意，但请提前通知客服。", ("客服部",)),
        ("可以，请客服部同步更新话术", ("客服部",)),
        ("Approved, but please tell support first.", ("Support",)),
        ("Fine. Let the QA team know, and inform Support", ("Support", "QA team")),
        ("同意，客服的意见已经考虑", ()),
        ("Agreed, we support it", ()),
        ("同意", ()),
    ],
)
def test_a_department_behind_a_word_for_telling_is_meant(text: str, told: tuple[str, ...]) -> None:
    assert departments_to_tell(text, UNITS) == told


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
