"""Words, lights and days in the tables of teams that nobody knows, or that give way to what stands beside them."""

from contextlib import closing
from typing import Any

import pytest

from collabtui.errors import Refused
from collabtui.formats.actions.heading_fields import LIGHT
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.formats.documents.document import shown
from collabtui.lifecycle.actions.importing.column_meanings import column_setting, known_columns, remember_columns
from collabtui.lifecycle.actions.importing.import_table import import_actions, planned_import
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.queries.actions import actions
from collabtui.store.queries.row_reader import open_reader
from support.invariants import database_of

BOARD = b"Story,Assignee,ETA,State\nRefund form,Bob Brown,2026-03-06,Zu pruefen\nBanner,Bob Brown,2026-03-07,Deployed\n"


def rows(workspace: Workspace, text: bytes | str) -> dict[str, Any]:
    acting, data = workspace.as_user("command"), text.encode() if isinstance(text, str) else text
    import_actions(acting, read_action_table(data, known_columns(acting.store)))
    with closing(open_reader(database_of(workspace))) as reader:
        return {row["title"]: row for row in actions(reader, today=acting.today)}


def states(workspace: Workspace, text: bytes | str) -> dict[str, tuple[str, int]]:
    return {title: (row["status"], row["percent"]) for title, row in rows(workspace, text).items()}


def test_a_word_that_is_no_status_is_told_and_becomes_a_note(workspace: Workspace) -> None:
    lines = planned_import(workspace.as_user("command"), read_action_table(BOARD))
    told = [(line.row, one.key, one.values) for line in lines for one in line.remarks]
    assert told == [(2, "import.status_unknown", {"value": "Zu pruefen", "column": "State"})]
    found = rows(workspace, BOARD)
    assert (found["Refund form"]["status"], found["Banner"]["status"]) == ("not-started", "done")
    assert lines[0].action.note == "State: Zu pruefen"


def test_what_a_word_means_is_said_once(workspace: Workspace) -> None:
    assert column_setting("State:Zu pruefen=in progress") == ("state:zu pruefen", "in-progress")
    remember_columns(workspace.as_user("command"), dict([column_setting("State：Zu pruefen=进行中")]))
    assert states(workspace, BOARD)["Refund form"] == ("in-progress", 0)


def test_a_setting_of_a_word_that_is_no_status_is_refused() -> None:
    with pytest.raises(Refused):
        column_setting("State:Ready=soon")


def test_a_word_where_a_share_is_asked_for_is_no_share(workspace: Workspace) -> None:
    assert states(workspace, "子任务,完成度\n接口,很多\n测试,已销号\n") == {
        "接口": ("not-started", 0),
        "测试": ("done", 100),
    }


def test_a_bare_no_says_only_that_it_is_not_done(workspace: Workspace) -> None:
    table = "整改内容,整改情况,是否闭合\n补拧螺栓,已完成，待复查,否\n补刷涂料,材料未到场,否\n疏通排水,已整改,是\n"
    assert states(workspace, table) == {
        "补拧螺栓": ("in-progress", 0),
        "补刷涂料": ("not-started", 0),
        "疏通排水": ("done", 100),
    }


@pytest.mark.parametrize("light", ["RAG", "Health", "红绿灯"])
def test_a_light_gives_way_to_the_status_beside_it(workspace: Workspace, light: str) -> None:
    table = f"Task,{light},Status\nNotice,🟢,on track\nFAQ,🔴,on hold\n"
    assert states(workspace, table) == {"Notice": ("in-progress", 0), "FAQ": ("blocked", 0)}
    assert read_action_table(table.encode()).rows[0].places[LIGHT][1] == light


def test_the_day_agreed_first_counts_where_no_later_one_is_written(workspace: Workspace) -> None:
    table = "Agreed action,Original due date,Revised due date\nReport,28/02/2026,15/03/2026\nWorkflow,31/03/2026,\n"
    days = {title: row["due"] for title, row in rows(workspace, table).items()}
    assert days == {"Report": "2026-03-15", "Workflow": "2026-03-31"}


def test_of_two_days_agreed_before_none_counts(workspace: Workspace) -> None:
    table = "任务,负责人,原定完成时间,原计划完成时间,计划完成\n盘点,张伟,2026-02-01,2026-02-03,2026-03-09\n"
    assert rows(workspace, table)["盘点"]["due"] == "2026-03-09"


@pytest.mark.parametrize("name", ["准备事项", "筹备工作", "Campaign task"])
def test_a_column_whose_name_ends_with_a_word_for_tasks_names_them(name: str) -> None:
    table = f"阶段,{name},主责人\n会前,找场地,张伟\n,发邀请,陈静\n".encode()
    assert unknown_columns(table) == ()
    read = read_action_table(table).rows
    assert [(shown(row.cells["title"]), shown(row.cells["task"])) for row in read] == [
        ("找场地", "会前"),
        ("发邀请", "会前"),
    ]


@pytest.mark.parametrize("when", ["会后三天内", "two weeks before the event", "T-5", "开业前1周", "Closing + 14 days"])
def test_days_counted_from_an_event_are_told_and_stay_empty(workspace: Workspace, when: str) -> None:
    table = read_action_table(f"任务,负责人,截止\n回访,张伟,{when}\n".encode())
    (line,) = planned_import(workspace.as_user("command"), table)
    assert ([one.key for one in line.remarks], line.action.due) == (["import.vague_day"], None)


def test_an_item_with_an_owner_is_an_action_above_others_that_have_theirs(workspace: Workspace) -> None:
    text = "- [ ] 准备\n  - [ ] 陈静：确认门店，3月12日前\n    - [ ] 张伟：核对合同\n- [ ] Bob Brown: call\n  - out\n"
    found = rows(workspace, text)
    assert {title: (row["owner"] or {}).get("name") for title, row in found.items()} == {
        "确认门店": "陈静", "核对合同": "张伟", "call": "Bob Brown",
    }  # fmt: skip
    lines = planned_import(workspace.as_user("command"), read_action_table(text.encode()))
    assert {line.action.title: line.action.task for line in lines} == {
        "确认门店": "准备",
        "核对合同": "确认门店",
        "call": "",
    }


def test_an_address_of_somebody_in_the_book_is_asked_about_by_name(workspace: Workspace) -> None:
    table = read_action_table(b"Task,Owner,Due\nOrder bags,bob.brown@elsewhere.example,2026-03-27\n")
    (line,) = planned_import(workspace.as_user("command"), table)
    assert [(one.key, one.values["near"]) for one in line.remarks] == [("import.stranger_near", "Bob Brown")]
