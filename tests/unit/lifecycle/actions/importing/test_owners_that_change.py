"""Owners whom a table names anew: a collaborator of before, and who has left."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace

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
