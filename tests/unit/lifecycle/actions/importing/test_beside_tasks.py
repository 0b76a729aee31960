"""Beside the tasks of a table: boxes that a spreadsheet ticks, tables of something else below, days agreed first,
shares of the rest, phones behind owners."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.written_values import percent_within, state_of
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, data: str | bytes) -> list[ImportLine]:
    acting = workspace.as_user("command")
    raw = data.encode() if isinstance(data, str) else data
    return planned_import(acting, read_listed(acting, raw, table_words(workspace.store)))


def book(*rows: list[Any]) -> bytes:
    made, file = Workbook(), BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("head", ["Done", "Finished?", "完成了吗"])
def test_a_ticked_box_of_a_spreadsheet_is_done(workspace: Workspace, head: str) -> None:
    lines = lines_of(workspace, book([head, "Action", "Owner"], [False, "Crates", "张伟"], [True, "Rooms", "陈静"]))
    assert [line.action.status for line in lines] == ["not-started", "done"]
    assert [line.remarks for line in lines] == [(), ()]


RISKS: tuple[list[Any], ...] = (["No", "Risk", "Level", "Owner"], [1, "The lift is too small", "high", "张伟"])


@pytest.mark.parametrize("heading", [[], [[None, "Risks"]]])
def test_a_table_of_something_else_behind_an_empty_row_is_no_task(heading: list[list[Any]]) -> None:
    rows: list[list[Any]] = [["No", "Action", "Owner", "Due"], [1, "Crates", "张伟", "4 Dec"], [None], *heading, *RISKS]
    table = read_action_table(book(*rows))
    assert [row.text("title") for row in table.rows] == ["Crates"]
    assert [text for _, text in table.left_out] == [*(["Risks"] if heading else []), "No", "1"]


def test_tasks_behind_an_empty_row_are_tasks() -> None:
    rows: list[list[Any]] = [
        ["Action", "Owner", "Due"],
        ["Crates", "张伟", "4 Dec"],
        [None],
        ["Level the floor", "陈静", "8 Dec"],
    ]
    assert [row.text("title") for row in read_action_table(book(*rows)).rows] == ["Crates", "Level the floor"]


def test_further_tasks_below_names_of_their_own_are_tasks() -> None:
    rows: list[list[Any]] = [
        ["Action", "Owner", "Due"], ["Crates", "张伟", "4 Dec"], [None], *RISKS, [None],
        ["Action", "Owner", "Due"], ["Keys", "陈静", "8 Dec"],
    ]  # fmt: skip
    assert [row.text("title") for row in read_action_table(book(*rows)).rows] == ["Crates", "Keys"]


def test_the_revised_day_counts_and_else_the_original_one(workspace: Workspace) -> None:
    text = (
        "Action,Owner,Original date,Revised date\nPolicy,张伟,2026-12-01,2026-12-08\n"
        "Brief,陈静,2026-12-04,\nAudit,陈静,TBC,2027-01-15\n"
    )
    assert [line.action.due for line in lines_of(workspace, text)] == [
        date(2026, 12, 8), date(2026, 12, 4), date(2027, 1, 15),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("剩余约20%", None), ("还差30%没做", None), ("30% left", None), ("about 20 % remaining", None),
        ("完成80%", 80), ("80% done, tests remain", 80), ("已完成 60%，余下周三交", 60),
    ],
)  # fmt: skip
def test_a_share_of_the_rest_is_none_of_the_task(text: str, percent: int | None) -> None:
    assert percent_within(text) == percent


def test_a_phone_behind_an_owner_is_nobody(workspace: Workspace) -> None:
    (line,) = lines_of(workspace, "Action,Owner\nCrates,Bob Brown +44 20 7946 0102\n")
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    assert (names[line.action.owner or ""], line.action.collaborators, line.remarks) == ("Bob Brown", (), ())


def test_what_a_remark_waits_for_is_named_by_its_number(workspace: Workspace) -> None:
    text = "No.,Action,Owner,Remarks\n1,Policy,张伟,\n2,Audit,陈静,depends on action 1\n"
    assert [line.action.depends_on for line in lines_of(workspace, text)] == [(), ("row2",)]


def test_a_matter_that_is_closed_is_done() -> None:
    assert state_of("已完结") == "done"


@pytest.mark.parametrize(
    ("cell", "note"),
    [("已完成80%，待评审", "已完成80%，待评审"), ("进行中，完成50%", ""), ("受阻，完成60%", ""), ("60%", "")],
)
def test_a_step_to_come_beside_a_share_is_noted(workspace: Workspace, cell: str, note: str) -> None:
    (line,) = lines_of(workspace, f"任务,负责人,状态\n登录,张伟,{cell}\n")
    assert (line.action.note, line.action.percent or 0) == (note, int(re.findall(r"\d+", cell)[0]))
