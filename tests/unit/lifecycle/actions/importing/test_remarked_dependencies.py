"""Dependencies that a remark says, and predecessors that are no task of the table."""

import pytest

from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def last(workspace: Workspace, head: str, cell: str) -> tuple[tuple[str, ...], list[str], str]:
    """What the third task waits for, what is told of it, and its note."""
    table = (
        f"ID,Task,Owner,{head}\nMIG-1,Copy data,Bob Brown,\nMIG-2,Switch,Bob Brown,\nMIG-3,Announce,Bob Brown,{cell}\n"
    )
    line = lines_of(workspace, table)[2]
    return line.action.depends_on, [one.key for one in line.remarks], line.action.note


@pytest.mark.parametrize(
    ("head", "cell", "refs"),
    [
        ("Note", "is blocked by MIG-1", ("row2",)),
        ("Note", "Depends on MIG-1 and MIG-2.", ("row2", "row3")),
        ("Note", "depends on: copy data", ("row2",)),
        ("备注", "依赖 MIG-1", ("row2",)),
        ("备注", "依赖于MIG-1、MIG-2", ("row2", "row3")),
        ("备注", "前置任务：MIG-2", ("row3",)),
        ("Status", "blocked by MIG-2", ("row3",)),
    ],
)
def test_a_remark_that_only_names_what_a_task_waits_for_is_a_dependency(
    workspace: Workspace, head: str, cell: str, refs: tuple[str, ...]
) -> None:
    depends_on, told, note = last(workspace, head, cell)
    assert (depends_on, told) == (refs, ["import.depends_read"])
    assert note.endswith(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "waits; depends on MIG-2",
        "依赖MIG-2，尚未确认",
        "was blocked by MIG-1",
        "no longer depends on MIG-1",
        "blocked by MIG-1?",
    ],
)
def test_where_more_is_said_it_is_told_alone(workspace: Workspace, cell: str) -> None:
    assert last(workspace, "Note", cell) == ((), ["import.depends_unread"], cell)


@pytest.mark.parametrize(
    "cell",
    [
        "depends on finance",
        "等级 1",
        "等待 MIG-3",
        "depends on MIG-1 from Monday",
        "blocked by MIG-9",
    ],
)
def test_a_remark_that_names_no_other_task_is_a_note(workspace: Workspace, cell: str) -> None:
    assert last(workspace, "Note", cell) == ((), [], cell)


@pytest.mark.parametrize(
    ("head", "cell", "refs", "unknown"),
    [
        ("Predecessor", "MIG-1; MIG-9", ("row2",), ["MIG-9"]),
        ("前置任务", "领导审批", (), ["领导审批"]),
        ("Predecessor", "finance sign-off; MIG-2; legal", ("row3",), ["finance sign-off", "legal"]),
    ],
)
def test_an_unknown_predecessor_is_told_and_left_out(
    workspace: Workspace, head: str, cell: str, refs: tuple[str, ...], unknown: list[str]
) -> None:
    depends_on, told, note = last(workspace, head, cell)
    assert (depends_on, told) == (refs, ["import.no_action"] * len(unknown))
    assert note == f"{head}: {'; '.join(unknown)}"
