"""Tables with a column for each person, in which a mark says whose a task is."""

import pytest

from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import unknown_columns
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def people(workspace: Workspace, text: str) -> list[tuple[str, list[str], list[str]]]:
    """Of each task: owner, who helps, and what is told."""
    acting = workspace.as_user("command")
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    lines = planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))
    return [
        (
            names.get(line.action.owner or "", ""),
            [names[one.person] for one in line.action.collaborators],
            [one.key for one in line.remarks],
        )
        for line in lines
    ]


@pytest.mark.parametrize("head", ["Task,{}", "任务,{}", "Task,Due,{}"])
@pytest.mark.parametrize("mark", ["X", "x"])
def test_a_cross_below_a_person_says_who_does_it(workspace: Workspace, head: str, mark: str) -> None:
    gap = "," if "Due" in head else ""
    table = (
        f"{head.format('Bob Brown,张伟,陈静')}\nCopy,{gap}{mark},,\nSwitch,{gap},,{mark}\nCall,{gap},{mark},{mark}\n"
    )
    assert people(workspace, table) == [
        ("Bob Brown", [], []),
        ("陈静", [], []),
        ("张伟", ["陈静"], ["import.several_do"]),
    ]


def test_a_tick_below_a_person_does_so_too(workspace: Workspace) -> None:
    owners = [owner for owner, _, _ in people(workspace, "任务,张伟,陈静\n拷贝,√,\n切换,,√\n")]
    assert owners == ["张伟", "陈静"]


def test_crosses_beside_ticks_are_asked_about(workspace: Workspace) -> None:
    table = "任务,张伟,陈静\n拷贝,√,x\n切换,x,√\n"
    assert [owner for owner, _, _ in people(workspace, table)] == ["", ""]
    asked = unknown_columns(table.encode(), table_words(workspace.store))
    assert [column.name for column in asked] == ["张伟", "陈静"]
