"""Weeks of a term, months of a project and days before an event, where a row above the table says what they count
from; without one they are no days."""

from datetime import date

import pytest

from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def days(found: list[ImportLine]) -> list[date | None]:
    return [line.action.due for line in found]


@pytest.mark.parametrize(
    ("above", "head", "cells", "ends"),
    [
        ("开学日期：2026年3月2日", "周次,事项,负责人", ("第2周", "第3-4周"), (date(2026, 3, 13), date(2026, 3, 27))),
        ("Term starts 13 April 2026", "Week,Job,Owner", ("Wk 1", "Week 5-6"), (date(2026, 4, 17), date(2026, 5, 22))),
        ("Week 1: September 7 2026", "Week,Job,Owner", ("1", "12"), (date(2026, 9, 11), date(2026, 11, 27))),
        ("Project start 1 January 2026", "End month,Job,Owner", ("M3", "M12"), (date(2026, 3, 31), date(2026, 12, 31))),
        ("项目启动日期：2026-01-15", "完成月份,事项,负责人", ("M1", "M2"), (date(2026, 2, 14), date(2026, 3, 14))),
        ("活动日：2026年4月18日", "倒计时,事项,负责人", ("D-30", "当天"), (date(2026, 3, 19), date(2026, 4, 18))),
        ("Event date: 18 April 2026", "Countdown,Job,Owner", ("T-7", "D+1"), (date(2026, 4, 11), date(2026, 4, 19))),
    ],
)
def test_a_count_is_a_day_where_the_table_says_from_when(
    workspace: Workspace, above: str, head: str, cells: tuple[str, str], ends: tuple[date, date]
) -> None:
    text = f"{above},,\n{head}\n{cells[0]},布置会场,张伟\n{cells[1]},收尾工作,陈静\n"
    found = lines(workspace, text)
    assert days(found) == list(ends)
    assert all([one.key for one in line.remarks] == ["import.day_understood"] for line in found)


@pytest.mark.parametrize(
    "above",
    ["学期计划", "开学日期：2026年3月2日—2026年7月1日", "Plan of 2 March 2026", "开学后另行通知"],
)
def test_a_count_from_no_day_or_from_several_is_none(workspace: Workspace, above: str) -> None:
    found = lines(workspace, f"{above},,\n截止日期,事项,负责人\n第2周,布置会场,张伟\n第3周,收尾工作,陈静\n")
    assert days(found) == [None, None]
    assert all([one.key for one in line.remarks] == ["import.vague_day"] for line in found)


def test_what_starts_in_a_counted_month_starts_with_it(workspace: Workspace) -> None:
    text = "Project start: 2026-01-01,,,\nJob,Owner,From,Until\nMove,Bob Brown,M2,M3\nPaint,Bob Brown,M4,M4\n"
    found = lines(workspace, text)
    assert [line.action.planned_start for line in found] == [date(2026, 2, 1), date(2026, 4, 1)]
    assert days(found) == [date(2026, 3, 31), date(2026, 4, 30)]


@pytest.mark.parametrize("typed", ["done?", "完成？", "finished ?"])
def test_a_status_that_asks_is_no_status(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务,负责人,状态\n文档,张伟,{typed}\n")
    assert (line.action.status, [one.key for one in line.remarks]) == ("not-started", ["import.status_unknown"])


@pytest.mark.parametrize("cell", ["1. 开会\n2. 核对", "① 开会\n② 核对", "(1) Call\n(2) Write"])
def test_several_tasks_in_a_cell_are_told(workspace: Workspace, cell: str) -> None:
    (line,) = lines(workspace, f'任务,负责人\n"{cell}",张伟\n')
    assert [one.key for one in line.remarks] == ["import.several_in_title"]


@pytest.mark.parametrize("cell", ["开会\n（含差旅）", "Call the vendor\nby phone", "1. 开会"])
def test_one_task_in_a_cell_of_several_lines_is_one(workspace: Workspace, cell: str) -> None:
    (line,) = lines(workspace, f'任务,负责人\n"{cell}",张伟\n')
    assert line.remarks == ()


@pytest.mark.parametrize("name", ["Name", "名称"])
def test_a_bare_name_beside_an_owner_is_the_task(workspace: Workspace, name: str) -> None:
    text = (
        f"{name},Section/Column,Assignee,Due Date\nReport,Doing,Bob Brown,2026-03-16\nPaper,Done,Bob Brown,2026-03-17\n"
    )
    assert [(line.action.title, line.action.status) for line in lines(workspace, text)] == [
        ("Report", "in-progress"),
        ("Paper", "done"),
    ]
