"""Owners whom a table names anew: a collaborator of before, and who has left."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import strangers
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import person_leaves
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person

BEFORE = "任务,负责人,协作人,截止日期\n接口,张伟,陈静、Bob Brown,2026-03-10\n测试,张伟,,2026-03-20\n"


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def taken_in(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return import_actions(acting, read_listed(acting, text.encode(), {}))


def called(workspace: Workspace, ref: str | None) -> str:
    return workspace.store.get(Person, ref).name if ref else ""


def people(workspace: Workspace, action: Action) -> tuple[str, list[str]]:
    return called(workspace, action.owner), [called(workspace, one.person) for one in action.collaborators]


@pytest.mark.parametrize(
    "text",
    [
        "任务,负责人,协作人\n接口,陈静,\n测试,张伟,\n",
        "任务,负责人,截止日期\n接口,陈静,2026-03-10\n测试,张伟,2026-03-27\n",
    ],
)
def test_a_collaborator_who_owns_it_now_helps_no_more(workspace: Workspace, text: str) -> None:
    taken_in(workspace, BEFORE)
    line = taken_in(workspace, text)[0]
    assert people(workspace, line.action) == ("陈静", ["Bob Brown"])
    assert [name for name, _, _ in line.changes] == ["owner", "collaborators"]


def test_who_is_both_in_one_row_is_refused(workspace: Workspace) -> None:
    taken_in(workspace, BEFORE)
    with pytest.raises(Refused, match=r"import\.rows"):
        taken_in(workspace, "任务,负责人,协作人\n接口,陈静,陈静\n")


LEFT = "任务,负责人,协作人\n联调,张伟,\n压测,Bob Brown,张伟\n"


def leave(workspace: Workspace, goes: str, stays: str) -> None:
    refs = {one.name: one.ref for one in workspace.store.find(Person)}
    person_leaves.leave(workspace.as_user("command"), refs[goes], refs[stays])


def test_who_has_left_is_called_so_with_who_took_over(workspace: Workspace) -> None:
    taken_in(workspace, BEFORE)
    leave(workspace, "张伟", "陈静")
    owned, helped = lines_of(workspace, LEFT)
    for line in (owned, helped):
        remark = line.remarks[0]
        assert (remark.key, remark.values["value"], remark.values["near"]) == ("import.left_to", "张伟", "陈静")
    assert (owned.action.owner, owned.action.note) == (None, "负责人: 张伟")
    assert [(one.value, one.name) for one in strangers([owned, helped], {})] == [("张伟", "@张伟")]


def test_who_took_over_may_have_left_too(workspace: Workspace) -> None:
    taken_in(workspace, BEFORE)
    leave(workspace, "张伟", "陈静")
    leave(workspace, "陈静", "Bob Brown")
    assert lines_of(workspace, LEFT)[0].remarks[0].values["near"] == "Bob Brown"


def test_who_took_over_from_one_who_held_nothing_is_named(workspace: Workspace) -> None:
    leave(workspace, "Bob Brown", "陈静")
    assert [one.key for one in lines_of(workspace, LEFT)[1].remarks] == ["import.left_to"]


def test_the_answer_who_it_is_now_counts(workspace: Workspace) -> None:
    leave(workspace, "张伟", "陈静")
    acting = workspace.as_user("command")
    line = planned_import(acting, read_listed(acting, LEFT.encode(), {"@张伟": "陈静"}))[0]
    assert (called(workspace, line.action.owner), line.remarks) == ("陈静", ())


def test_an_owner_who_has_another_name_since_is_known_by_the_one_of_before(workspace: Workspace) -> None:
    taken_in(workspace, BEFORE)
    zhang = next(one for one in workspace.store.find(Person) if one.name == "张伟")
    edit_person(workspace.as_user("command"), zhang.ref, PersonChange(name="张大伟"))
    lines = taken_in(workspace, BEFORE)
    assert [(line.kind, line.remarks) for line in lines] == [("same", ()), ("same", ())]
    (line,) = taken_in(workspace, "任务,负责人\n布展,张伟\n")
    assert line.action.owner is None, "of what is new it may be somebody else"
