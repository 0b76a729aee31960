"""Days of what is over that are still to come, and columns that are called after an aim."""

from datetime import date

import pytest

from collabtui.formats.actions.heading_fields import FIRST_DUE, field_of
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def test_an_end_to_come_is_a_due_date_where_there_is_no_other(workspace: Workspace) -> None:
    text = "督办事项,承办人,办结日期\n换管网,张伟,2026/3/18\n联网,张伟,2026/2/10\n"
    found = [(line.action.due, line.action.status) for line in lines_of(workspace, text)]
    assert found == [(date(2026, 3, 18), "not-started"), (date(2026, 2, 10), "not-started")]


def test_beside_a_due_date_it_ends_nothing_and_is_noted(workspace: Workspace) -> None:
    head = "任务,负责人,截止日期,实际开始,实际完成"
    text = f"{head}\n换管网,张伟,2026/3/10,2026/3/5,2026/3/18\n联网,张伟,2026/3/10,,2026/2/10\n"
    first, second = (line.action for line in lines_of(workspace, text))
    assert (first.due, first.status, first.note) == (
        date(2026, 3, 10), "not-started", "实际开始: 2026/3/5\n实际完成: 2026/3/18",
    )  # fmt: skip
    assert (second.status, second.note) == ("done", "")


def test_ends_that_have_come_end_tasks(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "任务,负责人,实际完成\n联网,张伟,2026/2/10\n")
    assert (line.action.status, line.action.due) == ("done", None)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("目标完成", "due"), ("应完成", "due"), ("目标启动", "planned_start"), ("原定完成", FIRST_DUE),
        ("目标单位", "department"),
        ("State / remarks", "progress"), ("状态/备注", "progress"), ("备注/说明", "note"), ("卡在哪", "reason"),
        ("Pre-req", "depends_on"), ("% cplt", "percent"), ("目标客户", ""),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, field: str) -> None:
    assert field_of([name], {}) == field


def test_an_average_is_no_task(workspace: Workspace) -> None:
    text = "任务,负责人,完成度\n换管网,张伟,40\n联网,张伟,60\n平均,,50\n"
    assert [line.action.title for line in lines_of(workspace, text)] == ["换管网", "联网"]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("Book the sound crew: Bob Brown", "Book the sound crew: Bob Brown"),
        ("Update notes: Bob Brown", "Update notes: Bob Brown"),
        ("Finish our report deadline: 12 March", "Finish our report"),
        ("Order lines owner: Bob Brown", "Order lines"),
        ("Book the room Owner: Bob Brown", "Book the room"),
    ],
)
def test_the_last_word_of_a_title_is_no_label(workspace: Workspace, item: str, title: str) -> None:
    (line, _) = lines_of(workspace, f"- [ ] {item}\n- [ ] Send the invitations\n")
    assert line.action.title == title
