"""Tables in which each cell is a task: boards, weeks, and steps side by side."""

import pytest

from collabtui.domain.people import Person
from collabtui.formats.actions.sheets.stages_in_columns import rows_of_stages
from collabtui.formats.actions.sheets.tasks_in_cells import tasks_of_cells
from collabtui.formats.tables.table_reading import read_tables
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.lifecycle.base.acting import Workspace
from collabtui.text.catalogue import Catalogue

BOARD = (
    "To do,This week,Stuck,Done\n"
    '"Seating plan (Bob, 10 Apr)","Send the invitations (陈静, 6 Mar)","Get the permit (Bob, 13 Mar)",Book the hall\n'
    '"Thank-you cards (陈静)",,,"Save-the-date mail (Bob, 6 Feb)"\n'
    "2 cards,1 card,1 card,2 cards\n"
)
WEEK = (
    "姓名,周一 3/2,周二 3/3,周三 3/4\n"
    '张伟,"1.写提纲\n2.约专家",外出采访,\n'
    "陈静,归档素材 √,,改版字幕\n"
    "值班：周六 张伟  周日 陈静,,,\n"
)
STEPS = (
    "皮肤,版本,原画,建模,备注\n赤焰,1.8,张伟 2/20 ✔,赵强 3/6,主推\n青鸾,1.8,张伟 3/4,赵强 3/9,\n"
    "机甲,1.9,赵强 ✘,待排,\n春日,1.9,张伟 3/10,—,\n"
)


def read(workspace: Workspace, text: str) -> tuple[dict[str, tuple[str, str, str, str]], list[str]]:
    """Title → owner, due, status and parent; and what is told of the table."""
    acting = workspace.as_user("command")
    table = read_listed(acting, text.encode(), table_words(workspace.store))
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    lines = [line.action for line in planned_import(acting, table)]
    found = {
        one.title: (names.get(one.owner or "", ""), str(one.due or ""), str(one.status), one.task) for one in lines
    }
    return found, list(table_remarks(table, Catalogue("en")))


def test_a_board_has_a_task_in_each_cell_with_the_state_of_its_column(workspace: Workspace) -> None:
    found, told = read(workspace, BOARD)
    assert found == {
        "Seating plan": ("Bob Brown", "2026-04-10", "not-started", ""),
        "Thank-you cards": ("陈静", "", "not-started", ""),
        "Send the invitations": ("陈静", "2026-03-06", "not-started", ""),
        "Get the permit": ("Bob Brown", "2026-03-13", "blocked", ""),
        "Book the hall": ("", "", "done", ""),
        "Save-the-date mail": ("Bob Brown", "2026-02-06", "done", ""),
    }
    assert any("Each cell is read as a task, 6 tasks in all" in text for text in told)


def test_a_week_has_the_person_of_the_row_and_the_day_of_the_column(workspace: Workspace) -> None:
    found, told = read(workspace, WEEK)
    assert found == {
        "写提纲": ("张伟", "2026-03-02", "not-started", ""),
        "约专家": ("张伟", "2026-03-02", "not-started", ""),
        "外出采访": ("张伟", "2026-03-03", "not-started", ""),
        "归档素材": ("陈静", "2026-03-02", "done", ""),
        "改版字幕": ("陈静", "2026-03-04", "not-started", ""),
    }
    assert any(text.startswith("Each cell is read as a task") for text in told)


def test_steps_whose_cells_say_who_and_when_are_parts_of_what_the_row_is_called(workspace: Workspace) -> None:
    found, told = read(workspace, STEPS)
    assert "Columns left out: 版本." in told
    assert found == {
        "赤焰 原画": ("张伟", "2026-02-20", "done", "赤焰"),
        "赤焰 建模": ("赵强", "2026-03-06", "not-started", "赤焰"),
        "青鸾 原画": ("张伟", "2026-03-04", "not-started", "青鸾"),
        "青鸾 建模": ("赵强", "2026-03-09", "not-started", "青鸾"),
        "机甲 原画": ("赵强", "", "not-started", "机甲"),
        "机甲 建模": ("", "", "not-started", "机甲"),
        "春日 原画": ("张伟", "2026-03-10", "not-started", "春日"),
    }


def test_stages_side_by_side_with_days_and_marks_are_tasks_of_what_the_row_is_called(workspace: Workspace) -> None:
    table = (
        "编号,书名,责编,初审,终审,付印,备注\nT1,《江河记》,张伟,1/12√,3/10,3/25,加序\nT2,《方言考》,陈静,√,2026-03-20,待定,\n"
        "√表示已完成,,,,,,\n"
    )
    found, told = read(workspace, table)
    assert found == {
        "《江河记》 初审": ("张伟", "2026-01-12", "done", "《江河记》"),
        "《江河记》 终审": ("张伟", "2026-03-10", "not-started", "《江河记》"),
        "《江河记》 付印": ("张伟", "2026-03-25", "not-started", "《江河记》"),
        "《方言考》 初审": ("陈静", "", "done", "《方言考》"),
        "《方言考》 终审": ("陈静", "2026-03-20", "not-started", "《方言考》"),
    }
    assert any("Each cell below a stage is read as a task, 5 tasks in all, as part of “书名”" in text for text in told)


def test_days_below_people_are_tasks_of_these_people(workspace: Workspace) -> None:
    found, _ = read(workspace, "Chapter,Bob,陈静,Printer\nOne,2026-03-09,2026-03-12,2026-03-20\nTwo,2026-03-16,,n/a\n")
    assert found == {
        "One Bob": ("Bob Brown", "2026-03-09", "not-started", "One"),
        "One 陈静": ("陈静", "2026-03-12", "not-started", "One"),
        "One Printer": ("", "2026-03-20", "not-started", "One"),
        "Two Bob": ("Bob Brown", "2026-03-16", "not-started", "Two"),
    }


def test_whoever_names_the_column_of_tasks_has_a_task_in_each_row(workspace: Workspace) -> None:
    (table,) = read_tables("书名,初审,终审,付印\n《江河记》,3/5,3/10,3/25\n《方言考》,3/6,3/20,4/2\n".encode())
    words = table_words(workspace.store)
    assert rows_of_stages(table.rows, words) is not None
    assert rows_of_stages(table.rows, {**words, "书名": "title"}) is None


@pytest.mark.parametrize(
    "text",
    [
        "任务,未开始,进行中,已完成\n接口,√,,\n测试,,√,\n上线,,,√\n",
        "Task,Owner,To do,Done\nWrite the report,Bob,x,\nBook the hall,Bob,,x\n",
        "任务,负责人,收到日期,下发日期,反馈日期\n接口,张伟,3/2,3/3,3/9\n测试,陈静,3/4,3/5,3/10\n",
        "Task,Owner,Due,Signed,Sent,Filed\nLease,Bob,3/9,3/2,3/3,3/4\nDeed,Bob,3/9,3/2,3/3,3/4\n",
        "姓名,部门,电话\n张伟,研发部,1\n陈静,市场部,2\n",
    ],
)
def test_other_tables_are_read_by_rows(workspace: Workspace, text: str) -> None:
    (table,) = read_tables(text.encode())
    assert tasks_of_cells(table.rows, table_words(workspace.store)) is None
    assert rows_of_stages(table.rows, table_words(workspace.store)) is None
