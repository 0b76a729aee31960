"""Duties by R, A, S, C and I: behind or before the names of columns, in one cell, in a column a person."""

import pytest

from collabtui.domain.people import Person
from collabtui.formats.actions.heading_fields import duty_letter
from collabtui.formats.actions.supporters import lettered_people
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def duties(workspace: Workspace, text: str) -> tuple[str, list[tuple[str, bool]], str]:
    """Owner, collaborators with whether they do it, and note of the first row."""
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    action = lines_of(workspace, text)[0].action
    helpers = [(names[one.person], one.does) for one in action.collaborators]
    return names.get(action.owner or "", ""), helpers, action.note


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("执行R", "r"), ("负责 A", "a"), ("R执行", "r"), ("A（负责）", "a"), ("咨询人C", "c"), ("知会人", "i"),
        ("Responsible (R)", "r"), ("Informed", "i"), ("Consulted: C", "c"), ("Lead (A)", "a"), ("I", "i"),
        ("方案A", ""), ("Item C", ""), ("备注", ""), ("Area", ""), ("Status", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_letter_of_a_column(name: str, letter: str) -> None:
    assert duty_letter(name) == letter


@pytest.mark.parametrize(
    "heads",
    [
        "任务,负责A,执行R,咨询C,知会I",
        "任务,负责人A,执行人R,咨询人C,知会人I",
        "Task,Accountable (A),Responsible (R),Consulted (C),Informed (I)",
        "Task,Accountable,Responsible,Consulted,Informed",
        "任务,A负责,R执行,C咨询,I知会",
    ],
)
def test_columns_called_after_duties(workspace: Workspace, heads: str) -> None:
    owner, helpers, note = duties(workspace, f"{heads}\n联调,张伟,陈静,Bob Brown,刘洋\n")
    assert (owner, helpers) == ("张伟", [("Bob Brown", False), ("陈静", True)])
    assert note.endswith(": 刘洋")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("R: 张三 A: 李四", {"doer": "张三", "owner": "李四"}),
        ("R：张三、王五；A：李四；I：赵六", {"doer": "张三、王五", "owner": "李四", "informed": "I: 赵六"}),
        ("A-李四 R-张三 C-王五", {"owner": "李四", "doer": "张三", "collaborators": "王五"}),
        ("R - Bob Brown / A - Ann Lee", {"doer": "Bob Brown", "owner": "Ann Lee"}),
        ("张三(R) 李四(A)", {"doer": "张三", "owner": "李四"}),
        ("张三（A/R）、李四（C）", {"owner": "张三", "collaborators": "李四"}),
        ("R: 张三 S: 李四 C: 王五", {"owner": "张三", "collaborators": "李四", "informed": "C: 王五"}),
        ("R: 张三", {}),
        ("C: 张三 I: 李四", {}),
        ("方案A: 张三 方案C: 李四", {}),
        ("张三(R)", {}),
        ("", {}),
    ],
)
def test_duties_in_one_cell(cell: str, found: dict[str, str]) -> None:
    assert lettered_people(cell) == found


def test_a_column_of_such_cells_is_known_by_them(workspace: Workspace) -> None:
    text = "任务,分工,完成时间\n联调,R: 陈静 A: 张伟 I: 刘洋,3月9日\n验收,R: 张伟 A: 陈静,\n"
    assert duties(workspace, text) == ("张伟", [("陈静", True)], "I: 刘洋")


def test_who_is_told_in_a_matrix_is_noted(workspace: Workspace) -> None:
    text = "任务,张伟,陈静,Bob Brown\n联调,A,R,I\n验收,R,A,C\n"
    assert duties(workspace, text) == ("张伟", [("陈静", True)], "I: Bob Brown")


def test_two_letters_are_no_duties(workspace: Workspace) -> None:
    owner, _, _ = duties(workspace, "任务,负责人,方案A,方案C\n联调,张伟,好,差\n")
    assert owner == "张伟"
