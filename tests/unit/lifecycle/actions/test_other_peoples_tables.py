"""Tables in other people's ways: letters of duties, days that are none, weeks side by side, columns in other words."""

from contextlib import closing
from typing import Any

import pytest

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.formats.documents.document import shown
from collabtui.lifecycle.actions.importing.import_table import import_actions, planned_import
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.queries.actions import actions
from collabtui.store.queries.row_reader import open_reader
from support.invariants import database_of
from support.world import Clock

RACI = b"""No.,Activity,Due,\xe5\xbc\xa0\xe4\xbc\x9f,\xe8\xb5\xb5\xe5\xbc\xba,\xe9\x99\x88\xe9\x9d\x99,Bob Brown,Output
1,Collect needs,2026-12-04,A,R,C,I,List
2,Login page,2026-12-11,I,A/R,C,,Page
3,Roll-out,2026-12-23,R,R,,A,Portal
,R = Responsible A = Accountable,,,,,,
"""


def rows(workspace: Workspace, data: bytes) -> dict[str, Any]:
    acting = workspace.as_user("command")
    table = read_action_table(data)
    shown_first = planned_import(acting, table, "")
    import_actions(acting, table, "", shown_first)
    with closing(open_reader(database_of(workspace))) as reader:
        return {row["title"]: row for row in actions(reader, today=acting.today)}


def test_letters_say_who_answers_who_does_it_and_who_is_asked(workspace: Workspace) -> None:
    assert unknown_columns(RACI) == ()
    found = rows(workspace, RACI.replace(b",R = Responsible A = Accountable,,,,,,\n", b""))
    duties = {title: (row["owner"]["name"], row["doers"], sorted(row["collaborators"])) for title, row in found.items()}
    assert duties == {
        "Collect needs": ("张伟", ["赵强"], ["赵强", "陈静"]),
        "Login page": ("赵强", [], ["陈静"]),
        "Roll-out": ("Bob Brown", ["张伟"], ["张伟", "赵强"]),
    }


@pytest.mark.parametrize(
    "text",
    [
        b"Activity,Due,Size,Grade\nA,2026-12-04,C,I\nB,2026-12-05,I,C\n",
        b"Activity,Due,Owner,Alice,Bob\nA,2026-12-04,Bob,R,C\n",
        b"Activity,Due,Code\nA,2026-12-04,R\n",
    ],
)
def test_letters_that_are_no_duties_stay_columns_nobody_knows(text: bytes) -> None:
    assert unknown_columns(text)
    assert all("doer" not in row.cells for row in read_action_table(text).rows)


def found_in(table: ActionTable, field: str) -> list[str]:
    return [shown(row.cells.get(field)) for row in table.rows]


def test_a_time_that_is_no_day_is_told_and_stays_empty(workspace: Workspace) -> None:
    data = "任务,负责人,截止日期\n回访,张伟,12月中旬\n盘点,陈静,2026-12-04\nPlan,Bob Brown,mid December\n".encode()
    table = read_action_table(data)
    planned = planned_import(workspace.as_user("command"), table, "")
    keys = [finding.key for line in planned for finding in line.remarks]
    assert keys == ["import.vague_day", "import.vague_day"]
    assert rows(workspace, data)["盘点"]["due"] == "2026-12-04"


def test_weeks_beside_each_other_are_neither_days_nor_rows() -> None:
    data = (
        "| 重点工作 | 责任人 | 完成时限 | 第48周 | 第48周 | 成果 |\n|---|---|---|---|---|---|\n"
        "| 重点工作 | 责任人 | 完成时限 | 计划 | 实际 | 成果 |\n| 搬迁 | 张伟 | 12月4日 | 签合同 | 已签 | 确认单 |\n"
    ).encode()
    table = read_action_table(data)
    assert (found_in(table, "title"), found_in(table, "due")) == (["搬迁"], ["12月4日"])


def test_columns_in_other_words_are_known() -> None:
    data = b"Item,Who,Helped by,By when,Done\nPack,Carol,Dan,2026-12-09,25%\n"
    assert unknown_columns(data) == ()
    assert found_in(read_action_table(data), "collaborators") == ["Dan"]
    assert unknown_columns("事项,主责人,目前状态\n搬家,张伟,推进中\n".encode()) == ()


def test_a_day_whose_year_is_written_may_be_long_past(workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-11-21T10:00+08:00")
    data = "Task,Owner,Finish\nCollect needs,张伟,02-Mar-26\nAsk,张伟,9 Mar 2026\nRoll out,张伟,11 Dec\n".encode()
    days = {title: row["due"] for title, row in rows(workspace, data).items()}
    assert days == {"Collect needs": "2026-03-02", "Ask": "2026-03-09", "Roll out": "2026-12-11"}
