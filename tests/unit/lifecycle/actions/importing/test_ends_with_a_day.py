"""A cell that says that a task is over, and on which day."""

import pytest

from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def read(workspace: Workspace, head: str, cell: str) -> tuple[str, int | None, str]:
    acting = workspace.as_user("command")
    table = f"Task,Owner,{head}\nCopy the data,Bob Brown,{cell}\nTell all,Bob Brown,open\n"
    line, _ = planned_import(acting, read_listed(acting, table.encode(), table_words(workspace.store)))
    return line.action.status, line.action.percent, line.action.note


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Status", "Closed 12-Oct-26"),
        ("Status", "Closed (12-Oct-26)"),
        ("Status", "Done on 3 Nov 2026"),
        ("Status", "Completed - 2026-02-24"),
        ("状态", "已完成 10月12日"),
        ("状态", "10月12日已关闭"),
        ("状态", "2026-02-24 已完成"),
    ],
)
def test_the_day_of_an_end_stays_in_the_note(workspace: Workspace, head: str, cell: str) -> None:
    assert read(workspace, head, cell) == ("done", 100, cell)


@pytest.mark.parametrize(
    ("head", "cell"),
    [("状态", "12月10日完成"), ("Status", "Done by 3 Nov 2026"), ("状态", "10月12日已"), ("状态", "10月12日已过")],
)
def test_what_may_be_a_plan_does_not_end_a_task(workspace: Workspace, head: str, cell: str) -> None:
    assert read(workspace, head, cell)[0] == "not-started"


@pytest.mark.parametrize("cell", ["Closed", "done", "Done."])
def test_a_state_alone_leaves_no_note(workspace: Workspace, cell: str) -> None:
    assert read(workspace, "Status", cell) == ("done", 100, "")
